#pragma once
// Refunds and cancellations: previewing one and making it. A refund locks its order's row, so two
// at once follow each other and the second sees what the first left; database checks on order,
// line, payment and hold say the same again. Money moves through an instant gateway inside the
// transaction. Through any other provider the refund is `pending`: the order counts it as given
// back, the ledger as on its way out, a stored attempt and a job ask the provider (settle_refund.h
// is how it goes on), and its stock moves when the provider has agreed.
//
// Money that has been released to the seller is taken back: from what is to be paid out, and what
// that does not cover becomes the seller's debt (refund_books.h).
//
// Lock order: the order's row, the seller's payable once money was released, stock levels by
// variant id, the buyer's store credit, the ledger accounts by id.

#include "api/cancellations.h"
#include "api/refunds.h"
#include "api/store_credit.h"
#include "domain/orders/order_state.h"
#include "domain/payments/providers.h"
#include "domain/refunds/commit.h"
#include "domain/unit/unit.h"

namespace stoa::refunds {

// Writes nothing. Errors: order.not_found, those of planRefund (refund_rules.h).
Result<api::RefundPreview> handle(Unit& unit, const api::PreviewRefund& request);

// Raises refund.requested and, when it is decided at once, stock.moved, refund.succeeded and
// payment.refunded on the order's timeline. Errors, in this order: order.not_found, order.stale
// (Stale, params seen, current), those of checkReason (refund_reasons.h), those of commitRefund:
// those of planRefund, payment.provider_unavailable (Unavailable,
// params provider), refund.declined (params reason).
Result<api::RefundView> handle(Unit& unit, const api::RequestRefund& request,
                               const payments::Providers& providers);

// Store credit that nobody has paid for, with what it takes from the seller. Raises
// store_credit.granted. Errors: those in api/store_credit.h, in its order.
Result<api::StoreCreditView> handle(Unit& unit, const api::GrantStoreCredit& request);

// Writes nothing. Errors: those in api/cancellations.h.
Result<api::CancelPreview> handle(Unit& unit, const api::PreviewCancellation& request);

// Raises order.canceled or order.partly_canceled, and what a refund raises when money goes back.
// Errors: those in api/cancellations.h.
Result<api::OrderView> handle(Unit& unit, const api::CancelOrder& request,
                              const payments::Providers& providers);

// The same for who holds the order's lock already. Of an order that is not paid nothing goes back.
// Without an id it waits, with its refund, for a second person (commit.h), and nothing has changed.
struct Canceled {
    std::optional<CancellationId> id;
    std::optional<api::RefundView> refund; // when money goes back
};
Result<Canceled> cancelOrder(Unit& unit, const orders::OrderState& order,
                             const api::CancelContent& content,
                             const payments::Providers& providers,
                             const std::optional<Approved>& approved = std::nullopt);

} // namespace stoa::refunds
