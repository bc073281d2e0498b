#pragma once
// The manual of cancellations, holds and notes of orders. Canceling takes back what has not left
// the house, all of it or by line and quantity: the goods go back on sale and the buyer gets back
// what was paid for them, by the same calculator and commit as a refund. What has left comes back
// as a return instead.

#include "api/orders.h"

namespace stoa::api {

struct CancelContent {
    List<LineQuantity, 200> lines; // empty: everything that is not packed or sent
    // Absent: what is left of it when nothing of the order was or will be sent, else nothing.
    std::optional<Money> shipping;
    CancelReason reason = CancelReason::Customer;
    Note note;
    Restock restock = Restock::Restock; // Restock or WriteOff
    // Of the refund that it makes; absent: what follows from `reason`.
    std::optional<ReasonCode> refundReason;
};
STOA_STRUCT(CancelContent, lines, shipping, reason, note, restock, refundReason)

struct CancelPreview {
    std::vector<LineQuantityView> lines;
    bool isWhole = false;                // nothing of the order was or will be sent
    Money back;                          // what the buyer gets back
    Money voided;                        // authorised and not taken, and now never will be
    std::optional<RefundPreview> refund; // absent when nothing goes back
};
STOA_STRUCT(CancelPreview, lines, isWhole, back, voided, refund)

// Errors, in this order: order.not_found, order.canceled, order_edit.awaiting_payment (an edit
// waits for the buyer: withdraw it first), order.duplicate_line (field), order.line_unknown
// (field), order.quantity_exceeds_left (field, params most), order.nothing_to_cancel,
// order.restock_unclear (field), order.payment_pending (a part, while the payment is not through),
// and those of a refund.
struct PreviewCancellation {
    OrgId seller;
    OrderId order;
    CancelContent content;
    using Reply = CancelPreview;
};
STOA_STRUCT(PreviewCancellation, seller, order, content)
STOA_OPERATION(PreviewCancellation, .name = "refunds.preview_cancellation", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/cancellation-preview",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "What canceling would give back, without doing it");

// What gives back more than one person may decide waits for another, whole: the reply's refunds
// show it, and the order stays as it is until then.
// Errors: as PreviewCancellation; order.stale after order.not_found; those of refund reasons
// (fields refundReason and note); refund.declined, refund.too_many_waiting.
struct CancelOrder {
    OrgId seller;
    OrderId order;
    Version version;
    CancelContent content;
    using Reply = OrderView;
};
STOA_STRUCT(CancelOrder, seller, order, version, content)
STOA_OPERATION(CancelOrder, .name = "refunds.cancel_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/cancellations",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command,
               .summary = "Cancel what has not left of an order, or a part of it");

// Nothing of a held order leaves; its stock stays reserved.
// Errors: order.not_found, order.stale, order.canceled, order.held (params reason).
struct PlaceHold {
    OrgId seller;
    OrderId order;
    Version version;
    HoldReason reason = HoldReason::Other;
    Note note;
    using Reply = OrderView;
};
STOA_STRUCT(PlaceHold, seller, order, version, reason, note)
STOA_OPERATION(PlaceHold, .name = "orders.place_hold", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/holds",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Keep an order from leaving");

// Errors: order.not_found, order.stale, order.not_held.
struct ReleaseHold {
    OrgId seller;
    OrderId order;
    Version version;
    Note note;
    using Reply = OrderView;
};
STOA_STRUCT(ReleaseHold, seller, order, version, note)
STOA_OPERATION(ReleaseHold, .name = "orders.release_hold", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/hold-release",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Let a held order leave again");

// For colleagues: stands in the timeline. Changes nothing, so it names no version.
// Errors: order.not_found.
struct AddOrderNote {
    OrgId seller;
    OrderId order;
    Text<1, 2000> note;
    using Reply = OrderView;
};
STOA_STRUCT(AddOrderNote, seller, order, note)
STOA_OPERATION(AddOrderNote, .name = "orders.add_order_note", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/notes",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Write a note to the timeline of an order");

using CancellationOperations =
    Operations<PreviewCancellation, CancelOrder, PlaceHold, ReleaseHold, AddOrderNote>;

} // namespace stoa::api
