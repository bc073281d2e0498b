#pragma once
// What becomes of a pending refund once its provider has said what became of it. Called by the
// settlement slice, in a transaction, with the order's row locked.

#include "domain/orders/order_state.h"
#include "domain/payments/providers.h"

namespace stoa::refunds {

// Refunded: the money on its way out has left, and the stock moves as was asked. Failed: the money
// is held again, and the order's amounts are what they were before. Reversed: what the ledger says
// of it is turned around (reverse_refund.h). Other findings change nothing, and neither does
// anything that comes after the refund's end.
// Raises stock.moved, refund.succeeded and payment.refunded; or refund.failed (with reason); or
// refund.reversed (with reason).
Done settleRefund(Unit& unit, const orders::OrderState& order,
                  const payments::Conclusion& conclusion);

// All that is left of what was captured for an order that nobody wants any more: its goods have
// been withdrawn. Nothing when nothing is left. Errors: those of commitRefund.
Done giveAllBack(Unit& unit, OrderId order, const payments::Providers& providers);

} // namespace stoa::refunds
