#pragma once
// A marketplace in this process with sellers, each with one listing on sale, and a storefront's API
// key: what a test of orders begins with.

#include "api/operations.h"
#include "node/double/call.h"
#include "node/marketplace/marketplace.h"
#include "support/expect.h"

namespace stoa::test {

class Shop {
public:
    static constexpr std::int64_t kStock = 10;

    // On a migrated, empty database.
    explicit Shop(node::Marketplace& marketplace, std::size_t sellers = 1,
                  std::int64_t stock = kStock);

    const std::string& storefront() const { return m_storefront; } // API key
    const std::string& admin() const { return m_admin; } // token, for a quarter of an hour
    const api::ListingView& listing(std::size_t seller = 0) const { return m_listings.at(seller); }
    std::size_t sellers() const { return m_listings.size(); }
    // Of so many of the seller's variant.
    api::PlaceOrder checkout(std::int64_t quantity = 1, std::size_t seller = 0) const;

private:
    api::ListingView open(node::Marketplace& marketplace, std::size_t number, std::int64_t stock);

    std::string m_admin;
    std::string m_storefront;
    std::vector<api::ListingView> m_listings;
};

} // namespace stoa::test
