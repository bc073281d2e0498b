#include "ui/refunds/refund_preview_panel.h"

#include "ui/ledger/ledger_table.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"

#include <QScrollArea>

namespace stoa::ui {

// What stays held beside what leaves.
class RefundSplitBar final : public QWidget {
public:
    RefundSplitBar() { setFixedHeight(8); }
    void setParts(const Money& stays, const Money& leaves)
    {
        const double all = static_cast<double>(stays.minor() + leaves.minor());
        m_share = all > 0 ? static_cast<double>(stays.minor()) / all : 0;
        m_isEmpty = all <= 0;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBar(painter, rect(), m_isEmpty ? 0 : 1, theme().warnFill);
        if (m_share > 0)
            drawBox(painter, QRectF(0, 0, width() * m_share, height()), 4, theme().accent, {});
    }

private:
    double m_share = 0;
    bool m_isEmpty = true;
};

RefundPreviewPanel::RefundPreviewPanel(const QString& target, Currency currency, QWidget* parent)
    : QWidget(parent),
      m_target(target),
      m_currency(currency),
      m_message(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_where(new Label(target, Type::Secondary, &Theme::t3)),
      m_total(new Label({}, Type::Figure)),
      m_code(new Label(fromUtf8(currency.code()), Type::Body, &Theme::t3)),
      m_parts(new KeyValues(QStringLiteral("previewParts"))),
      m_splitCard(new Card({}, QStringLiteral("previewSplit"))),
      m_bar(new RefundSplitBar),
      m_split(new KeyValues(QStringLiteral("previewEscrow"))),
      m_ledgerCard(new Card(tr("Ledger preview"), QStringLiteral("previewLedgerCard"))),
      m_ledger(new LedgerTable(QStringLiteral("previewLedger")))
{
    setObjectName(QStringLiteral("refundPreview"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_message->setObjectName(QStringLiteral("previewMessage"));
    m_message->hide();
    column->addWidget(m_message);
    auto* buyer = new Card({}, QStringLiteral("previewBuyer"));
    buyer->setBodyMargins(12, 10, 12, 10);
    buyer->body()->setSpacing(4);
    m_where->setObjectName(QStringLiteral("previewWhere"));
    buyer->body()->addWidget(m_where);
    auto* figure = makeRow(6);
    m_total->setObjectName(QStringLiteral("previewTotal"));
    m_total->setFigures(true);
    figure->addWidget(m_total);
    figure->addWidget(m_code, 0, Qt::AlignBottom);
    figure->addStretch(1);
    buyer->body()->addLayout(figure);
    buyer->body()->addWidget(m_parts);
    column->addWidget(buyer);
    m_splitCard->setBodyMargins(12, 10, 12, 10);
    m_splitCard->body()->setSpacing(8);
    m_splitCard->body()->addWidget(new Label(tr("Escrow"), Type::CardTitle));
    m_splitCard->body()->addWidget(m_bar);
    m_splitCard->body()->addWidget(m_split);
    column->addWidget(m_splitCard);
    m_ledgerCard->setBodyMargins(12, 0, 12, 10);
    m_ledgerCard->body()->addWidget(m_ledger);
    column->addWidget(m_ledgerCard);
    column->addStretch(1);
    auto* outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(makeScrollArea(content));
    showNothing();
}

void RefundPreviewPanel::showNothing()
{
    m_where->setText(m_target);
    m_total->setText(amountText(Money(0, m_currency)));
    m_parts->clear();
    m_splitCard->hide();
    m_ledgerCard->hide();
    setDimmed(false);
}

void RefundPreviewPanel::showPreview(const api::RefundPreview& preview)
{
    const bool isCredit = preview.toCredit.isPositive() && preview.toCredit == preview.buyer;
    m_where->setText(isCredit ? tr("Becomes store credit") : m_target);
    m_total->setText(amountText(preview.buyer));
    addParts(preview);
    m_bar->setParts(preview.escrowAfter, preview.fromEscrow);
    m_split->clear();
    m_split->addMarked(&Theme::warnFill, tr("Leaves escrow"), moneyText(preview.fromEscrow));
    m_split->addPart(tr("the seller's part"), moneyText(preview.fromSeller));
    m_split->addPart(tr("commission given back"), moneyText(preview.fromCommission));
    addPositive(tr("tax on the commission given back"), preview.fromCommissionTax);
    addPositive(tr("tax that is not passed on"), preview.fromCollectedTax);
    m_split->addMarked(&Theme::accent, tr("Stays in escrow"), moneyText(preview.escrowAfter));
    m_split->addPart(tr("for the seller"), moneyText(preview.sellerNetAfter));
    m_split->addPart(tr("commission kept"), moneyText(preview.commissionAfter));
    addPositive(tr("tax on the commission"), preview.commissionTaxAfter);
    m_splitCard->show();
    m_ledger->setTransfers(preview.transfers);
    m_ledgerCard->setVisible(!preview.transfers.empty());
    setDimmed(false);
}

void RefundPreviewPanel::addPositive(const QString& what, const Money& amount)
{
    if (amount.isPositive()) m_split->addPart(what, moneyText(amount));
}

void RefundPreviewPanel::addParts(const api::RefundPreview& preview)
{
    Money items(0, preview.buyer.currency());
    for (const api::RefundLineView& line : preview.lines)
        items += line.amount;
    m_parts->clear();
    if (items.isPositive()) m_parts->add(tr("Items"), amountText(items));
    const Money rest = preview.buyer - items;
    if (rest.isPositive()) m_parts->add(tr("Shipping and extra"), amountText(rest));
    if (preview.toCredit.isPositive() && preview.toCredit < preview.buyer) {
        m_parts->add(tr("Of it as store credit"), amountText(preview.toCredit));
    }
    if (preview.tax.isPositive()) {
        m_parts->add(tr("Tax included"), amountText(preview.tax), &Theme::t2);
    }
    m_parts->add(tr("Most that can go back"), amountText(preview.mostRefundable), &Theme::t2);
}

void RefundPreviewPanel::setDimmed(bool isDimmed)
{
    for (QWidget* part : {static_cast<QWidget*>(m_total), static_cast<QWidget*>(m_parts),
                          static_cast<QWidget*>(m_split), static_cast<QWidget*>(m_ledger)})
        part->setEnabled(!isDimmed);
}

void RefundPreviewPanel::setMessage(const QString& problem)
{
    m_message->setMessage(Tone::Bad, QStringLiteral("incident"), problem);
    m_message->setVisible(!problem.isEmpty());
}

} // namespace stoa::ui
