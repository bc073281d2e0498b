#include "ui/finance/made_payouts_model.h"

#include "ui/finance/finance_words.h"
#include "ui/models/only_row.h"

namespace stoa::ui {

namespace {

using Status = api::PayoutStatus;

enum MadePayoutsColumn { Seller, Amount, Course, Provider, Account, Reference, Made, Settled };

std::vector<Column> payoutColumns()
{
    const auto say = [](const char* text) { return MadePayoutsModel::tr(text); };
    return {
        {QStringLiteral("seller"), say("Seller"), CellKind::Strong, 140, 1, 2},
        {QStringLiteral("amount"), say("Amount"), CellKind::Money, 152, 1, 0},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 110, 1, 0},
        {QStringLiteral("provider"), say("Paid through"), CellKind::Text, 190, 2, 0},
        {QStringLiteral("account"), say("Account"), CellKind::Text, 200, 3, 1},
        {QStringLiteral("reference"), say("Reference"), CellKind::Text, 150, 4, 1},
        {QStringLiteral("made"), say("Made"), CellKind::Time, 90, 1, 0},
        {QStringLiteral("settled"), say("Settled"), CellKind::Time, 90, 1, 0},
    };
}

List<Status, 5> statusesOf(MadePayoutsModel::Which which)
{
    switch (which) {
    case MadePayoutsModel::Which::All:
        return {};
    case MadePayoutsModel::Which::UnderWay:
        return {Status::Pending, Status::Processing};
    case MadePayoutsModel::Which::Paid:
        return {Status::Paid};
    case MadePayoutsModel::Which::Failed:
        return {Status::Failed};
    case MadePayoutsModel::Which::Canceled:
        return {Status::Canceled};
    }
    return {};
}

} // namespace

MadePayoutsModel::MadePayoutsModel(const PageContext& context, QObject* parent)
    : KeysetModel(payoutColumns(), parent), m_context(context)
{}

void MadePayoutsModel::ask(Which which)
{
    m_which = which;
    reload();
}

api::ListPayouts MadePayoutsModel::question() const
{
    api::ListPayouts question;
    question.seller = m_context.workspace().seller;
    question.payout = onlyId<PayoutId>(*this);
    if (!question.payout) question.status = statusesOf(m_which);
    return question;
}

const api::PayoutView* MadePayoutsModel::payoutOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void MadePayoutsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListPayouts asked = question();
    asked.after = after;
    asked.limit = limit;
    m_context.connection.call(this, std::move(asked), std::move(callback));
}

QString MadePayoutsModel::text(const api::PayoutView& row, int column) const
{
    const Clockface face = m_context.clock();
    switch (static_cast<MadePayoutsColumn>(column)) {
    case Seller:
        return fromUtf8(row.sellerName);
    case Amount:
        return {};
    case Course:
        return payoutWord(row.status).text;
    case Provider:
        return payoutProviderText(row.provider);
    case Account:
        return fromUtf8(row.account);
    case Reference:
        return fromUtf8(row.reference);
    case Made:
        return momentText(row.createdAt, face);
    case Settled:
        return row.settledAt ? momentText(*row.settledAt, face) : QString();
    }
    return {};
}

QVariant MadePayoutsModel::value(const api::PayoutView& row, int column, int role) const
{
    const Clockface face = m_context.clock();
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == MoneyRole && column == Amount) return QVariant::fromValue(row.amount);
    if (role == StatusRole && column == Course) return QVariant::fromValue(payoutWord(row.status));
    if (role == FullTextRole && column == Made) return fullMomentText(row.createdAt, face);
    if (role == FullTextRole && column == Settled && row.settledAt)
        return fullMomentText(*row.settledAt, face);
    return {};
}

} // namespace stoa::ui
