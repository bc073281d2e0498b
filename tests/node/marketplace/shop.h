#pragma once
// A marketplace in this process with one seller, one listing on sale, and a storefront's API key:
// what a test of orders begins with.

#include "api/operations.h"
#include "node/double/call.h"
#include "node/marketplace/marketplace.h"
#include "support/expect.h"

namespace stoa::test {

class Shop {
public:
    // On a migrated, empty database.
    explicit Shop(node::Marketplace& marketplace);

    const std::string& admin() const { return m_admin; }           // token
    const std::string& storefront() const { return m_storefront; } // API key
    const api::ListingView& listing() const { return m_listing; }
    // Of so many of the listing's variant.
    api::PlaceOrder checkout(std::int64_t quantity = 1) const;

    template <class Request>
    typename Request::Reply ask(Request request)
    {
        return must(call(m_marketplace.node(), m_admin, std::move(request)));
    }

    static constexpr std::int64_t kStock = 10;

private:
    node::Marketplace& m_marketplace;
    std::string m_admin;
    std::string m_storefront;
    api::ListingView m_listing;
};

} // namespace stoa::test
