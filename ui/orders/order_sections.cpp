#include "ui/orders/order_sections.h"

#include "ui/ledger/ledger_table.h"
#include "ui/orders/order_words.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

constexpr int kTotalWidth = 68;

QString say(const char* text)
{
    return QCoreApplication::translate("OrderSections", text);
}

Label* figure(const QString& text, Type type, Ink ink)
{
    auto* label = new Label(text, type, ink);
    label->setFigures(true);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

QString lineDetail(const api::OrderLineView& line)
{
    QStringList parts; // what matters first: the end may have no room
    if (line.quantity == 0) parts << say(QT_TRANSLATE_NOOP("OrderSections", "Taken out"));
    if (line.refundedQuantity > 0) {
        parts << say(QT_TRANSLATE_NOOP("OrderSections", "%1 refunded")).arg(line.refundedQuantity);
    } else if (line.refunded.isPositive()) {
        parts << say(QT_TRANSLATE_NOOP("OrderSections", "%1 refunded"))
                     .arg(amountText(line.refunded));
    }
    if (!line.optionsText.empty()) parts << fromUtf8(line.optionsText);
    if (!line.sku.empty()) parts << fromUtf8(line.sku);
    return parts.join(QStringLiteral(" · "));
}

void addLine(QVBoxLayout* into, const api::OrderLineView& line)
{
    auto* row = makeRow(8);
    auto* names = makeColumn(0);
    names->addWidget(new Label(fromUtf8(line.title), Type::Body));
    const QString detail = lineDetail(line);
    if (!detail.isEmpty()) names->addWidget(new Label(detail, Type::Secondary, &Theme::t3));
    row->addLayout(names, 1);
    row->addWidget(figure(quantityText(line), Type::Secondary, &Theme::t3), 0, Qt::AlignTop);
    Label* total = figure(amountText(line.total), Type::BodyStrong, &Theme::t1);
    total->setMinimumWidth(scaled(kTotalWidth));
    row->addWidget(total, 0, Qt::AlignTop);
    into->addLayout(row);
}

QString failureText(const std::string& code)
{
    QString text = fromUtf8(code);
    return text.replace(QLatin1Char('_'), QLatin1Char(' '));
}

void addRefund(KeyValues* facts, const api::RefundView& refund, const Clockface& face)
{
    QStringList words{say(QT_TRANSLATE_NOOP("OrderSections", "Refund, %1"))
                          .arg(momentText(refund.createdAt, face))};
    if (refund.status != api::RefundStatus::Succeeded) {
        words << statusWord(enumText(refund.status)).text.toLower();
    }
    facts->add(words.join(QStringLiteral(" · ")), moneyText(-refund.total));
    if (refund.credit.isPositive()) {
        facts->addPart(say(QT_TRANSLATE_NOOP("OrderSections", "of it as store credit")),
                       moneyText(-refund.credit));
    }
}

// One row for each rate of the lines, one for the shipping.
void addTaxes(KeyValues* facts, const api::OrderView& order)
{
    if (!order.tax.isPositive()) return;
    std::map<QString, Money> taxes;
    Money rest = order.tax;
    for (const api::OrderLineView& line : order.lines) {
        if (!line.tax.isPositive()) continue;
        taxes.try_emplace(fromUtf8(line.taxName), line.tax - line.tax).first->second += line.tax;
        rest -= line.tax;
    }
    for (const auto& [name, tax] : taxes)
        facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "%1 included")).arg(name),
                   moneyText(tax));
    if (rest.isPositive()) {
        facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "Tax in the shipping")), moneyText(rest));
    }
    if (order.collectedTax.isPositive()) {
        facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "Tax kept back to pass on")),
                   moneyText(order.collectedTax));
    }
}

} // namespace

