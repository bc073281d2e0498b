#pragma once
// The identities of what happens to orders: only those who deal with it need them. Others, and how
// they are made, stand in ids.h.

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

struct FulfillmentIdTag { // a parcel
    static constexpr std::string_view kPrefix = "ful";
};
using FulfillmentId = Id<FulfillmentIdTag>;

struct CancellationIdTag {
    static constexpr std::string_view kPrefix = "can";
};
using CancellationId = Id<CancellationIdTag>;

struct HoldIdTag { // of an order that must not leave yet
    static constexpr std::string_view kPrefix = "hld";
};
using HoldId = Id<HoldIdTag>;

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

} // namespace stoa
