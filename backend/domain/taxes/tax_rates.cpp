#include "domain/taxes/tax_rates.h"

#include "domain/catalogue/categories.h"
#include "domain/taxes/taxes_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::taxes {
namespace {

TaxTerms termsOf(const db::Row& row)
{
    TaxTerms terms;
    terms.rate.name = row.get<std::string>("name");
    terms.rate.country = row.get<std::string>("country");
    terms.rate.category = row.get<std::optional<CategoryId>>("category_id");
    terms.rate.validFrom = row.get<std::optional<Timestamp>>("valid_from");
    terms.rate.validUntil = row.get<std::optional<Timestamp>>("valid_until");
    terms.rate.basisPoints = row.get<int>("basis_points");
    terms.rate.collector = enumColumn<api::TaxCollector>(row, "collector");
    terms.categoryPath = row.get<std::string>("category_path");
    return terms;
}

Done checkCategories(Unit& unit, std::span<const api::TaxRate> rates)
{
    std::vector<CategoryId> wanted;
    for (const api::TaxRate& rate : rates) {
        if (rate.category) wanted.push_back(*rate.category);
    }
    STOA_TRY(known, catalogue::pathsOf(unit.db(), wanted));
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const auto& category = rates[i].category;
        if (!category || known.contains(*category)) continue;
        return fail(makeError(ErrorKind::Invalid, "category.not_found")
                        .in("rates[" + std::to_string(i) + "].category")
                        .with("category", category->text()));
    }
    return {};
}

// Sent with the list, which they need to be there.
void addRows(db::Pipeline& batch, OrgId marketplace, Version version,
             std::span<const api::TaxRate> rates)
{
    std::vector<std::string> names, countries, collectors;
    std::vector<std::optional<CategoryId>> categories;
    std::vector<std::optional<Timestamp>> from, until;
    std::vector<int> positions, basisPoints;
    for (const api::TaxRate& rate : rates) {
        positions.push_back(static_cast<int>(positions.size()));
        names.push_back(rate.name);
        countries.push_back(rate.country);
        categories.push_back(rate.category);
        from.push_back(rate.validFrom);
        until.push_back(rate.validUntil);
        basisPoints.push_back(static_cast<int>(rate.basisPoints));
        collectors.push_back(enumText(rate.collector));
    }
    batch.add(sql::kInsertRates, marketplace, version, positions, names, countries, categories,
              from, until, basisPoints, collectors);
}

} // namespace

db::Pipeline::Slot addRates(db::Pipeline& batch, const std::set<std::string>& countries)
{
    return batch.add(sql::kSelectRatesOfCountries,
                     std::vector<std::string>(countries.begin(), countries.end()));
}

std::vector<TaxTerms> ratesOf(const db::Rows& rows)
{
    std::vector<TaxTerms> rates;
    for (const db::Row row : rows)
        rates.push_back(termsOf(row));
    return rates;
}

Result<api::TaxRatesView> handle(Unit& unit, const api::ListTaxRates& /*request*/)
{
    db::Pipeline batch(unit.db());
    const auto list = batch.add(sql::kSelectList);
    const auto rates = batch.add(sql::kSelectRates);
    STOA_CHECK(batch.run());
    api::TaxRatesView view;
    const auto row = batch[list].optional();
    if (!row) return view;
    view.version = row->get<Version>("version");
    view.changedBy = row->get<std::string>("changed_by");
    view.changedAt = row->get<Timestamp>("changed_at");
    for (auto& terms : ratesOf(batch[rates]))
        view.rates.push_back(std::move(terms.rate));
    return view;
}

Result<api::TaxRatesView> handle(Unit& unit, const api::ReplaceTaxRates& request)
{
    STOA_CHECK(checkRates(request.rates));
    STOA_CHECK(checkCategories(unit, request.rates));
    const Version next{request.version.value + 1};
    STOA_TRY(written, unit.db().run(sql::kInsertList, unit.organisation(), next, unit.actor().name,
                                    unit.now()));
    if (written.affected() == 0) {
        STOA_TRY(current, handle(unit, api::ListTaxRates{}));
        return fail(makeError(ErrorKind::Stale, "taxes.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(current.version.value)));
    }
    db::Pipeline batch(unit.db());
    addRows(batch, unit.organisation(), next, request.rates);
    STOA_CHECK(batch.run());
    unit.raise(
        "taxes.rates_replaced", unit.organisation(),
        {{"version", std::to_string(next.value)}, {"rates", std::to_string(request.rates.size())}});
    return handle(unit, api::ListTaxRates{});
}

} // namespace stoa::taxes
