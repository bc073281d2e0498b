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

// What its view does not say.
struct RefundSource {
    PaymentId payment;          // that it goes back through
    std::string_view reference; // the provider's
    std::string_view actor;     // who asked for it
};
void addRefund(db::Pipeline& batch, const Unit& unit, const orders::OrderState& order,
               const RefundPlan& plan, const api::RefundView& view, const RefundSource& source);

// Raises refund.succeeded; payment.refunded and refund.credited when something went there.
void raiseSucceeded(Unit& unit, OrderId order, RefundId refund, PaymentId payment,
                    const RefundPlan& plan);

// A refund that has this status, locked. Nothing when it has another, or does not exist.
// One round trip.
Result<std::optional<RefundPlan>> lockRefund(Unit& unit, const orders::OrderState& order,
                                             RefundId refund, api::RefundStatus status);

} // namespace stoa::refunds
