#pragma once
// What orders need of the catalogue: the variants of baskets as they are on sale right now. Only
// variants of published listings of an open seller are offers. One statement for any number of
// baskets and sellers.

#include "api/listings.h"
#include "domain/unit/unit.h"
#include "platform/db/pipeline.h"

#include <map>
#include <set>

namespace stoa::catalogue {

struct Offer {
    VariantId variant;
    ListingId listing;
    std::string title;
    std::string sku;
    std::vector<api::AttributeValue> options;
    std::string imageUrl; // empty when the listing has none
    Money price;
    std::string categoryPath; // empty when the listing has none
};

using SoldVariant = std::pair<OrgId, VariantId>;

class OfferReading {
public:
    // Adds the statement to the pipeline; each variant is asked for once.
    OfferReading(db::Pipeline& batch, const std::set<SoldVariant>& variants);
    // After the pipeline ran: what is not on sale is left out.
    std::map<SoldVariant, Offer> offers(const db::Pipeline& batch) const;

private:
    db::Pipeline::Slot m_slot;
};

} // namespace stoa::catalogue
