#pragma once
// Lays what a file says of a listing over what is stored. Pure.

#include "domain/catalogue/listing_store.h"
#include "domain/catalogue/shopify_csv.h"

namespace stoa::catalogue {

struct Merged {
    api::ListingDraft draft;
    std::vector<api::ImportProblem> problems;
};

// `before` is empty for a new listing. Problems: listing.title_missing, listing.price_missing,
// listing.too_many_variants, and those of problemsIn for `self`, each with its line and column.
Merged mergeImport(const ImportedListing& imported, const ShopifyColumns& columns, const Shop& shop,
                   ListingId self, const std::optional<api::ListingDraft>& before);

// The category that a file's words mean: its path, else its last part when only one has it.
const api::CategoryView* findCategory(const Shop& shop, std::string_view words);

} // namespace stoa::catalogue
