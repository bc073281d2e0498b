#pragma once
// The manual of carts and checkouts. A cart holds goods of any sellers for a week after its last
// change; it shows what they cost now and reserves nothing. Checking out places one order with
// each seller, all of them or none: each order is a step of its own, because no transaction may
// hold two sellers' books, and when one is refused those that stand are canceled and paid back. A
// placed order's stock is reserved; an unpaid one gives it back after its payment deadline.
//
// Afterwards the orders go their own ways: the sellers send and refund each by itself.

#include "api/order_ids.h"
#include "api/orders.h"

namespace stoa::api {

enum class CheckoutState { Placing, Placed, Failed };
STOA_ENUM(CheckoutState, Placing, Placed, Failed)

struct CartLineView {
    OrgId seller;
    std::string sellerName;
    VariantId variant;
    std::int64_t quantity = 0;
    bool isOnSale = false; // the following are empty when it is not
    std::string title;
    std::string sku;
    std::string imageUrl;
    std::int64_t available = 0; // of the quantity that is wanted, what is there now
    std::optional<Money> unitPrice;
    std::optional<Money> total;
};
STOA_STRUCT(CartLineView, seller, sellerName, variant, quantity, isOnSale, title, sku, imageUrl,
            available, unitPrice, total)

struct CartView {
    CartId id;
    Version version;
    std::vector<CartLineView> lines;    // by seller, then in the order of adding
    std::vector<Money> items;           // of what is on sale, by currency
    std::optional<CheckoutId> checkout; // once it is checked out
    Timestamp expiresAt;
};
STOA_STRUCT(CartView, id, version, lines, items, checkout, expiresAt)

struct CreateCart {
    using Reply = CartView;
};
STOA_STRUCT(CreateCart)
STOA_OPERATION(CreateCart, .name = "checkout.create_cart", .method = Method::Post,
               .route = "/carts", .permission = Permission::OrdersPlace,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Checkout,
               .summary = "An empty cart");

// Errors: cart.not_found, also when it has run out.
struct GetCart {
    CartId cart;
    using Reply = CartView;
};
STOA_STRUCT(GetCart, cart)
STOA_OPERATION(GetCart, .name = "checkout.get_cart", .route = "/carts/{cart}",
               .permission = Permission::OrdersPlace, .scope = Scope::Marketplace,
               .summary = "What is in a cart and what it costs now");

// So many from now on; 0 takes it out. Changes of two windows at once both count: the last one
// says the quantity. Errors, in this order: cart.not_found, cart.checked_out, cart.too_many_lines
// (params most), cart.too_many_sellers (params most), variant.not_for_sale (field).
struct SetCartLine {
    CartId cart;
    OrgId seller;
    VariantId variant;
    Integer<0, 9999> quantity;
    using Reply = CartView;
};
STOA_STRUCT(SetCartLine, cart, seller, variant, quantity)
STOA_OPERATION(SetCartLine, .name = "checkout.set_cart_line", .method = Method::Put,
               .route = "/carts/{cart}/lines", .permission = Permission::OrdersPlace,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Checkout,
               .summary = "How many of something are in a cart");

struct SellerAmount {
    OrgId seller;
    Money amount;
};
STOA_STRUCT(SellerAmount, seller, amount)

struct CheckoutOrderView {
    OrgId seller;
    std::string sellerName;
    std::optional<OrderId> order; // once it is placed
    std::string number;
    std::optional<OrderStatus> status;
    std::optional<Money> total;
};
STOA_STRUCT(CheckoutOrderView, seller, sellerName, order, number, status, total)

struct CheckoutView {
    CheckoutId id;
    CartId cart;
    CheckoutState state = CheckoutState::Placing;
    std::string failure; // the code that it failed with
    std::vector<CheckoutOrderView> orders;
    Timestamp createdAt;
};
STOA_STRUCT(CheckoutView, id, cart, state, failure, orders, createdAt)

// Answers at once, with state `placing`; ask GetCheckout how it goes. What can be known before is
// refused here. Errors, in this order: cart.not_found, cart.checked_out, cart.stale (Stale, params
// seen, current), cart.empty, shipping.duplicate_seller, shipping.unknown_seller (with the field),
// store_credit.duplicate_seller and .unknown_seller, and what PlaceOrder and its stock refuse.
struct CheckOut {
    CartId cart;
    Version version;
    Buyer buyer;
    Address shippingAddress;
    List<SellerAmount, 10> shipping;
    Text<0, 100> paymentMethod;
    List<SellerAmount, 10> storeCredit; // so much of each order is paid with it
    using Reply = CheckoutView;
};
STOA_STRUCT(CheckOut, cart, version, buyer, shippingAddress, shipping, paymentMethod, storeCredit)
STOA_OPERATION(CheckOut, .name = "checkout.check_out", .method = Method::Post,
               .route = "/carts/{cart}/checkout", .permission = Permission::OrdersPlace,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Required, .rate = RateClass::Checkout,
               .deadline = std::chrono::seconds(10),
               .summary = "Place the orders of a cart, one with each seller, all or none");

// Errors: checkout.not_found.
struct GetCheckout {
    CheckoutId checkout;
    using Reply = CheckoutView;
};
STOA_STRUCT(GetCheckout, checkout)
STOA_OPERATION(GetCheckout, .name = "checkout.get_checkout", .route = "/checkouts/{checkout}",
               .permission = Permission::OrdersPlace, .scope = Scope::Marketplace,
               .summary = "How far a checkout is, and its orders");

using CartOperations = Operations<CreateCart, GetCart, SetCartLine, CheckOut, GetCheckout>;

} // namespace stoa::api
