#include "ui/refunds/approvals_page.h"

#include "ui/refunds/approval_drawer.h"
#include "ui/refunds/approvals_model.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

ApprovalsPage::ApprovalsPage(const PageContext& context, QWidget* parent)
    : ListPage(
          context,
          {QStringLiteral("approvals"), tr("Refunds"), tr("The refunds stay as they were."), {}},
          parent),
      m_model(new ApprovalsModel(context, this)),
      m_drawer(new ApprovalDrawer(context))
{
    assemble({m_model, m_drawer});
    connect(m_drawer, &ApprovalDrawer::approveRequested, this, &ApprovalsPage::approve);
    connect(m_drawer, &ApprovalDrawer::declineRequested, this, &ApprovalsPage::decline);
}

void ApprovalsPage::askFor(const QString&)
{
    beganAsking();
    m_model->reload();
}

bool ApprovalsPage::showRecord(const QString& id)
{
    const api::RefundApprovalRow* row = m_model->approvalOf(id);
    if (row != nullptr) m_drawer->show(*row);
    return row != nullptr;
}

StateMessage ApprovalsPage::emptyMessage() const
{
    return {QStringLiteral("check-circle"),
            tr("No refund waits"),
            tr("Those above the marketplace's limit wait here for a second person."),
            {}};
}

QString ApprovalsPage::countText(std::int64_t count, bool /*isExact*/) const
{
    return count == 1 ? tr("1 waits for a second person")
                      : tr("%Ln wait for a second person", nullptr, static_cast<int>(count));
}

void ApprovalsPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"order", "refund"})) refreshSoon();
}

bool ApprovalsPage::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_A:
        m_drawer->approve();
        return true;
    case Qt::Key_D:
        m_drawer->decline();
        return true;
    default:
        return false;
    }
}

void ApprovalsPage::approve()
{
    const api::RefundApprovalRow row = *m_drawer->row();
    const QString amount = moneyText(row.refund.total);
    const Confirmation what{QStringLiteral("refund"),
                            tr("Give back %1").arg(amount),
                            tr("The money of order %1 goes back to its buyer now. This can't be "
                               "taken back.")
                                .arg(fromUtf8(row.orderNumber)),
                            tr("Approve"),
                            tr("Not yet"),
                            false};
    context().prompt.confirm(this, what, [this, row, amount](bool isAgreed) {
        if (isAgreed)
            send(api::ApproveRefund{row.seller, row.refund.id}, tr("%1 goes back").arg(amount));
    });
}

void ApprovalsPage::decline()
{
    const api::RefundApprovalRow row = *m_drawer->row();
    const Question what{
        QStringLiteral("x-circle"),
        tr("Decline the refund of %1").arg(fromUtf8(row.orderNumber)),
        tr("Nothing goes back. %1 reads why.").arg(isolated(fromUtf8(row.refund.actorName))),
        tr("Why"),
        tr("Decline"),
        {},
        2000,
        true,
        true};
    context().prompt.ask(this, what, [this, row](const std::optional<QString>& why) {
        if (!why) return;
        send(api::DeclineRefund{row.seller, row.refund.id, toUtf8(*why)},
             tr("The refund of %1 was declined").arg(fromUtf8(row.orderNumber)));
    });
}

} // namespace stoa::ui
