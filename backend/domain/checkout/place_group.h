#pragma once
// What the steps of a checkout do, each in a transaction of its own: place one order of the group
// with its seller, or cancel it again; and say how the whole has ended. Each may run again: an
// order is found by its checkout and not placed twice, and canceling what is not there does
// nothing.

#include "api/carts.h"
#include "domain/payments/providers.h"
#include "domain/unit/unit.h"

namespace stoa::checkout {

struct Group {
    CheckoutId checkout;
    CartId cart;
    std::vector<api::PlaceOrder> orders; // one for each seller
};
STOA_STRUCT(Group, checkout, cart, orders)

// In a unit of the order's seller. Errors: those of PlaceOrder.
Done placeOrder(Unit& unit, const Group& group, const api::PlaceOrder& order,
                const payments::Providers& providers);
// In a unit of the order's seller. What has left in the meantime stays with the buyer.
Done cancelOrder(Unit& unit, const Group& group, const payments::Providers& providers);

// In a unit of the marketplace. Raise checkout.placed, or checkout.failed with its code; a failed
// one opens its cart again.
Done finish(Unit& unit, const Group& group);
Done giveUp(Unit& unit, const Group& group, std::string_view failure);

} // namespace stoa::checkout