void buildItems(QVBoxLayout* into, const api::OrderView& order)
{
    for (const api::OrderLineView& line : order.lines)
        addLine(into, line);
    auto* sums = new KeyValues(QStringLiteral("orderSums"));
    sums->add(say(QT_TRANSLATE_NOOP("OrderSections", "Items")), amountText(order.items));
    sums->add(say(QT_TRANSLATE_NOOP("OrderSections", "Shipping")), amountText(order.shipping));
    sums->addStrong(say(QT_TRANSLATE_NOOP("OrderSections", "Total")), moneyText(order.row.total));
    if (order.row.refunded.isPositive()) {
        sums->add(say(QT_TRANSLATE_NOOP("OrderSections", "Refunded")),
                  moneyText(-order.row.refunded), &Theme::warn);
    }
    into->addWidget(sums);
}

void buildTimeline(QVBoxLayout* into, const api::OrderView& order, const Clockface& face)
{
    std::vector<TimelineEntry> entries;
    for (auto event = order.timeline.rbegin(); event != order.timeline.rend(); ++event)
        entries.push_back(timelineEntry(*event, face));
    auto* timeline = new TimelineWidget(QStringLiteral("orderTimeline"));
    timeline->setEntries(std::move(entries));
    into->addWidget(timeline);
}

QWidget* paymentMark(const api::OrderView& order)
{
    return new StatusChip(statusWord(enumText(order.row.paymentStatus)), nullptr, ChipSize::Dense);
}

void buildPayments(QVBoxLayout* into, const api::OrderView& order, const Clockface& face)
{
    auto* facts = new KeyValues(QStringLiteral("orderPayment"));
    for (const api::PaymentView& payment : order.payments) {
        QStringList how;
        const bool isCredit = payment.provider == "store_credit";
        if (isCredit) how << say(QT_TRANSLATE_NOOP("OrderSections", "Store credit"));
        for (const std::string& part : {payment.provider, payment.method}) {
            if (!part.empty() && !isCredit) how << fromUtf8(part);
        }
        const bool isFailed = payment.state == api::PaymentState::Failed;
        facts->add(how.join(QStringLiteral(" · ")),
                   isFailed ? failureText(payment.failureCode) : moneyText(payment.amount),
                   isFailed ? &Theme::bad : &Theme::t1);
        if (payment.captured.isPositive()) {
            facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "Captured")),
                       moneyText(payment.captured));
        }
    }
    for (const api::RefundView& refund : order.refunds)
        addRefund(facts, refund, face);
    facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "Held in escrow")), moneyText(order.escrow));
    facts->add(say(QT_TRANSLATE_NOOP("OrderSections", "Commission")), moneyText(order.commission));
    addTaxes(facts, order);
    into->addWidget(facts);
}

void buildAddress(QVBoxLayout* into, const api::Address& address)
{
    const auto line = [&](const QStringList& parts) {
        QStringList filled = parts;
        filled.removeAll(QString());
        if (filled.isEmpty()) return;
        into->addWidget(new Label(filled.join(QLatin1Char(' ')), Type::Secondary, &Theme::t2));
    };
    line({fromUtf8(address.name.value)});
    line({fromUtf8(address.street.value)});
    line({fromUtf8(address.street2.value)});
    line({fromUtf8(address.postalCode.value), fromUtf8(address.city.value),
          fromUtf8(address.region.value)});
    line({countryName(address.country.value)});
}

void buildLedger(QVBoxLayout* into, const api::OrderView& order, bool mayRead)
{
    if (!mayRead) {
        auto* row = makeRow(8);
        row->addWidget(new IconMark(QStringLiteral("lock"), &Theme::t3), 0, Qt::AlignTop);
        row->addWidget(makeParagraph(say(QT_TRANSLATE_NOOP(
                           "OrderSections", "People with a finance role see the ledger. An "
                                            "administrator can give you access."))),
                       1);
        into->addLayout(row);
        return;
    }
    if (order.transfers.empty()) {
        into->addWidget(makeParagraph(
            say(QT_TRANSLATE_NOOP("OrderSections", "Nothing has been posted for this order."))));
        return;
    }
    auto* table = new LedgerTable(QStringLiteral("orderLedger"));
    table->setTransfers(order.transfers);
    into->addWidget(table);
}

} // namespace stoa::ui
