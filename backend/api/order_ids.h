#pragma once
// The identities of carts and of what comes after a sale: only those who deal with them need them.
// All others stand in ids.h.

#include "api/ids.h"

namespace stoa {

struct CartIdTag {
    static constexpr std::string_view kPrefix = "crt";
};
using CartId = Id<CartIdTag>;

struct CheckoutIdTag { // a group of orders, one for each seller
    static constexpr std::string_view kPrefix = "chk";
};
using CheckoutId = Id<CheckoutIdTag>;

struct ReturnIdTag {
    static constexpr std::string_view kPrefix = "ret";
};
using ReturnId = Id<ReturnIdTag>;

struct ExchangeIdTag {
    static constexpr std::string_view kPrefix = "exc";
};
using ExchangeId = Id<ExchangeIdTag>;

struct ClaimIdTag {
    static constexpr std::string_view kPrefix = "clm";
};
using ClaimId = Id<ClaimIdTag>;

struct OrderEditIdTag {
    static constexpr std::string_view kPrefix = "edt";
};
using OrderEditId = Id<OrderEditIdTag>;

struct DisputeIdTag { // a chargeback
    static constexpr std::string_view kPrefix = "dsp";
};
using DisputeId = Id<DisputeIdTag>;

} // namespace stoa
