#pragma once
// What orders need of the catalogue: the variants of a basket as they are on sale right now, in the
// unit's organisation. Only variants of published listings of an open seller are offers.

#include "api/listings.h"
#include "domain/unit/unit.h"

#include <span>

namespace stoa::catalogue {

struct Offer {
    VariantId variant;
    ListingId listing;
    std::string title;
    std::string sku;
    std::vector<api::AttributeValue> options;
    std::string imageUrl; // empty when the listing has none
    Money price;
};

// The offers of these variants, each once, in the order of `variants`; what is not on sale is left
// out. One round trip.
Result<std::vector<Offer>> findOffers(Unit& unit, std::span<const VariantId> variants);

} // namespace stoa::catalogue
