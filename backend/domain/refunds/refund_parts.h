#pragma once
// What of a refund goes back through which payment of the order, pure. One refund goes through one
// payment; a plan that is more than one of them can give back is cut into a refund for each: newest
// payment first, each at most what it captured less what it returned and what the buyer's bank has
// of it, and what none of them can give becomes store credit with the last part.
//
// A cut goes through the money: the order's excess, the shipping, then line by line. The quantity
// of a line goes with its first money; what comes after it is a free amount. Commission and tax are
// found for each part as for refunds that follow each other, so that the sum is that of the whole.

#include "domain/refunds/refund_rules.h"

namespace stoa::refunds {

struct RefundPart {
    RefundPlan plan;
    std::optional<std::size_t> payment; // in OrderState::payments; absent: all becomes credit
};

// `first`: this payment before all others. At least one part; the plan's own `credit` is not looked
// at. Each part has been decided on the order with those before it applied.
std::vector<RefundPart> partsOf(const orders::OrderState& order, RefundPlan plan,
                                Commission commission, api::RefundDestination to,
                                std::optional<PaymentId> first = std::nullopt);

} // namespace stoa::refunds
