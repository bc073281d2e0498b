#pragma once
// A refund's rows and the stock that it moves: what requesting one and settling one share.

#include "api/refunds.h"
#include "domain/refunds/refund_rules.h"
#include "domain/unit/unit.h"
#include "platform/db/pipeline.h"

namespace stoa::refunds {

// What never left the house goes back on sale or is written off; what came back is taken in.
Done moveStock(Unit& unit, const orders::OrderState& order, const RefundPlan& plan,
               RefundId refund);

void addRefund(db::Pipeline& batch, const Unit& unit, const orders::OrderState& order,
               const RefundPlan& plan, const api::RefundView& view, std::string_view reference);

// A refund that is pending, locked. Nothing when it has an end already, or does not exist.
// One round trip.
Result<std::optional<RefundPlan>> lockPending(Unit& unit, const orders::OrderState& order,
                                              RefundId refund);

} // namespace stoa::refunds
