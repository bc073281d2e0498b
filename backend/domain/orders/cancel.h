#pragma once
// The end of an order that nothing has left yet, or of what is left of one: the one way in which
// orders are canceled, whoever asks for it. Money is not its business: what was captured is given
// back by refunds, a payment that is on its way is stopped by payments::stopPayment.

#include "domain/orders/order_state.h"

namespace stoa::orders {

// Withdraws what has not left the house, gives its stock back to sale and raises stock.moved and
// order.canceled with `reason`, a word in snake case: "customer", "payment", "fraud". Changes
// `order`, which the caller saves; its row is locked. Errors: order.canceled (Refused) when it is
// already; those of inventory::release.
Done cancel(Unit& unit, OrderState& order, std::string_view reason);

} // namespace stoa::orders
