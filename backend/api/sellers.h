#pragma once
// The manual of sellers: the organisations that sell on the marketplace, their terms and their
// state.

#include "api/identity.h"

namespace stoa::api {

struct SellerView {
    OrgId id;
    std::string name;
    std::string slug;
    OrganisationStatus status = OrganisationStatus::Open;
    std::string country;
    Currency currency;
    std::int64_t commissionBasisPoints = 0; // of the item price; 825 is 8.25 %
    std::int64_t publishedListings = 0;
    Timestamp createdAt;
    Version version;
    friend bool operator==(const SellerView&, const SellerView&) = default;
};
STOA_STRUCT(SellerView, id, name, slug, status, country, currency, commissionBasisPoints,
            publishedListings, createdAt, version)

// Seller staff find only their own. Errors: Invalid cursor.malformed.
struct ListSellers {
    SearchText text; // part of the name, or the short name
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<SellerView>;
};
STOA_STRUCT(ListSellers, text, after, limit)
STOA_OPERATION(ListSellers, .name = "identity.list_sellers", .route = "/sellers",
               .permission = Permission::SellersRead, .scope = Scope::Visible,
               .summary = "Sellers, by name");

// Errors: NotFound seller.not_found.
struct GetSeller {
    OrgId seller;
    using Reply = SellerView;
};
STOA_STRUCT(GetSeller, seller)
STOA_OPERATION(GetSeller, .name = "identity.get_seller", .route = "/sellers/{seller}",
               .permission = Permission::SellersRead, .scope = Scope::Seller,
               .summary = "One seller");

// Errors: Invalid country.unknown, currency.unknown; Conflict seller.slug_taken (field `name`: the
// short name in addresses is made from it).
struct CreateSeller {
    Name name;
    Text<2, 2> country;  // ISO 3166-1 alpha-2
    Text<3, 3> currency; // ISO 4217
    Integer<0, 5000> commissionBasisPoints = 1000;
    using Reply = SellerView;
};
STOA_STRUCT(CreateSeller, name, country, currency, commissionBasisPoints)
STOA_OPERATION(CreateSeller, .name = "identity.create_seller", .method = Method::Post,
               .route = "/sellers", .permission = Permission::SellersWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Open a shop on the marketplace");

using SellerOperations = Operations<ListSellers, GetSeller, CreateSeller>;

} // namespace stoa::api
