#pragma once
// Which commission a line of a new order pays, pure. The rules are read with the seller's terms and
// applied in their order; the result is a snapshot that the line keeps for ever.

#include "api/commissions.h"
#include "core/result.h"

#include <span>

namespace stoa::orders {

// A rule with the path of its category, which categories below it begin with.
struct CommissionTerms {
    api::CommissionRule rule;
    std::string categoryPath;
};

struct CommissionQuestion {
    OrgId seller;
    std::string_view categoryPath; // empty: none
    Money unitPrice;
    std::int64_t quantity = 1;
    Money total;    // unitPrice × quantity
    Money keptBack; // of it: tax on the goods that the marketplace collects, no fee is taken of
    Timestamp at;
    std::int64_t sellerBasisPoints = 0; // the seller's own terms
};

struct CommissionSnapshot {
    std::optional<std::size_t> rule; // its place in the list; absent: the seller's own terms
    std::int64_t basisPoints = 0;
    std::int64_t taxBasisPoints = 0;
    Money fee;
    Money tax; // on the fee; together not more than the line, less what is kept back
};

CommissionSnapshot commissionOf(std::span<const CommissionTerms> rules,
                                const CommissionQuestion& question);

// One amount of each currency, none below zero. Errors, each Invalid with the field `field[i]`:
// commission.negative_amount, commission.duplicate_currency (params currency).
Done checkAmounts(const api::Amounts& amounts, const std::string& field);

// Errors, each Invalid with the field `rules[i].…`: commission.negative_amount,
// commission.duplicate_currency, commission.empty_range, commission.least_above_most.
Done checkRules(std::span<const api::CommissionRule> rules);

// The rules as the table keeps them: a JSON array.
std::string commissionJson(std::span<const CommissionTerms> rules);
std::vector<CommissionTerms> commissionTermsOf(std::string_view json);

} // namespace stoa::orders
