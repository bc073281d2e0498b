#pragma once
// The manual of order edits: what an order is made of, changed after it was placed and before it
// leaves. Lines get other quantities, lines are added at today's price, the shipping and the
// address change. Only what is open can be edited: neither packed nor sent, canceled or refunded.
// What remains keeps its price, commission and tax as they were frozen; what is added is decided as
// in a new order.
//
// What the order costs less goes back to the buyer, by the same commit as a refund. What it costs
// more the buyer pays with a second payment: at once when its provider is instant, else the edit
// waits, its goods reserved, until the provider has decided.
//
//     requested → confirmed | declined | expired;   or confirmed at once

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

// Who gains and loses what, to the cent. One of `back` and `toPay` is nothing.
struct OrderEditPreview {
    std::vector<OrderEditLineView> lines; // those that change, then those that are added
    Money totalBefore;
    Money totalAfter;
    Money shippingAfter;
    Money back;  // to the buyer
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

// Errors, in this order: order.not_found, order.canceled, order_edit.nothing (nothing would
// change), order.duplicate_line, order.line_unknown (fields), order_edit.quantity_gone (field,
// params least: the rest is packed, sent, canceled or refunded), order_edit.leaves_nothing (cancel
// it instead), order.duplicate_variant, variant.not_for_sale, order.wrong_currency, price.changed,
// order.negative_shipping, country.unknown, order.total_too_large (fields), stock.insufficient
// (params available), order.payment_pending, order_edit.open (one waits already), those of refunds.
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

// Errors: as PreviewOrderEdit; order.stale after order.not_found; order_edit.costs_more (field
// paymentMethod, params difference: it was not said how the buyer pays), payment.unknown_method,
// payment.declined (params reason).
struct EditOrder {
    OrgId seller;
    OrderId order;
    Version version;
    OrderEditContent content;
    Text<0, 100> paymentMethod; // for what it costs more
    using Reply = OrderView;
};
STOA_STRUCT(EditOrder, seller, order, version, content, paymentMethod)
STOA_OPERATION(EditOrder, .name = "edits.edit_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/edits",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Change what an order is made of");

using OrderEditOperations = Operations<PreviewOrderEdit, EditOrder>;

} // namespace stoa::api
