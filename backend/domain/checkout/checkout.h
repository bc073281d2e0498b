#pragma once
// Carts, and the checkouts that they become. A checkout is a saga of the marketplace: one step for
// each seller places that seller's order in a transaction of its own, and its compensation cancels
// it again and gives the money back. The steps themselves are in place_group.h.

#include "domain/checkout/place_group.h"

namespace stoa::checkout {

// Starts the saga that places the group, in the unit's transaction.
using Start = std::function<Done(Unit&, const Group&)>;

// Errors of these: those in api/carts.h.
Result<api::CartView> handle(Unit& unit, const api::CreateCart& request);
Result<api::CartView> handle(Unit& unit, const api::GetCart& request);
Result<api::CartView> handle(Unit& unit, const api::SetCartLine& request);

// Raises checkout.started.
Result<api::CheckoutView> handle(Unit& unit, const api::CheckOut& request, const Start& start);
Result<api::CheckoutView> handle(Unit& unit, const api::GetCheckout& request);

enum class Lock { No, Yes };
// Errors: cart.not_found.
Result<api::CartView> readCart(Unit& unit, CartId cart, Lock lock);

// How many carts of the marketplace had run out and are gone; at most `most`.
Result<std::size_t> forgetCarts(db::Connection& connection, const Uuid& marketplace, Timestamp now,
                                int most);

} // namespace stoa::checkout
