#include "ui/orders/order_drawer.h"

#include "ui/orders/order_course.h"
#include "ui/orders/order_sections.h"
#include "ui/orders/order_words.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/tab_strip.h"

namespace stoa::ui {

namespace {

// The sections in the order of the tabs; 0 is All.
constexpr const char* kSections[] = {"", "sectionItems", "sectionTimeline", "sectionPayment",
                                     "sectionLedger"};
// With the items.
constexpr const char* kCourse = "sectionCourse";
constexpr const char* kParcels = "sectionParcels";
constexpr const char* kAddress = "sectionAddress";

// Something that has neither left nor been taken out.
bool isSomethingHere(const api::OrderView& order)
{
    return std::ranges::any_of(order.lines, [](const api::OrderLineView& line) {
        return line.fulfilledQuantity + line.withdrawnQuantity < line.quantity;
    });
}

} // namespace

OrderDrawer::OrderDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("order"), tr("No order chosen"), parent),
      m_buyer(new Label({}, Type::BodyStrong)),
      m_buyerFacts(new Label({}, Type::Secondary, &Theme::t3)),
      m_total(new Label({}, Type::ObjectTitle)),
      m_seller(new Label({}, Type::Secondary, &Theme::t3)),
      m_refund(new Button(tr("Refund"), QStringLiteral("orderRefund"))),
      m_edit(new Button(tr("Edit"), QStringLiteral("orderEdit"))),
      m_cancel(new Button(tr("Cancel"), QStringLiteral("orderCancel"))),
      m_hold(new Button(tr("Hold"), QStringLiteral("orderHold"))),
      m_tabs(new TabStrip(QStringLiteral("orderSections")))
{
    buildHead();
    connect(m_refund, &Button::clicked, this, [this] { emit refundRequested(*details()); });
    connect(m_edit, &Button::clicked, this, [this] {
        if (unpaidEdit(*details()) != nullptr)
            emit withdrawRequested(*details());
        else
            emit editRequested(*details());
    });
    connect(m_cancel, &Button::clicked, this, [this] { emit cancelRequested(*details()); });
    connect(m_hold, &Button::clicked, this, [this] {
        if (holdInForce(*details()) != nullptr)
            emit releaseRequested(*details());
        else
            emit holdRequested(*details());
    });
    connect(m_tabs, &TabStrip::currentChanged, this, &OrderDrawer::showSection);
    showNothing();
}

void OrderDrawer::buildHead()
{
    m_buyer->setTextInteractionFlags(Qt::NoTextInteraction);
    m_total->setFigures(true);
    addFacts({m_buyer, m_buyerFacts}, {m_total, m_seller});
    m_refund->setKeyHint(QStringLiteral("F"));
    m_edit->setKeyHint(QStringLiteral("E"));
    m_cancel->setKeyHint(QStringLiteral("X"));
    m_hold->setKeyHint(QStringLiteral("H"));
    addActions({m_refund, m_edit, m_cancel, m_hold});
    for (const QString& title :
         {tr("All"), tr("Items"), tr("Timeline"), tr("Payment"), tr("Ledger")})
        m_tabs->addTab(title);
    m_tabs->setAccessibleName(tr("Sections of the order"));
    drawer().head()->addWidget(m_tabs);
    const QMargins margins = drawer().head()->contentsMargins();
    drawer().head()->setContentsMargins(margins.left(), margins.top(), margins.right(), 0);
}

void OrderDrawer::clearHead()
{
    for (Label* label : {m_buyer, m_buyerFacts, m_total, m_seller})
        label->clear();
    m_tabs->setCount(1, {});
}

void OrderDrawer::fillHead()
{
    const api::OrderRow& order = *row();
    if (m_wanted && *m_wanted != order.id) m_wanted.reset();
    drawer().setTitle(fromUtf8(order.number), orderWord(order, context().clock().now));
    m_buyer->setText(fromUtf8(order.buyerName));
    QStringList facts;
    if (details()) facts << fromUtf8(details()->shippingAddress.city.value);
    facts << countryName(order.country);
    facts.removeAll(QString());
    m_buyerFacts->setText(facts.join(QStringLiteral(", ")));
    m_buyerFacts->setToolTip(fromUtf8(order.buyerEmail));
    m_total->setText(moneyText(order.total));
    m_seller->setText(fromUtf8(order.sellerName));
    m_tabs->setCount(1, numberText(order.itemCount));
}

