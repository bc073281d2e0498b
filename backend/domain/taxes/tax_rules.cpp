#include "domain/taxes/tax_rules.h"

#include "core/country.h"
#include "domain/catalogue/attribute_rules.h"

namespace stoa::taxes {
namespace {

constexpr std::int64_t kWhole = 10'000; // basis points

bool matches(const TaxTerms& terms, const TaxQuestion& question)
{
    const api::TaxRate& rate = terms.rate;
    if (rate.country.value != question.country) return false;
    if (rate.category && !catalogue::isWithin(question.categoryPath, terms.categoryPath))
        return false;
    if (rate.validFrom && question.at < *rate.validFrom) return false;
    return !rate.validUntil || question.at < *rate.validUntil;
}

} // namespace

TaxSnapshot taxOf(std::span<const TaxTerms> rates, const TaxQuestion& question)
{
    TaxSnapshot snapshot;
    snapshot.tax = Money(0, question.total.currency());
    const auto found = std::ranges::find_if(
        rates, [&](const TaxTerms& terms) { return matches(terms, question); });
    if (found == rates.end()) return snapshot;
    const api::TaxRate& rate = found->rate;
    snapshot.name = rate.name.value;
    snapshot.basisPoints = rate.basisPoints;
    snapshot.tax = includedIn(question.total, rate.basisPoints);
    snapshot.isCollected = rate.collector == api::TaxCollector::Marketplace;
    return snapshot;
}

Money includedIn(const Money& total, std::int64_t basisPoints)
{
    return total.portion(basisPoints, kWhole + basisPoints);
}

Done checkRates(std::span<const api::TaxRate> rates)
{
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const api::TaxRate& rate = rates[i];
        const std::string field = "rates[" + std::to_string(i) + "].";
        if (auto country = Country::parse(rate.country.value); !country) {
            return fail(std::move(country.error()).in(field + "country"));
        }
        if (rate.validFrom && rate.validUntil && *rate.validUntil <= *rate.validFrom) {
            return fail(
                makeError(ErrorKind::Invalid, "taxes.empty_range").in(field + "validUntil"));
        }
    }
    return {};
}

} // namespace stoa::taxes
