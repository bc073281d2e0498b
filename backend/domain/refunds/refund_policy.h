#pragma once
// Which refunds two people decide: an amount per currency above which one person's word is not
// enough. What the node does by itself, as when a payment comes in for a canceled order, is
// nobody's word and does not wait.

#include "api/refund_approvals.h"
#include "domain/unit/unit.h"

namespace stoa::refunds {

struct RefundPolicy {
    api::Amounts approvalAbove;
    std::int64_t approvalDays = 7;
    Version version{0};
    api::Amounts creditPerDay{};

    // Nothing: there is none.
    std::optional<Money> limitOf(Currency currency) const;
    bool asksForTwo(const Actor& actor, const Money& total) const;
    // What one person may grant as store credit in a day. Nothing: as much as they want.
    std::optional<Money> creditLimitOf(Currency currency) const;
};
RefundPolicy refundPolicyOf(const db::Rows& rows); // of kSelectRefundPolicy

} // namespace stoa::refunds
