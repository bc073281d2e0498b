#include "core/assert.h"
#include "domain/orders/commission_rules.h"
#include "platform/json/json.h"

namespace stoa::orders {
namespace {

// Written and read by this file alone; something else in the table is our own bug.

json::array arrayOf(const api::Amounts& amounts)
{
    json::array array;
    for (const Money& amount : amounts) {
        array.push_back(
            json::object{{"minor", amount.minor()}, {"currency", amount.currency().code()}});
    }
    return array;
}

api::Amounts amountsOf(const json::value& value)
{
    api::Amounts amounts;
    for (const json::value& each : value.as_array()) {
        amounts.push_back(Money(each.at("minor").as_int64(),
                                Currency::of(std::string_view(each.at("currency").as_string()))));
    }
    return amounts;
}

template <class IdType>
json::value idOrNull(const std::optional<IdType>& id)
{
    return id ? json::value(id->text()) : json::value(nullptr);
}

template <class IdType>
std::optional<IdType> idOf(const json::value& value)
{
    if (value.is_null()) return std::nullopt;
    const auto id = IdType::parse(std::string_view(value.as_string()));
    STOA_ASSERT(id.has_value());
    return *id;
}

json::value timeOrNull(const std::optional<Timestamp>& at)
{
    return at ? json::value(at->micros()) : json::value(nullptr);
}

std::optional<Timestamp> timeOf(const json::value& value)
{
    if (value.is_null()) return std::nullopt;
    return Timestamp(value.as_int64());
}

CommissionTerms termsOf(const json::value& value)
{
    CommissionTerms terms;
    api::CommissionRule& rule = terms.rule;
    rule.name = std::string(value.at("name").as_string());
    rule.seller = idOf<OrgId>(value.at("seller"));
    rule.category = idOf<CategoryId>(value.at("category"));
    terms.categoryPath = std::string(value.at("categoryPath").as_string());
    rule.priceFrom = amountsOf(value.at("priceFrom"));
    rule.priceBelow = amountsOf(value.at("priceBelow"));
    rule.validFrom = timeOf(value.at("validFrom"));
    rule.validUntil = timeOf(value.at("validUntil"));
    rule.basisPoints = value.at("basisPoints").as_int64();
    rule.fixed = amountsOf(value.at("fixed"));
    rule.least = amountsOf(value.at("least"));
    rule.most = amountsOf(value.at("most"));
    rule.taxBasisPoints = value.at("taxBasisPoints").as_int64();
    return terms;
}

} // namespace

std::string commissionJson(std::span<const CommissionTerms> rules)
{
    json::array array;
    for (const auto& [rule, categoryPath] : rules) {
        array.push_back(json::object{{"name", rule.name.value},
                                     {"seller", idOrNull(rule.seller)},
                                     {"category", idOrNull(rule.category)},
                                     {"categoryPath", categoryPath},
                                     {"priceFrom", arrayOf(rule.priceFrom)},
                                     {"priceBelow", arrayOf(rule.priceBelow)},
                                     {"validFrom", timeOrNull(rule.validFrom)},
                                     {"validUntil", timeOrNull(rule.validUntil)},
                                     {"basisPoints", rule.basisPoints.value},
                                     {"fixed", arrayOf(rule.fixed)},
                                     {"least", arrayOf(rule.least)},
                                     {"most", arrayOf(rule.most)},
                                     {"taxBasisPoints", rule.taxBasisPoints.value}});
    }
    return json::serialize(array);
}

std::vector<CommissionTerms> commissionTermsOf(std::string_view text)
{
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    STOA_ASSERT(!error);
    std::vector<CommissionTerms> rules;
    for (const json::value& each : value.as_array())
        rules.push_back(termsOf(each));
    return rules;
}

} // namespace stoa::orders
