#pragma once
// Refunds and cancellations: previewing one and making it. A refund locks its order's row, so two
// at once follow each other and the second sees what the first left; database checks on order,
// line, payment and hold say the same again. Money moves through an instant gateway inside the
// transaction; the money on its way out counts as pending against the hold until the gateway has
// agreed.
//
// Money that has been released to the seller is taken back: from what is to be paid out, and what
// that does not cover becomes the seller's debt (refund_books.h).
//
// Lock order: the order's row, the seller's payable once money was released, stock levels by
// variant id, the ledger accounts by id.

#include "api/cancellations.h"
#include "api/refunds.h"
#include "domain/orders/order_state.h"
#include "domain/unit/unit.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::refunds {

// Writes nothing. Errors: order.not_found, those of planRefund (refund_rules.h).
Result<api::RefundPreview> handle(Unit& unit, const api::PreviewRefund& request);

// Raises refund.requested, refund.succeeded and payment.refunded on the order's timeline, and
// stock.moved. Errors, in this order: order.not_found, order.stale (Stale, params seen, current),
// those of planRefund, refund.declined (params reason).
Result<api::RefundView> handle(Unit& unit, const api::RequestRefund& request,
                               const gateways::PaymentGateway& gateway);

// Writes nothing. Errors: those in api/cancellations.h.
Result<api::CancelPreview> handle(Unit& unit, const api::PreviewCancellation& request);

// Raises order.canceled or order.partly_canceled, and what a refund raises when money goes back.
// Errors: those in api/cancellations.h.
Result<api::OrderView> handle(Unit& unit, const api::CancelOrder& request,
                              const gateways::PaymentGateway& gateway);

// The same for who holds the order's lock already. Of an order that is not paid nothing goes back.
Result<CancellationId> cancelOrder(Unit& unit, const orders::OrderState& order,
                                   const api::CancelContent& content,
                                   const gateways::PaymentGateway& gateway);

} // namespace stoa::refunds
