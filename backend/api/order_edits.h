#pragma once
// The manual of order edits: what an order is made of, changed after it was paid and before it
// leaves. Lines get other quantities, lines are added at today's price, the shipping and the
// address change. Only what is open can be taken out: neither packed nor sent, canceled or
// refunded. A line keeps its price; its commission and tax shrink with it. What is added is decided
// as in a new order. An edit is no cancellation: a line that is taken out stays as a line of
// nothing, and an order whose edit gave money back is paid, not partially refunded.
//
// What it costs less goes back by the same commit as a refund; when that is more than one person
// decides, the edit waits with it as a whole. What it would cost more is refused: order it anew.
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

// What it costs more is shown, and refused only by EditOrder. Errors, in this order:
// order.not_found, order.canceled, order.payment_pending, order_edit.disputed, order_edit.claimed,
// order_edit.released, order_edit.open (one waits already); order.duplicate_line,
// order.line_unknown, order_edit.line_removed (by an earlier edit: add it anew),
// order_edit.quantity_gone (params least: the rest is packed, sent, canceled or refunded), these
// with the field; order.wrong_currency, order.negative_shipping, order_edit.shipping_gone (params
// least), these of field shipping; country.unknown, order_edit.other_country, order_edit.nothing,
// order.duplicate_variant (field; raise its line), order_edit.leaves_nothing (cancel it instead),
// order_edit.too_many_lines (params most); seller.suspended, variant.not_for_sale,
// order.wrong_currency, price.changed (params now), order.total_too_large, these of what is added,
// with the field; stock.insufficient (field, params available); those of a refund of what goes
// back.
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

// Errors: as PreviewOrderEdit; order.stale after order.not_found; order_edit.costs_more (params
// difference) before stock.insufficient; refund.too_many_waiting (params most), of one that has to
// wait for a second person.
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

using OrderEditOperations = Operations<PreviewOrderEdit, EditOrder>;

} // namespace stoa::api
