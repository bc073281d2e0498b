#include "ui/rates/tax_list.h"

#include "ui/lists/name_book.h"
#include "ui/rates/commission_list.h"
#include "ui/rates/rate_dates.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"
#include "ui/text/words.h"

namespace stoa::ui {

namespace {

enum TaxColumn { Place, Title, Country, Category, Valid, Rate, Collector };

std::vector<Column> taxColumns()
{
    const auto say = [](const char* text) { return TaxList::tr(text); };
    return {
        {QStringLiteral("place"), say("No."), CellKind::Number, 44, 1, 0},
        {QStringLiteral("name"), say("Rate"), CellKind::Strong, 130, 1, 2},
        {QStringLiteral("country"), say("Goes to"), CellKind::Text, 130, 1, 2},
        {QStringLiteral("category"), say("Category"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("valid"), say("Holds"), CellKind::Text, 140, 3, 1},
        {QStringLiteral("rate"), say("Tax"), CellKind::Number, 70, 1, 0},
        {QStringLiteral("collector"), say("Collected by"), CellKind::Text, 130, 2, 1},
    };
}

} // namespace

QString collectorText(api::TaxCollector collector)
{
    switch (collector) {
    case api::TaxCollector::Seller:
        return TaxList::tr("the seller");
    case api::TaxCollector::Marketplace:
        return TaxList::tr("the marketplace");
    }
    return {};
}

TaxList::TaxList(const NameBook& names, std::function<Clockface()> clock, QObject* parent)
    : RateList(taxColumns(), parent), m_names(names), m_clock(std::move(clock))
{}

api::TaxRates TaxList::asRequest() const
{
    return {rules().begin(), rules().end()};
}

QString TaxList::text(int row, int column) const
{
    const api::TaxRate& rate = rules()[at(row)];
    switch (static_cast<TaxColumn>(column)) {
    case Place:
        return numberText(row + 1);
    case Title:
        return fromUtf8(rate.name.value);
    case Country:
        return countryName(rate.country.value);
    case Category:
        return rate.category ? m_names.category(*rate.category) : tr("every category");
    case Valid:
        return validText(rate.validFrom, rate.validUntil, m_clock());
    case Rate:
        return percentText(rate.basisPoints);
    case Collector:
        return collectorText(rate.collector);
    }
    return {};
}

} // namespace stoa::ui
