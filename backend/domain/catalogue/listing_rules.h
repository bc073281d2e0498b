#pragma once
// What a listing must be before it is stored, as pure functions over the seller's draft. The limits
// of single texts and lists are the boundary's; here is what fields must be to each other, to the
// seller and to the category.

#include "api/listings.h"

#include <span>

namespace stoa::catalogue {

// Without white space at the ends of titles, SKUs, names and values; attributes without a value
// are left out.
api::ListingDraft normalised(api::ListingDraft draft);

// Everything wrong with the draft, in this order: variants, images, category, attributes.
// `category` is null when the draft names none or one that does not exist.
// Errors: listing.no_variants, listing.duplicate_sku (param sku), listing.duplicate_options (param
// sku: of the variant that has them too), listing.wrong_currency (params expected, actual),
// listing.negative_price, image.bad_url, category.unknown, and those of problemsOfAttributes; each
// with the field's path.
std::vector<Error> problemsOf(const api::ListingDraft& draft, Currency currency,
                              const api::CategoryView* category);

// True when nothing but prices of the same variants differs: such an edit needs no review.
bool differsOnlyInPrices(const api::ListingDraft& before, const api::ListingDraft& after);
// Starting stock is left out: it is an instruction, not a property of the listing.
bool isSameListing(const api::ListingDraft& before, const api::ListingDraft& after);

// What listing.search_text holds; the database brings text and patterns to lower case.
std::string searchTextOf(const api::ListingDraft& onSale, const api::ListingDraft* pending);

// A query against it as LIKE patterns: every word must occur. `longest` serves the index.
struct SearchPatterns {
    std::optional<std::string> longest;
    std::optional<std::vector<std::string>> all;
};
SearchPatterns searchPatterns(std::string_view text);

} // namespace stoa::catalogue
