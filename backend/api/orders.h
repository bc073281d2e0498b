#pragma once
// The manual of orders. A storefront places an order with one seller; stock is reserved, the
// payment is authorised and captured, and the money is held until the order is delivered or
// refunded. An order has three status axes that are derived from its parts and written in one
// place.

#include "api/order_parts.h"
#include "api/refunds.h"

namespace stoa::api {

enum class OrderStatus { Draft, Placed, Canceled };
enum class PaymentStatus {
    None,
    Authorized,
    PartiallyPaid,
    Paid,
    PartiallyRefunded,
    Refunded,
    Voided
};
enum class FulfillmentStatus { Unfulfilled, Partial, Fulfilled, Delivered, Canceled };
enum class PaymentState { Processing, RequiresCapture, Succeeded, Failed, Canceled };

STOA_ENUM(OrderStatus, Draft, Placed, Canceled)
STOA_ENUM(PaymentStatus, None, Authorized, PartiallyPaid, Paid, PartiallyRefunded, Refunded, Voided)
STOA_ENUM(FulfillmentStatus, Unfulfilled, Partial, Fulfilled, Delivered, Canceled)
STOA_ENUM(PaymentState, Processing, RequiresCapture, Succeeded, Failed, Canceled)

struct Buyer {
    Name name;
    EmailText email;
};
STOA_STRUCT(Buyer, name, email)

struct Address {
    Text<1, 120> name;
    Text<1, 200> street;
    Text<0, 200> street2;
    Text<0, 20> postalCode;
    Text<1, 120> city;
    Text<0, 120> region;
    Text<2, 2> country; // ISO 3166-1 alpha-2
};
STOA_STRUCT(Address, name, street, street2, postalCode, city, region, country)

struct OrderLineRequest {
    VariantId variant;
    Quantity quantity;
    std::optional<Money> unitPrice; // what the buyer was shown; refused when it has changed
};
STOA_STRUCT(OrderLineRequest, variant, quantity, unitPrice)

struct OrderRow {
    OrderId id;
    std::string number; // what people say: "M-4K7QX2ZA"
    OrgId seller;
    std::string sellerName;
    std::string buyerName;
    std::string buyerEmail;
    std::string country;
    OrderStatus status = OrderStatus::Placed;
    PaymentStatus paymentStatus = PaymentStatus::None;
    FulfillmentStatus fulfillmentStatus = FulfillmentStatus::Unfulfilled;
    std::int64_t itemCount = 0;
    Money total;
    Money refunded;
    Timestamp placedAt;
    Version version;
    friend bool operator==(const OrderRow&, const OrderRow&) = default;
};
STOA_STRUCT(OrderRow, id, number, seller, sellerName, buyerName, buyerEmail, country, status,
            paymentStatus, fulfillmentStatus, itemCount, total, refunded, placedAt, version)

struct OrderLineView {
    OrderLineId id;
    ListingId listing;
    VariantId variant;
    std::string title;
    std::string sku;
    std::string optionsText; // "Size M, Colour ash"
    std::string imageUrl;
    std::int64_t quantity = 0;
    std::int64_t refundedQuantity = 0;
    Money unitPrice;
    Money total;
    Money refunded;   // with its shares of free amounts
    Money commission; // frozen when the order was placed, with what follows
    Money commissionTax;
    std::string commissionRule; // its name; empty: the seller's own terms
    std::int64_t fulfilledQuantity = 0;
    std::int64_t deliveredQuantity = 0;
    std::int64_t withdrawnQuantity = 0; // canceled or refunded before it left; will never leave
    Money tax;                          // included in the total; frozen, with its rate
    std::string taxName;                // "VAT 19 %"; empty: none
    std::int64_t taxBasisPoints = 0;
};
STOA_STRUCT(OrderLineView, id, listing, variant, title, sku, optionsText, imageUrl, quantity,
            refundedQuantity, unitPrice, total, refunded, commission, commissionTax, commissionRule,
            fulfilledQuantity, deliveredQuantity, withdrawnQuantity, tax, taxName, taxBasisPoints)

struct PaymentView {
    PaymentId id;
    PaymentState state = PaymentState::Processing;
    std::string provider;
    std::string method; // "Card ·· 4242"
    Money amount;
    Money captured;
    Money refunded;
    std::string failureCode;
    Timestamp createdAt;
    std::optional<OrderEditId> edit; // that it pays; absent: the order as it was placed
};
STOA_STRUCT(PaymentView, id, state, provider, method, amount, captured, refunded, failureCode,
            createdAt, edit)

// A fact of the order's event log, oldest first in the detail.
struct TimelineEvent {
    std::int64_t seq = 0;
    Timestamp at;
    std::string type; // "order.placed", "payment.captured", "refund.succeeded", …
    std::string actorName;
    std::vector<AttributeValue> facts; // "amount": "12.00 EUR", …
};
STOA_STRUCT(TimelineEvent, seq, at, type, actorName, facts)

struct OrderView {
    OrderRow row;
    Address shippingAddress;
    std::vector<OrderLineView> lines;
    Money items;
    Money shipping;
    Money commission;
    Money commissionTax;
    Money tax; // included in the total, with that of the shipping
    Money shippingTax;
    Money collectedTax; // of `tax`: kept back by the marketplace when the money is released
    Money escrow;       // held now
    std::vector<PaymentView> payments;
    std::vector<RefundView> refunds;
    std::vector<TransferView> transfers;
    std::vector<TimelineEvent> timeline;
    std::vector<FulfillmentView> fulfillments;   // oldest first
    std::vector<CancellationView> cancellations; // oldest first
    std::vector<HoldView> holds;                 // oldest first; at most one is in force
    std::vector<OrderEditView> edits;            // oldest first; at most one is open
    std::vector<DeadlineView> deadlines;         // earliest first; empty in PlaceOrder's reply
};
STOA_STRUCT(OrderView, row, shippingAddress, lines, items, shipping, commission, commissionTax, tax,
            shippingTax, collectedTax, escrow, payments, refunds, transfers, timeline, fulfillments,
            cancellations, holds, edits, deadlines)

// Places, pays and confirms an order in one durable step. The payment method is a token of the
// provider; the sandbox knows tok_visa, tok_mastercard, tok_declined and tok_insufficient_funds. An
// order of nothing, or all of store credit, does not use it. The reply's timeline is empty. Errors,
// in this order: order.no_lines, order.duplicate_variant, country.unknown, order.negative_shipping,
// store_credit.not_positive, seller.not_found, seller.suspended, variant.not_for_sale (field:
// line), order.wrong_currency, price.changed (params now), order.total_too_large (params most),
// store_credit.exceeds_total (params most), stock.insufficient, store_credit.insufficient (params
// available), payment.unknown_method, payment.declined (params reason). While the database is away:
// order.queued (InDoubt, HTTP 202): accepted and safe, but neither stock, price nor payment are
// certain yet; ask again with the same key. After a day it is refused with order.waited_too_long.
struct PlaceOrder {
    OrgId seller;
    Buyer buyer;
    Address shippingAddress;
    List<OrderLineRequest, 100> lines;
    std::optional<Money> shipping;
    Text<0, 100> paymentMethod;       // may be empty when nothing is left to pay
    std::optional<Money> storeCredit; // so much of it is paid with what the buyer has
    using Reply = OrderView;
};
STOA_STRUCT(PlaceOrder, seller, buyer, shippingAddress, lines, shipping, paymentMethod, storeCredit)
STOA_OPERATION(PlaceOrder, .name = "orders.place_order", .method = Method::Post,
               .route = "/sellers/{seller}/orders", .permission = Permission::OrdersPlace,
               .scope = Scope::Storefront, .kind = Kind::Command,
               .idempotency = Idempotency::Required, .rate = RateClass::Checkout,
               .deadline = std::chrono::seconds(10), .whenAway = WhenAway::Queue,
               .summary = "Place and pay an order");

struct ListOrders {
    std::optional<OrgId> seller;
    List<OrderStatus, 3> status; // empty: all
    List<PaymentStatus, 7> paymentStatus;
    List<FulfillmentStatus, 5> fulfillmentStatus;
    SearchText text; // start of the number, id, starts of words of the buyer's name or e-mail
    std::optional<Timestamp> placedFrom;
    std::optional<Timestamp> placedBefore;
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<OrderRow>; // newest first, with an estimated total
};
STOA_STRUCT(ListOrders, seller, status, paymentStatus, fulfillmentStatus, text, placedFrom,
            placedBefore, after, limit)
STOA_OPERATION(ListOrders, .name = "orders.list_orders", .route = "/orders",
               .permission = Permission::OrdersRead, .scope = Scope::Visible,
               .summary = "Orders, newest first");

struct StatusCount {
    std::string value;
    std::int64_t count = 0;
    bool isCapped = false; // counting stopped at 10,000
};
STOA_STRUCT(StatusCount, value, count, isCapped)

struct OrderFacets {
    std::vector<StatusCount> paymentStatus;
    std::vector<StatusCount> fulfillmentStatus;
};
STOA_STRUCT(OrderFacets, paymentStatus, fulfillmentStatus)

struct GetOrderFacets {
    std::optional<OrgId> seller;
    using Reply = OrderFacets;
};
STOA_STRUCT(GetOrderFacets, seller)
STOA_OPERATION(GetOrderFacets, .name = "orders.get_order_facets", .route = "/order-facets",
               .permission = Permission::OrdersRead, .scope = Scope::Visible,
               .summary = "How many orders there are of each status");

// Errors: order.not_found.
struct GetOrder {
    OrgId seller;
    OrderId order;
    using Reply = OrderView;
};
STOA_STRUCT(GetOrder, seller, order)
STOA_OPERATION(GetOrder, .name = "orders.get_order", .route = "/sellers/{seller}/orders/{order}",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "One order with everything that happened to it");

// The order as it was at that moment, from the event log alone; its timeline ends there. Names of
// sellers and titles of products are those that the order kept. Errors: order.not_found, also for
// an order that was placed later.
struct GetOrderAt {
    OrgId seller;
    OrderId order;
    Timestamp at;
    using Reply = OrderView;
};
STOA_STRUCT(GetOrderAt, seller, order, at)
STOA_OPERATION(GetOrderAt, .name = "orders.get_order_at",
               .route = "/sellers/{seller}/orders/{order}/history/{at}",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .rate = RateClass::Bulk, .summary = "One order as it was at a moment");

using OrderOperations = Operations<PlaceOrder, ListOrders, GetOrderFacets, GetOrder, GetOrderAt>;

} // namespace stoa::api
