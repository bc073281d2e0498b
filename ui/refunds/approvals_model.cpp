#include "ui/refunds/approvals_model.h"

#include "ui/models/only_row.h"
#include "ui/refunds/refund_words.h"

namespace stoa::ui {

namespace {

enum ApprovalsColumn { Order, Seller, Amount, Reason, AskedBy, Decision, Expires };

std::vector<Column> approvalColumns()
{
    const auto say = [](const char* text) { return ApprovalsModel::tr(text); };
    return {
        {QStringLiteral("order"), say("Order"), CellKind::Strong, 126, 1, 0},
        {QStringLiteral("seller"), say("Seller"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("amount"), say("Amount"), CellKind::Money, 130, 1, 0},
        {QStringLiteral("reason"), say("Reason"), CellKind::Text, 150, 3, 2},
        {QStringLiteral("askedBy"), say("Asked for by"), CellKind::Dim, 130, 2, 1},
        {QStringLiteral("decision"), say("Decision"), CellKind::Chip, 140, 1, 0},
        {QStringLiteral("expires"), say("Expires"), CellKind::Time, 90, 1, 0},
    };
}

std::optional<Timestamp> expiry(const api::RefundApprovalRow& row)
{
    return row.refund.approval ? std::optional(row.refund.approval->expiresAt) : std::nullopt;
}

} // namespace

StatusWord approvalWord(const api::RefundApprovalRow& row)
{
    if (row.mayDecide)
        return {ApprovalsModel::tr("You can decide"), Tone::Warn, QStringLiteral("clock")};
    return {ApprovalsModel::tr("Second person"), Tone::Neutral, QStringLiteral("users")};
}

ApprovalsModel::ApprovalsModel(const PageContext& context, QObject* parent)
    : KeysetModel(approvalColumns(), parent), m_context(context)
{}

const api::RefundApprovalRow* ApprovalsModel::approvalOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void ApprovalsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListRefundApprovals question;
    question.seller = m_context.workspace().seller;
    question.refund = onlyId<RefundId>(*this);
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QString ApprovalsModel::text(const api::RefundApprovalRow& row, int column) const
{
    switch (static_cast<ApprovalsColumn>(column)) {
    case Order:
        return fromUtf8(row.orderNumber);
    case Seller:
        return fromUtf8(row.sellerName);
    case Reason:
        return refundReasonName(row.refund.reason);
    case AskedBy:
        return fromUtf8(row.refund.actorName);
    case Decision:
        return approvalWord(row).text;
    case Expires:
        return expiry(row) ? momentText(*expiry(row), m_context.clock()) : QString();
    case Amount:
        return {};
    }
    return {};
}

QVariant ApprovalsModel::value(const api::RefundApprovalRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == MoneyRole && column == Amount) return QVariant::fromValue(row.refund.total);
    if (role == StatusRole && column == Decision) return QVariant::fromValue(approvalWord(row));
    if (role == FullTextRole && column == Expires && expiry(row)) {
        return fullMomentText(*expiry(row), m_context.clock());
    }
    return {};
}

} // namespace stoa::ui
