#pragma once
// What an import is going to do, decided before anything is written: a dry run is the plan without
// the writing, so both report the same numbers. Pure.
//
// A listing of the file is the stored one that has any of its SKUs. Cells that are blank, and
// variants that the file does not mention, stay as they are; images are replaced when the file has
// any; stock counts for new variants only. The product category is found by its path or its last
// part; a listing without one takes the type instead. Extra columns and the vendor become
// attributes where the category has a rule of that name ("Brand" and "Vendor" for the vendor).

#include "domain/catalogue/listing_changes.h"
#include "domain/catalogue/shopify_csv.h"

namespace stoa::catalogue {

struct ImportPlan {
    api::ImportReport report;
    std::vector<ListingWrite> writes;
    std::vector<Submission> submissions;
};

struct ImportOptions {
    bool submitsNew = true;
    Timestamp now;
};

inline constexpr std::size_t kMaxReportedProblems = 1000;

// `shop` knows the owners of every SKU of the file, `stored` are those listings.
// Problems besides those of parsing and of problemsIn: listing.title_missing,
// listing.price_missing, listing.sku_taken (the SKUs of one listing belong to several).
ImportPlan planImport(const ShopifyFile& file, Shop shop, std::span<const ListingRecord> stored,
                      const ImportOptions& options);

} // namespace stoa::catalogue
