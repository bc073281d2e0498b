#pragma once
// The manual of commissions: an ordered list of rules that the operator writes, the most specific
// on top. The first rule that matches a line of a new order decides its fee; when none does, the
// seller's own terms do. What was decided is frozen in the line: later rules change nothing.
//
//     fee = basis points of the line + fixed for each item, at least `least`, at most `most`,
//           never so much that fee and tax exceed the line
//     tax on the fee = basis points of the fee, on top of it
//
// Both are rounded once, half to even, in the minor unit of the order's currency.

#include "api/operation.h"

namespace stoa::api {

// Amounts that a rule knows in several currencies, one of each.
using Amounts = List<Money, 20>;

// What is not said matches everything. A price range holds for the currencies that it names: in
// another currency the rule does not match. Amounts of other currencies than the order's count as
// nothing, `most` as no limit.
struct CommissionRule {
    Name name;
    std::optional<OrgId> seller;
    std::optional<CategoryId> category; // and those below it
    Amounts priceFrom;                  // of one item
    Amounts priceBelow;
    std::optional<Timestamp> validFrom;
    std::optional<Timestamp> validUntil; // exclusive
    Integer<0, 10'000> basisPoints;
    Amounts fixed; // for each item
    Amounts least; // of a line
    Amounts most;
    Integer<0, 10'000> taxBasisPoints; // on the fee
};
STOA_STRUCT(CommissionRule, name, seller, category, priceFrom, priceBelow, validFrom, validUntil,
            basisPoints, fixed, least, most, taxBasisPoints)

using CommissionRules = List<CommissionRule, 200>;

struct CommissionRulesView {
    CommissionRules rules; // in their order
    Version version;       // 0: nobody has written any
    std::string changedBy;
    std::optional<Timestamp> changedAt;
};
STOA_STRUCT(CommissionRulesView, rules, version, changedBy, changedAt)

struct ListCommissionRules {
    using Reply = CommissionRulesView;
};
STOA_STRUCT(ListCommissionRules)
STOA_OPERATION(ListCommissionRules, .name = "commissions.list_commission_rules",
               .route = "/commission-rules", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .summary = "The rules of commission, in their order");

// Holds for orders that are placed from then on. Earlier lists are kept. Errors: commission.stale
// (Stale, params seen, current); Invalid, with the field: commission.negative_amount,
// commission.duplicate_currency, commission.empty_range (price, or time),
// commission.least_above_most, seller.not_found, category.not_found.
struct ReplaceCommissionRules {
    Version version;
    CommissionRules rules;
    using Reply = CommissionRulesView;
};
STOA_STRUCT(ReplaceCommissionRules, version, rules)
STOA_OPERATION(ReplaceCommissionRules, .name = "commissions.replace_commission_rules",
               .method = Method::Put, .route = "/commission-rules",
               .permission = Permission::CommissionsWrite, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Write the rules of commission anew");

struct CommissionPreview {
    std::optional<std::int64_t> rule; // its place in the list, from 0; absent: the seller's terms
    std::string ruleName;
    std::int64_t basisPoints = 0;
    Money total; // of the line
    Money fee;
    Money feeTax;
    Money sellerNet;
};
STOA_STRUCT(CommissionPreview, rule, ruleName, basisPoints, total, fee, feeTax, sellerNet)

// What a line would cost its seller, by the rules that hold now or by those that are being written.
// Errors: seller.not_found, category.not_found, order.total_too_large; those of the rules.
struct PreviewCommission {
    OrgId seller;
    std::optional<CategoryId> category;
    Money unitPrice;
    Quantity quantity;
    std::optional<CommissionRules> rules;
    using Reply = CommissionPreview;
};
STOA_STRUCT(PreviewCommission, seller, category, unitPrice, quantity, rules)
STOA_OPERATION(PreviewCommission, .name = "commissions.preview_commission", .method = Method::Post,
               .route = "/commission-preview", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .summary = "What the rules take of a line");

using CommissionOperations =
    Operations<ListCommissionRules, ReplaceCommissionRules, PreviewCommission>;

} // namespace stoa::api
