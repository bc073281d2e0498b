#pragma once
// Taking back what has not left the house. The record and its rules are here; the money that goes
// back for it is a refund, which the next slice makes (refunds/cancel_order.cpp). Of an order that
// nobody has paid nothing goes back: cancelUnpaid() does all of it, for timers and for payments
// that failed.

#include "domain/orders/order_state.h"

namespace stoa::orders {

// Errors: order.canceled.
Done mayCancel(const OrderState& order);

// The shares will never leave; the order is canceled when nothing of it did or will.
void withdraw(OrderState& order, std::span<const LineShare> lines);

// Cancels the parcels that wait, so that nothing of the order is packed.
Done unpackAll(Unit& unit, OrderState& order);

bool isNothingLeft(const OrderState& order); // neither sent, packed nor open

struct Cancellation {
    CancellationId id = CancellationId::make();
    api::CancelReason reason = api::CancelReason::Other;
    std::string note;
    std::vector<LineShare> lines;
};

// The rows and the event, order.canceled or order.partly_canceled, of an order as withdraw() left
// it. Goes out with the unit's next round trip.
void recordCancellation(Unit& unit, const OrderState& order, const Cancellation& cancellation);

// All that has not left, without any money: parcels unpacked, stock released, the record and its
// event written. Changes `order`, which the caller saves; its row is locked. For payments that
// failed. Errors: order.canceled when it is already.
Done cancelOpen(Unit& unit, OrderState& order, api::CancelReason reason, std::string note);

// The same of an order of which nothing was captured, loaded and saved. Canceling twice does
// nothing the second time, so a job may repeat it. Errors: order.not_found, order.paid (Refused).
Done cancelUnpaid(Unit& unit, OrderId order, api::CancelReason reason, std::string note);

} // namespace stoa::orders
