#include "ui/refunds/approval_drawer.h"

#include "ui/refunds/approvals_model.h"
#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

ApprovalDrawer::ApprovalDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawerBase(context, QStringLiteral("approval"), tr("No refund chosen"), parent),
      m_buyer(new Label({}, Type::BodyStrong)),
      m_reason(new Label({}, Type::Secondary, &Theme::t3)),
      m_amount(new Label({}, Type::ObjectTitle)),
      m_expires(new Label({}, Type::Secondary, &Theme::t3)),
      m_approve(
          new Button(tr("Approve"), QStringLiteral("approvalApprove"), Button::Kind::Primary)),
      m_decline(
          new Button(tr("Decline"), QStringLiteral("approvalDecline"), Button::Kind::DangerText))
{
    m_amount->setFigures(true);
    m_approve->setKeyHint(QStringLiteral("A"));
    m_decline->setKeyHint(QStringLiteral("D"));
    addFacts({m_buyer, m_reason}, {m_amount, m_expires});
    addActions({m_approve, m_decline, makeOrderButton()});
    connect(m_approve, &QPushButton::clicked, this, &ApprovalDrawer::approveRequested);
    connect(m_decline, &QPushButton::clicked, this, &ApprovalDrawer::declineRequested);
    showNothing();
}

void ApprovalDrawer::show(const api::RefundApprovalRow& row)
{
    const bool isSame = m_row && m_row->refund.id == row.refund.id;
    const bool isChanged = !isSame || m_row->mayDecide != row.mayDecide;
    m_row = row;
    if (!isSame) m_order.reset();
    rowChanged(isSame, isChanged);
}

void ApprovalDrawer::approve()
{
    press(m_approve);
}

void ApprovalDrawer::decline()
{
    press(m_decline);
}

void ApprovalDrawer::forget()
{
    m_row.reset();
    m_order.reset();
}

void ApprovalDrawer::read(int request)
{
    if (!m_row) return;
    context().connection.call(this, api::GetOrder{m_row->seller, m_row->order},
                              [this, request](const Result<api::OrderView>& order) {
                                  if (!isCurrent(request)) return;
                                  if (!order) return takeFailure(order.error());
                                  m_order = *order;
                                  detailsTaken();
                              });
}

QString ApprovalDrawer::whyNotApprove() const
{
    if (!m_row) return tr("Choose a refund first.");
    if (isBusy()) return tr("A decision is under way.");
    if (!context().workspace().may(api::Permission::PayoutsWrite)) {
        return tr("People with a finance role approve refunds.");
    }
    return m_row->mayDecide ? QString() : tr("You asked for it. Somebody else has to approve it.");
}

QString ApprovalDrawer::whyNotDecline() const
{
    if (!m_row) return tr("Choose a refund first.");
    if (isBusy()) return tr("A decision is under way.");
    return context().workspace().may(api::Permission::RefundsWrite)
               ? QString()
               : tr("People who may refund orders decline them.");
}

void ApprovalDrawer::updateActions()
{
    allow(m_approve, whyNotApprove());
    allow(m_decline, whyNotDecline());
}

void ApprovalDrawer::clearHead()
{
    for (Label* label : {m_buyer, m_reason, m_amount, m_expires})
        label->clear();
}

void ApprovalDrawer::fillHead()
{
    const api::RefundView& refund = m_row->refund;
    drawer().setTitle(fromUtf8(m_row->orderNumber), approvalWord(*m_row));
    m_buyer->setText(fromUtf8(m_row->sellerName));
    m_reason->setText(refundReasonName(refund.reason));
    m_amount->setText(moneyText(refund.total));
    m_expires->setText(
        refund.approval
            ? tr("expires %1").arg(momentText(refund.approval->expiresAt, context().clock()))
            : QString());
}

void ApprovalDrawer::fillSections()
{
    const auto whole = std::ranges::find(m_order->refunds, m_row->refund.id, &api::RefundView::id);
    const api::RefundView& refund = whole == m_order->refunds.end() ? m_row->refund : *whole;
    auto* parts = new KeyValues(QStringLiteral("approvalParts"));
    for (const api::RefundLineView& line : refund.lines) {
        parts->add(tr("%1 × %2").arg(numberText(line.quantity), fromUtf8(line.title)),
                   moneyText(line.amount));
    }
    if (refund.shipping.isPositive()) parts->add(tr("Shipping"), moneyText(refund.shipping));
    if (refund.extra.isPositive()) parts->add(tr("Free amount"), moneyText(refund.extra));
    parts->addStrong(refund.credit.isPositive() ? tr("Becomes store credit") : tr("Goes back"),
                     moneyText(refund.total));
    add(tr("What goes back"), "sectionParts")->addWidget(parts);
    auto* asked = new KeyValues(QStringLiteral("approvalAsked"));
    asked->add(tr("Asked for by"), fromUtf8(refund.actorName));
    asked->add(tr("At"), fullMomentText(refund.createdAt, context().clock()));
    auto* why = add(tr("Why"), "sectionAsked");
    why->addWidget(asked);
    if (!refund.note.empty())
        why->addWidget(makeParagraph(fromUtf8(refund.note), Type::Secondary, &Theme::t2));
    auto* order = new KeyValues(QStringLiteral("approvalOrderFacts"));
    order->add(tr("Buyer"), fromUtf8(m_order->row.buyerName));
    order->add(tr("Order total"), moneyText(m_order->row.total));
    order->add(tr("Given back before"), moneyText(m_order->row.refunded));
    order->add(tr("Held in escrow"), moneyText(m_order->escrow));
    add(tr("Order"), "sectionOrder")->addWidget(order);
}

} // namespace stoa::ui