void OrderDrawer::fillSections()
{
    const Clockface face = context().clock();
    const api::OrderView& order = *details();
    buildItems(add({}, kSections[1]), order);
    if (hasCourse(order)) buildCourse(add(tr("What happens next"), kCourse), order, face);
    if (!order.fulfillments.empty()) buildParcels(add(tr("Parcels"), kParcels), order, face);
    buildTimeline(add(tr("Timeline"), kSections[2]), order, face);
    buildPayments(add(tr("Payment"), kSections[3], paymentMark(order)), order, face);
    buildLedger(add(tr("Ledger"), kSections[4]), order,
                context().workspace().may(api::Permission::LedgerRead));
    buildAddress(add(tr("Ships to"), kAddress), order.shippingAddress);
    showSection();
    if (std::exchange(m_wanted, {})) requestRefund();
}

void OrderDrawer::showSection()
{
    const int chosen = m_tabs->currentIndex();
    for (int i = 1; i < static_cast<int>(std::size(kSections)); ++i) {
        auto* section = findChild<QWidget*>(QString::fromLatin1(kSections[i]));
        if (section != nullptr) section->setVisible(chosen == 0 || chosen == i);
    }
    for (const char* name : {kCourse, kParcels, kAddress}) {
        auto* section = findChild<QWidget*>(QString::fromLatin1(name));
        if (section != nullptr) section->setVisible(chosen <= 1);
    }
}

void OrderDrawer::moveSection(int step)
{
    m_tabs->setCurrentIndex(std::clamp(m_tabs->currentIndex() + step, 0, m_tabs->count() - 1));
}

void OrderDrawer::requestRefund()
{
    if (m_refund->isEnabled()) return m_refund->click();
    const bool mayRefund = context().workspace().may(api::Permission::RefundsWrite);
    if (mayRefund && row() && !details())
        m_wanted = row()->id;
    else
        emit refused(whyNoRefund());
}

void OrderDrawer::requestEdit()
{
    if (details() && unpaidEdit(*details()) != nullptr) // a key is pressed by mistake too easily
        emit refused(tr("An edit waits for the buyer's payment. It can be withdrawn."));
    else
        press(m_edit);
}

void OrderDrawer::requestCancel()
{
    press(m_cancel);
}

void OrderDrawer::requestHold()
{
    press(m_hold);
}

void OrderDrawer::updateActions()
{
    const bool isHeld = details() && holdInForce(*details()) != nullptr;
    m_hold->setText(isHeld ? tr("Let go") : tr("Hold"));
    const bool isUnpaid = details() && unpaidEdit(*details()) != nullptr;
    m_edit->setText(isUnpaid ? tr("Withdraw") : tr("Edit"));
    m_edit->setAccessibleName(isUnpaid ? tr("Withdraw the edit") : QString());
    m_edit->setKeyHint(isUnpaid ? QString() : QStringLiteral("E")); // no key withdraws
    allow(m_refund, whyNoRefund());
    allow(m_edit, whyNoEdit());
    allow(m_cancel, whyNoCancel());
    allow(m_hold, whyNoHold());
}

QString OrderDrawer::whyNothing() const
{
    if (!row()) return tr("Choose an order first.");
    if (row()->status == api::OrderStatus::Canceled) return tr("The order is canceled.");
    return details() ? QString() : tr("The details of the order are on their way.");
}

QString OrderDrawer::whyNoEdit() const
{
    if (!context().workspace().may(api::Permission::RefundsWrite)) {
        return tr("Your role can't edit orders. Ask a refund agent.");
    }
    if (const QString why = whyNothing(); !why.isEmpty()) return why;
    if (unpaidEdit(*details()) != nullptr) return {}; // it can be withdrawn
    return isSomethingHere(*details()) ? QString() : tr("Everything has left.");
}

QString OrderDrawer::whyNoCancel() const
{
    if (!context().workspace().may(api::Permission::RefundsWrite)) {
        return tr("Your role can't cancel orders. Ask a refund agent.");
    }
    if (const QString why = whyNothing(); !why.isEmpty()) return why;
    if (unpaidEdit(*details()) != nullptr) {
        return tr("An edit waits for the buyer's payment. Withdraw it first.");
    }
    return isSomethingHere(*details()) ? QString()
                                       : tr("Everything has left. It can come back as a return.");
}

QString OrderDrawer::whyNoHold() const
{
    if (!context().workspace().may(api::Permission::OrdersWrite)) {
        return tr("Your role can't hold orders. Ask somebody who works on orders.");
    }
    return whyNothing();
}

QString OrderDrawer::whyNoRefund() const
{
    if (!context().workspace().may(api::Permission::RefundsWrite)) {
        return tr("Your role can't refund. Ask a refund agent.");
    }
    if (!row()) return tr("Choose an order first.");
    if (!details()) return tr("The details of the order are on their way.");
    Money left = -row()->refunded;
    for (const api::PaymentView& payment : details()->payments)
        left += payment.captured;
    if (row()->paymentStatus == api::PaymentStatus::Refunded) {
        return tr("Everything that was paid has been refunded.");
    }
    if (!left.isPositive()) return tr("Nothing has been captured yet, so nothing can go back.");
    return {};
}

} // namespace stoa::ui
