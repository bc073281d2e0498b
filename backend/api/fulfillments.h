#pragma once
// The manual of fulfilments: an order leaves in one parcel or in several, each packed, handed over
// and delivered by itself. What is packed in one parcel fits in no other. A parcel that has not
// arrived can be canceled: its goods go back on the shelf, still reserved for the order.
//
// All of these name the order's version: two people who pack the same goods do not both succeed.
// Errors of all: order.not_found, order.stale (Stale, params seen, current), and of those that name
// a parcel: fulfillment.not_found, fulfillment.wrong_state (Refused, params state).

#include "api/orders.h"

namespace stoa::api {

// Packs what `lines` say, or everything that is neither packed nor sent, and hands it over at once
// unless it is to wait. Errors, in this order: order.canceled, order.not_paid, order.held (params
// reason), order.duplicate_line (field), order.line_unknown (field), order.quantity_exceeds_left
// (field, params most), order.nothing_to_fulfill.
struct FulfillOrder {
    OrgId seller;
    OrderId order;
    Version version;
    Text<0, 60> carrier;
    Text<0, 80> trackingNumber;
    List<LineQuantity, 200> lines;
    bool isWaiting = false; // only packed
    using Reply = OrderView;
};
STOA_STRUCT(FulfillOrder, seller, order, version, carrier, trackingNumber, lines, isWaiting)
STOA_OPERATION(FulfillOrder, .name = "orders.fulfill_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/fulfillments",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Pack an order or a part of it and hand it to the carrier");

// A packed parcel leaves. Errors: order.held.
struct HandOverFulfillment {
    OrgId seller;
    OrderId order;
    FulfillmentId fulfillment;
    Version version;
    Text<0, 60> carrier;
    Text<0, 80> trackingNumber;
    using Reply = OrderView;
};
STOA_STRUCT(HandOverFulfillment, seller, order, fulfillment, version, carrier, trackingNumber)
STOA_OPERATION(HandOverFulfillment, .name = "orders.hand_over_fulfillment", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/fulfillments/{fulfillment}/handover",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Hand a packed parcel to the carrier");

struct DeliverFulfillment {
    OrgId seller;
    OrderId order;
    FulfillmentId fulfillment;
    Version version;
    using Reply = OrderView;
};
STOA_STRUCT(DeliverFulfillment, seller, order, fulfillment, version)
STOA_OPERATION(DeliverFulfillment, .name = "orders.deliver_fulfillment", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/fulfillments/{fulfillment}/delivery",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Note that a parcel has arrived");

// Errors: fulfillment.refunded when goods of it were given back for money already.
struct CancelFulfillment {
    OrgId seller;
    OrderId order;
    FulfillmentId fulfillment;
    Version version;
    using Reply = OrderView;
};
STOA_STRUCT(CancelFulfillment, seller, order, fulfillment, version)
STOA_OPERATION(CancelFulfillment, .name = "orders.cancel_fulfillment", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/fulfillments/{fulfillment}/cancellation",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Unpack a parcel, or call it back before it arrives");

struct TrackFulfillment {
    OrgId seller;
    OrderId order;
    FulfillmentId fulfillment;
    Version version;
    Text<0, 60> carrier;
    Text<0, 80> trackingNumber;
    TrackingStatus trackingStatus = TrackingStatus::Unknown;
    using Reply = OrderView;
};
STOA_STRUCT(TrackFulfillment, seller, order, fulfillment, version, carrier, trackingNumber,
            trackingStatus)
STOA_OPERATION(TrackFulfillment, .name = "orders.track_fulfillment", .method = Method::Put,
               .route = "/sellers/{seller}/orders/{order}/fulfillments/{fulfillment}/tracking",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "What the carrier says of a parcel");

// All that was handed over has arrived. Errors: order.nothing_to_deliver.
struct DeliverOrder {
    OrgId seller;
    OrderId order;
    Version version;
    using Reply = OrderView;
};
STOA_STRUCT(DeliverOrder, seller, order, version)
STOA_OPERATION(DeliverOrder, .name = "orders.deliver_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/delivery",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Note that an order has arrived");

using FulfillmentOperations = Operations<FulfillOrder, HandOverFulfillment, DeliverFulfillment,
                                         CancelFulfillment, TrackFulfillment, DeliverOrder>;

} // namespace stoa::api
