#pragma once
// What becomes of an order once its provider has said what became of its payment. Called by the
// settlement slice, in a transaction, with the order's row locked.

#include "domain/orders/order_state.h"

namespace stoa::orders {

// Authorised: the money is reserved, on the ledger too. Captured: it is held for the order, which
// is paid. Failed: the reservation is given up and the order is canceled (declined or expired), its
// stock back on sale. Other findings change nothing, and neither does anything that comes after the
// payment's end.
// Store credit that was reserved for the order is taken, or free again, with it
// (pay_with_credit.h). Raises payment.authorized; payment.captured and order.paid; or
// payment.failed (with reason), stock.moved and order.canceled.
Done settlePayment(Unit& unit, OrderState order, const payments::Conclusion& conclusion);

// The payment's part of it: its row, the ledger, and its events, of whatever it is for. The
// reserved credit that goes with it is `order.credit`. False when it is no news; then nothing is
// written.
Result<bool> bookPayment(Unit& unit, const OrderState& order,
                         const payments::Conclusion& conclusion);

} // namespace stoa::orders
