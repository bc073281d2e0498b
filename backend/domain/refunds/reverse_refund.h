#pragma once
// A refund that the provider confirmed and, days later, could not deliver: the buyer's account is
// closed, and the money is back with us. What the refund did to the books is turned around by
// transfers of its own: the hold, the seller, the fee and the tax have again what they gave; what a
// seller owed because of it and has paid since is theirs to be paid out. The goods stay where they
// are. The buyer has not got the money: people find the event, and give it back some other way.
// What of it became store credit did arrive, and may be spent: it is a refund of its own from then
// on.
//
// Source: docs.stripe.com/refunds#failed-refunds.

#include "domain/orders/order_state.h"

namespace stoa::refunds {

// The order's row is locked. Nothing when the refund has not succeeded, or was reversed before.
// Raises refund.reversed on the order (facts: refund, amount, reason).
Done reverseRefund(Unit& unit, const orders::OrderState& order,
                   const payments::Conclusion& conclusion);

} // namespace stoa::refunds
