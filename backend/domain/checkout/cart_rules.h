#pragma once
// The rules of carts, pure: what may be in one, and into which orders it splits.

#include "api/carts.h"

#include <span>

namespace stoa::checkout {

constexpr std::size_t kMaxLines = 100;
constexpr std::size_t kMaxSellers = 10; // of one cart: each is a step of its checkout
constexpr std::chrono::days kCartLife{7};

// Before a line is added that is not there yet. Errors: cart.too_many_lines, cart.too_many_sellers
// (both with params most).
Done mayAdd(const api::CartView& cart, OrgId seller);

// One order for each seller, in the order of the cart, with the prices that it shows.
// Errors, in this order: cart.empty, shipping.duplicate_seller (field), shipping.unknown_seller
// (field), store_credit.duplicate_seller (field), store_credit.unknown_seller (field),
// variant.not_for_sale (params variant), stock.insufficient (params sku, requested, available).
Result<std::vector<api::PlaceOrder>> split(const api::CartView& cart, const api::CheckOut& request);

} // namespace stoa::checkout
