#pragma once
// What a shop shows: listings that are on sale, of sellers that are open, last published first,
// each with all of its variants and their stock. Words are looked for in the title on sale only.

#include "api/storefront.h"
#include "domain/unit/unit.h"

namespace stoa::catalogue {

// Two round trips for a page of any length. Errors: cursor.malformed.
Result<Page<api::StorefrontListing>> handle(Unit& unit, const api::SearchStorefront& request);

} // namespace stoa::catalogue
