#include "ui/store_credit/credits_model.h"

#include "ui/text/amounts.h"

#include <QTimer>

namespace stoa::ui {

namespace {

enum CreditsColumn { Buyer, Balance, Reserved, Changed };

std::vector<Column> creditColumns()
{
    const auto say = [](const char* text) { return CreditsModel::tr(text); };
    return {
        {QStringLiteral("buyer"), say("Buyer"), CellKind::Strong, 240, 1, 2},
        {QStringLiteral("balance"), say("Can be spent"), CellKind::Money, 140, 1, 0},
        {QStringLiteral("reserved"), say("Reserved"), CellKind::Money, 130, 2, 0},
        {QStringLiteral("changed"), say("Changed"), CellKind::Time, 100, 2, 0},
    };
}

} // namespace

CreditsModel::CreditsModel(const PageContext& context, QObject* parent)
    : KeysetModel(creditColumns(), parent), m_context(context)
{}

void CreditsModel::ask(const OrgId& seller, const QString& text)
{
    m_seller = seller;
    m_text = text;
    reload();
}

api::ListStoreCredits CreditsModel::question() const
{
    api::ListStoreCredits question;
    question.seller = m_seller;
    question.text = toUtf8(m_text);
    return question;
}

const api::StoreCreditView* CreditsModel::creditOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

QString CreditsModel::idOf(const api::StoreCreditView& row)
{
    return fromUtf8(row.buyerEmail.value) + QLatin1Char(' ') +
           fromUtf8(row.balance.currency().code());
}

void CreditsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    if (m_seller.isNil()) { // nobody is chosen yet
        return QTimer::singleShot(0, this, [callback] { callback(Page<api::StoreCreditView>{}); });
    }
    api::ListStoreCredits asked = question();
    asked.after = after;
    asked.limit = limit;
    m_context.connection.call(this, std::move(asked), std::move(callback));
}

QVariant CreditsModel::value(const api::StoreCreditView& row, int column, int role) const
{
    const bool isText = role == Qt::DisplayRole;
    const auto money = [&](const Money& amount) {
        if (role == MoneyRole) return QVariant::fromValue(amount);
        return isText ? QVariant(moneyText(amount)) : QVariant();
    };
    switch (static_cast<CreditsColumn>(column)) {
    case Buyer:
        return isText ? fromUtf8(row.buyerEmail.value) : QVariant();
    case Balance:
        return money(row.balance);
    case Reserved:
        return money(row.reserved);
    case Changed:
        if (role == FullTextRole) return fullMomentText(row.changedAt, m_context.clock());
        return isText ? momentText(row.changedAt, m_context.clock()) : QVariant();
    }
    return {};
}

} // namespace stoa::ui
