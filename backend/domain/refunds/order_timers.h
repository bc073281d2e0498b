#pragma once
// What the clock does to orders, each in a unit of the system. A timer that is no longer due does
// nothing: the order has moved on since it was found.

#include "domain/orders/deadlines.h"
#include "domain/payments/providers.h"

namespace stoa::refunds {

// Payment, AutoCancel, HoldAlarm, HoldCeiling; not AutoComplete, which is the ledger's, not
// Dispute, which is the claim's, and not EditPayment, which is the edit's. Raises what canceling
// raises, order.hold_alarm or order.hold_ceiling_reached with what the ledger's release raises.
// Errors: order.not_found and those of cancelOrder (refunds.h).
Done fireTimer(Unit& unit, OrderId order, api::TimerKind kind,
               const payments::Providers& providers);

// It could not: remembered, so that it is not tried every minute, and told in the timeline.
void giveUpTimer(Unit& unit, OrderId order, api::TimerKind kind, const Error& why);

} // namespace stoa::refunds
