#pragma once
// The manual of the storefront's reads: published listings, as a shop shows them.

#include "api/listings.h"

namespace stoa::api {

struct StorefrontListing {
    ListingId id;
    OrgId seller;
    std::string sellerName;
    std::string title;
    std::string description;
    std::string categoryPath;
    std::vector<AttributeValue> attributes;
    std::vector<Image> images;
    std::vector<VariantView> variants;
};
STOA_STRUCT(StorefrontListing, id, seller, sellerName, title, description, categoryPath, attributes,
            images, variants)

struct SearchStorefront {
    SearchText text;
    std::optional<OrgId> seller;
    Cursor after;
    PageLimit limit = 20;
    using Reply = Page<StorefrontListing>;
};
STOA_STRUCT(SearchStorefront, text, seller, after, limit)
STOA_OPERATION(SearchStorefront, .name = "catalogue.search_storefront",
               .route = "/storefront/listings", .permission = Permission::StorefrontRead,
               .scope = Scope::None, .summary = "Published listings, as a shop shows them");

using StorefrontOperations = Operations<SearchStorefront>;

} // namespace stoa::api
