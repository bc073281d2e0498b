#pragma once
// The manual of order edits: what an order is made of, changed after it was paid and before it
// leaves. Lines get other quantities, lines are added at today's price, the shipping and the
// address change. Only what is open can be taken out: neither packed nor sent, canceled or
// refunded. A line keeps its price; its commission and tax shrink with it. What is added is decided
// as in a new order. An edit is no cancellation: a line that is taken out stays as a line of
// nothing, and an order whose edit gave money back is paid, not partially refunded.
//
// What it costs less goes back by the same commit as a refund; when that is more than one person
// decides, the edit waits with it as a whole. What costs more waits until the buyer has paid the
// difference: what is added is set aside, and nothing else of the order has changed. Once it is
// paid, it is decided anew by what the order is then; if it does not cost exactly that any more,
// all of the payment goes back and the edit says why.
//     requested → confirmed | declined | expired;   or confirmed at once
//     awaiting_payment → confirmed | refused | payment_failed | expired | canceled

#include "api/orders.h"

namespace stoa::api {

struct OrderLineChange {
    OrderLineId line;
    Integer<0, 9999> quantity; // so many from now on; 0 takes the line out
};
STOA_STRUCT(OrderLineChange, line, quantity)

struct OrderEditContent {
    List<OrderLineChange, 100> lines;
    List<OrderLineRequest, 100> added;
    std::optional<Money> shipping; // instead of what it was
    std::optional<Address> shippingAddress;
    Note note;
};
STOA_STRUCT(OrderEditContent, lines, added, shipping, shippingAddress, note)

// A line as it would be. `line` is absent for one that is added.
struct OrderEditLineView {
    std::optional<OrderLineId> line;
    VariantId variant;
    std::string title;
    std::string sku;
    std::int64_t quantityBefore = 0;
    std::int64_t quantityAfter = 0;
    Money unitPrice;
    Money totalAfter;
};
STOA_STRUCT(OrderEditLineView, line, variant, title, sku, quantityBefore, quantityAfter, unitPrice,
            totalAfter)

// Who gains and loses what, to the cent. One of `back` and `toPay` is nothing. Totals, commission
// and tax are those of the order, less what was refunded of the last two; the net is what the
// seller gets of it.
struct OrderEditPreview {
    std::vector<OrderEditLineView> lines; // those that change, then those that are added
    Money totalBefore;
    Money totalAfter;
    Money shippingAfter;
    Money back;  // to the buyer, with what an earlier edit could not give back
    Money toPay; // by the buyer
    Money commissionBefore;
    Money commissionAfter;
    Money commissionTaxBefore;
    Money commissionTaxAfter;
    Money taxBefore; // included in the totals
    Money taxAfter;
    Money sellerNetBefore;
    Money sellerNetAfter;
    bool needsApproval = false; // of what goes back
};
STOA_STRUCT(OrderEditPreview, lines, totalBefore, totalAfter, shippingAfter, back, toPay,
            commissionBefore, commissionAfter, commissionTaxBefore, commissionTaxAfter, taxBefore,
            taxAfter, sellerNetBefore, sellerNetAfter, needsApproval)

// Errors, in this order:
// order.not_found, order.canceled, order.payment_pending, order_edit.disputed, order_edit.claimed,
// order_edit.released, order_edit.open (one waits already for a person or for its payment);
// order.duplicate_line, order.line_unknown, order_edit.line_removed (by an earlier edit: add it
// anew), order_edit.quantity_gone (params least: the rest is packed, sent, canceled or refunded),
// these with the field; order.wrong_currency, order.negative_shipping, order_edit.shipping_gone
// (params least), these of field shipping; country.unknown, order_edit.other_country,
// order_edit.nothing, order.duplicate_variant (field; raise its line), order_edit.leaves_nothing
// (cancel it instead), order_edit.too_many_lines (params most); seller.suspended,
// variant.not_for_sale, order.wrong_currency, price.changed (params now), order.total_too_large,
// these of what is added, with the field; stock.insufficient (field, params available); those of a
// refund of what goes back.
struct PreviewOrderEdit {
    OrgId seller;
    OrderId order;
    OrderEditContent content;
    using Reply = OrderEditPreview;
};
STOA_STRUCT(PreviewOrderEdit, seller, order, content)
STOA_OPERATION(PreviewOrderEdit, .name = "edits.preview_order_edit", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/edit-preview",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "What an edit of an order would cost, without doing it");

// Done at once, or waiting: see the order's edits. One that costs more has a deadline
// (edit_payment). While it waits the order takes no other edit and no cancellation.
// Errors: as PreviewOrderEdit; order.stale after order.not_found; refund.too_many_waiting (params
// most), of one that has to wait for a second person.
struct EditOrder {
    OrgId seller;
    OrderId order;
    Version version;
    OrderEditContent content;
    using Reply = OrderView;
};
STOA_STRUCT(EditOrder, seller, order, version, content)
STOA_OPERATION(EditOrder, .name = "edits.edit_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/edits",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Change what an order is made of");

// What an edit asks of the buyer, and what became of it. Errors: order_edit.not_found.
struct GetOrderEdit {
    OrgId seller;
    OrderId order;
    OrderEditId edit;
    using Reply = OrderEditView;
};
STOA_STRUCT(GetOrderEdit, seller, order, edit)
STOA_OPERATION(GetOrderEdit, .name = "edits.get_order_edit",
               .route = "/sellers/{seller}/orders/{order}/edits/{edit}",
               .permission = Permission::OrdersPlace, .scope = Scope::Storefront,
               .summary = "What an edit asks of the buyer, and what became of it");

// Pays what an edit costs more, all of it, as an order is paid. An instant provider decides at
// once, others later: the edit stays awaiting_payment until then. An edit that can't be done any
// more is closed instead (refused), and nothing is charged. Money that arrives for an edit that is
// closed goes back to where it came from.
// Errors, in this order: order.not_found, order_edit.not_found, order_edit.not_waiting (params
// status), order_edit.being_paid, store_credit.not_positive, order.wrong_currency,
// store_credit.exceeds_total (params most), store_credit.insufficient (params available), these of
// field storeCredit; payment.unknown_method, payment.provider_unavailable, payment.declined (params
// reason): the edit waits on.
struct PayOrderEdit {
    OrgId seller;
    OrderId order;
    OrderEditId edit;
    Text<0, 100> paymentMethod;       // may be empty when nothing is left to pay
    std::optional<Money> storeCredit; // so much of it is paid with what the buyer has
    using Reply = OrderEditView;
};
STOA_STRUCT(PayOrderEdit, seller, order, edit, paymentMethod, storeCredit)
STOA_OPERATION(PayOrderEdit, .name = "edits.pay_order_edit", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/edits/{edit}/payment",
               .permission = Permission::OrdersPlace, .scope = Scope::Storefront,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Checkout, .deadline = std::chrono::seconds(10),
               .summary = "Pay what an edit of an order costs more");

// Withdraws an edit that waits for its payment; what was set aside is on sale again. Errors, in
// this order: order.not_found, order_edit.not_found, order_edit.not_waiting (params status).
struct CancelOrderEdit {
    OrgId seller;
    OrderId order;
    OrderEditId edit;
    using Reply = OrderView;
};
STOA_STRUCT(CancelOrderEdit, seller, order, edit)
STOA_OPERATION(CancelOrderEdit, .name = "edits.cancel_order_edit", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/edits/{edit}/cancel",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command,
               .summary = "Withdraw an edit that waits for its payment");

using OrderEditOperations =
    Operations<PreviewOrderEdit, EditOrder, GetOrderEdit, PayOrderEdit, CancelOrderEdit>;

} // namespace stoa::api
