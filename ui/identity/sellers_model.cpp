#include "ui/identity/sellers_model.h"

#include "ui/identity/seller_words.h"
#include "ui/models/only_row.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"

namespace stoa::ui {

namespace {

enum SellersColumn { Name, Country, Money, Commission, Live, Status, Since };

std::vector<Column> sellerColumns()
{
    const auto say = [](const char* text) { return SellersModel::tr(text); };
    return {
        {QStringLiteral("name"), say("Seller"), CellKind::Strong, 180, 1, 3, false},
        {QStringLiteral("country"), say("Country"), CellKind::Text, 120, 2, 2, false},
        {QStringLiteral("currency"), say("Currency"), CellKind::Dim, 76, 3, 0, false},
        {QStringLiteral("commission"), say("Commission"), CellKind::Number, 96, 1, 0, false},
        {QStringLiteral("live"), say("Live listings"), CellKind::Number, 104, 1, 0, false},
        {QStringLiteral("status"), say("Status"), CellKind::Chip, 118, 1, 0, false},
        {QStringLiteral("since"), say("Since"), CellKind::Time, 86, 4, 0, false},
    };
}

} // namespace

SellersModel::SellersModel(const PageContext& context, QObject* parent)
    : KeysetModel(sellerColumns(), parent), m_context(context)
{}

void SellersModel::setText(const QString& text)
{
    m_text = text;
    reload();
}

const api::SellerView* SellersModel::sellerOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void SellersModel::requestPage(const std::string& after, int limit, Callback callback)
{
    if (const auto id = onlyId<OrgId>(*this)) {
        return m_context.connection.call(
            this, api::GetSeller{*id},
            asPage<api::SellerView>(std::move(callback),
                                    [](const auto& seller) { return seller; }));
    }
    api::ListSellers question;
    question.text = toUtf8(m_text);
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QVariant SellersModel::value(const api::SellerView& row, int column, int role) const
{
    if (role == StatusRole && column == Status) return QVariant::fromValue(sellerWord(row.status));
    if (role == FullTextRole && column == Since) {
        return fullMomentText(row.createdAt, m_context.clock());
    }
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<SellersColumn>(column)) {
    case Name:
        return fromUtf8(row.name);
    case Country:
        return countryName(row.country);
    case Money:
        return fromUtf8(row.currency.code());
    case Commission:
        return commissionText(row.commissionBasisPoints);
    case Live:
        return numberText(row.publishedListings);
    case Status:
        return sellerWord(row.status).text;
    case Since:
        return momentText(row.createdAt, m_context.clock());
    }
    return {};
}

} // namespace stoa::ui
