#pragma once
// A listing as it is stored, with its variants, and the two ways to look at it: as it is on sale
// and as its seller last wrote it.

#include "api/listings.h"

namespace stoa::catalogue {

struct VariantRecord {
    VariantId id;
    std::string sku;
    std::vector<api::AttributeValue> options;
    Money price;
    int position = 0;
    bool isRetired = false;
    std::int64_t onHand = 0;
    std::int64_t reserved = 0;
};

struct ListingRecord {
    ListingId id;
    std::string sellerName;
    api::ListingStatus status = api::ListingStatus::Draft;
    bool isOnSale = false;
    std::string title;
    std::string description;
    std::optional<CategoryId> category;
    std::string categoryPath;
    std::vector<api::AttributeValue> attributes;
    std::vector<api::Image> images;
    std::vector<VariantRecord> variants;      // retired ones too
    std::optional<api::ListingDraft> pending; // an edit that waits while the rest is on sale
    std::string pendingCategoryPath;
    std::string reviewReason;
    std::string reviewMessage;
    std::optional<Timestamp> publishedAt;
    Timestamp createdAt;
    Timestamp updatedAt;
    Version version;
};

// A word of listing.status.
api::ListingStatus statusFromText(std::string_view word);

// What is on sale, or the draft of what never was.
api::ListingDraft storedDraft(const ListingRecord& record);
// The seller's last words: the waiting edit, else the same.
api::ListingDraft workingDraft(const ListingRecord& record);

// The listing with the words of `draft`. Variants that are stored keep id and stock; a variant that
// waits to be approved has no id yet.
api::ListingView viewOf(OrgId seller, const ListingRecord& record, const api::ListingDraft& draft,
                        std::string_view categoryPath);
// With the seller's last words.
api::ListingView viewOf(OrgId seller, const ListingRecord& record);

} // namespace stoa::catalogue
