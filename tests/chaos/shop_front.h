#pragma once
// A shop on a new node with one thing on sale, made over HTTP as its owner would.

#include "api/operations.h"
#include "stage/node_process.h"

namespace stoa::test {

struct ShopFront {
    static constexpr std::int64_t kStock = 1'000'000;

    OrgId seller;
    ListingId listing;
    VariantId variant;
    std::string admin; // access token
    std::string key;   // API key of the storefront
};

// Ends the test program when the node does not do what it should.
ShopFront openShopFront(const NodeProcess& process, const std::string& name);
api::SessionView signInAsOwner(api::Node& node, const NodeProcess& process);

} // namespace stoa::test
