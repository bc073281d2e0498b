#include "domain/orders/commission_rules.h"

#include "domain/catalogue/attribute_rules.h"

namespace stoa::orders {
namespace {

constexpr std::int64_t kWhole = 10'000; // basis points

std::optional<Money> amountIn(const api::Amounts& amounts, Currency currency)
{
    const auto found = std::ranges::find(amounts, currency, &Money::currency);
    return found == amounts.end() ? std::nullopt : std::optional(*found);
}

bool isInRange(const api::CommissionRule& rule, const Money& price)
{
    const auto from = amountIn(rule.priceFrom, price.currency());
    const auto below = amountIn(rule.priceBelow, price.currency());
    if (!rule.priceFrom.empty() && !from) return false;
    if (!rule.priceBelow.empty() && !below) return false;
    return (!from || *from <= price) && (!below || price < *below);
}

bool matches(const CommissionTerms& terms, const CommissionQuestion& question)
{
    const api::CommissionRule& rule = terms.rule;
    if (rule.seller && *rule.seller != question.seller) return false;
    if (rule.category && !catalogue::isWithin(question.categoryPath, terms.categoryPath))
        return false;
    if (rule.validFrom && question.at < *rule.validFrom) return false;
    if (rule.validUntil && question.at >= *rule.validUntil) return false;
    return isInRange(rule, question.unitPrice);
}

Money feeOf(const api::CommissionRule& rule, const CommissionQuestion& question)
{
    const Currency currency = question.total.currency();
    const Money none(0, currency);
    Money fee = question.total.portion(rule.basisPoints, kWhole);
    const auto fixed =
        amountIn(rule.fixed, currency).value_or(none).checkedTimes(question.quantity);
    // More than a line can be is as much as the whole line, below.
    fee = fixed && *fixed < question.total ? fee + *fixed : question.total;
    fee = std::max(fee, amountIn(rule.least, currency).value_or(none));
    return std::min(fee, amountIn(rule.most, currency).value_or(fee));
}

// Fee and tax when together they would be more than there is: that, divided as they would be.
void fit(CommissionSnapshot& snapshot, const Money& most)
{
    if (snapshot.fee <= most && snapshot.tax <= most - snapshot.fee) return;
    snapshot.fee = most.portion(kWhole, kWhole + snapshot.taxBasisPoints);
    snapshot.tax = most - snapshot.fee;
}

std::string fieldOf(std::size_t index, std::string_view member)
{
    return "rules[" + std::to_string(index) + "]." + std::string(member);
}

// Whether some amount of `low` is at least (or above) the same currency's of `high`.
bool collide(const api::Amounts& low, const api::Amounts& high, bool mayBeEqual)
{
    return std::ranges::any_of(low, [&](const Money& each) {
        const auto other = amountIn(high, each.currency());
        return other && (mayBeEqual ? *other < each : *other <= each);
    });
}

Done checkRule(const api::CommissionRule& rule, std::size_t index)
{
    const auto in = [index](std::string_view member) { return fieldOf(index, member); };
    const std::pair<std::string_view, const api::Amounts*> all[] = {
        {"priceFrom", &rule.priceFrom},
        {"priceBelow", &rule.priceBelow},
        {"fixed", &rule.fixed},
        {"least", &rule.least},
        {"most", &rule.most}};
    for (const auto& [member, amounts] : all)
        STOA_CHECK(checkAmounts(*amounts, in(member)));
    if (collide(rule.priceFrom, rule.priceBelow, false)) {
        return fail(makeError(ErrorKind::Invalid, "commission.empty_range").in(in("priceBelow")));
    }
    if (rule.validFrom && rule.validUntil && *rule.validUntil <= *rule.validFrom) {
        return fail(makeError(ErrorKind::Invalid, "commission.empty_range").in(in("validUntil")));
    }
    if (collide(rule.least, rule.most, true)) {
        return fail(makeError(ErrorKind::Invalid, "commission.least_above_most").in(in("most")));
    }
    return {};
}

} // namespace

CommissionSnapshot commissionOf(std::span<const CommissionTerms> rules,
                                const CommissionQuestion& question)
{
    CommissionSnapshot snapshot;
    snapshot.basisPoints = question.sellerBasisPoints;
    const auto found = std::ranges::find_if(
        rules, [&](const CommissionTerms& terms) { return matches(terms, question); });
    if (found == rules.end()) {
        snapshot.fee = question.total.portion(question.sellerBasisPoints, kWhole);
        snapshot.tax = Money(0, question.total.currency());
        fit(snapshot, question.total - question.keptBack);
        return snapshot;
    }
    snapshot.rule = static_cast<std::size_t>(found - rules.begin());
    snapshot.basisPoints = found->rule.basisPoints;
    snapshot.taxBasisPoints = found->rule.taxBasisPoints;
    snapshot.fee = feeOf(found->rule, question);
    snapshot.tax = snapshot.fee.portion(snapshot.taxBasisPoints, kWhole);
    fit(snapshot, question.total - question.keptBack);
    return snapshot;
}

Done checkAmounts(const api::Amounts& amounts, const std::string& field)
{
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const std::string at = field + '[' + std::to_string(i) + ']';
        if (amounts[i].isNegative()) {
            return fail(makeError(ErrorKind::Invalid, "commission.negative_amount").in(at));
        }
        for (std::size_t before = 0; before < i; ++before) {
            if (amounts[before].currency() != amounts[i].currency()) continue;
            return fail(makeError(ErrorKind::Invalid, "commission.duplicate_currency")
                            .in(at)
                            .with("currency", amounts[i].currency().code()));
        }
    }
    return {};
}

Done checkRules(std::span<const api::CommissionRule> rules)
{
    for (std::size_t i = 0; i < rules.size(); ++i)
        STOA_CHECK(checkRule(rules[i], i));
    return {};
}

} // namespace stoa::orders
