#include "ui/disputes/disputes_model.h"

#include "ui/disputes/dispute_words.h"
#include "ui/models/only_row.h"

namespace stoa::ui {

namespace {

using Status = api::DisputeStatus;

enum DisputesColumn { Order, Seller, Amount, Reason, Course, Due, Opened };

std::vector<Column> disputeColumns()
{
    const auto say = [](const char* text) { return DisputesModel::tr(text); };
    return {
        {QStringLiteral("order"), say("Order"), CellKind::Strong, 126, 1, 0},
        {QStringLiteral("seller"), say("Seller"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("amount"), say("Amount"), CellKind::Money, 130, 1, 0},
        {QStringLiteral("reason"), say("Reason"), CellKind::Text, 180, 3, 3},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 150, 1, 0},
        {QStringLiteral("due"), say("To answer"), CellKind::Time, 110, 1, 0},
        {QStringLiteral("opened"), say("Opened"), CellKind::Time, 90, 4, 0},
    };
}

List<Status, 8> statusesOf(DisputesModel::Which which)
{
    switch (which) {
    case DisputesModel::Which::NeedsAnswer:
        return {Status::NeedsResponse, Status::WarningNeedsResponse};
    case DisputesModel::Which::Open:
        return {Status::NeedsResponse, Status::WarningNeedsResponse, Status::UnderReview,
                Status::WarningUnderReview};
    case DisputesModel::Which::Closed:
        return {Status::Won, Status::Lost, Status::Prevented, Status::WarningClosed};
    case DisputesModel::Which::All:
        return {};
    }
    return {};
}

} // namespace

DisputesModel::DisputesModel(const PageContext& context, QObject* parent)
    : KeysetModel(disputeColumns(), parent), m_context(context)
{}

void DisputesModel::ask(Which which)
{
    m_which = which;
    reload();
}

const api::DisputeView* DisputesModel::disputeOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void DisputesModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListDisputes question;
    question.seller = m_context.workspace().seller;
    question.dispute = onlyId<DisputeId>(*this);
    if (!question.dispute) question.status = statusesOf(m_which);
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QString DisputesModel::text(const api::DisputeView& row, int column) const
{
    const Clockface face = m_context.clock();
    switch (static_cast<DisputesColumn>(column)) {
    case Order:
        return fromUtf8(row.orderNumber);
    case Seller:
        return fromUtf8(row.sellerName);
    case Reason:
        return disputeReasonText(row.reason);
    case Course:
        return disputeWord(row).text;
    case Due:
        return timeToAnswer(row, face);
    case Opened:
        return momentText(row.createdAt, face);
    case Amount:
        return {};
    }
    return {};
}

QVariant DisputesModel::value(const api::DisputeView& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == MoneyRole && column == Amount) return QVariant::fromValue(row.amount);
    if (role == StatusRole && column == Course) return QVariant::fromValue(disputeWord(row));
    if (role == FullTextRole && column == Due && row.respondBy) {
        return fullMomentText(*row.respondBy, m_context.clock());
    }
    if (role == FullTextRole && column == Opened) {
        return fullMomentText(row.createdAt, m_context.clock());
    }
    return {};
}

} // namespace stoa::ui
