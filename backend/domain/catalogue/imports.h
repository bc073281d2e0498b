#pragma once
// Product files in. The whole file is planned first (import_plan.h) and then written in batches in
// one transaction: it is all there or, after an error, nothing of it.

#include "api/imports.h"
#include "domain/catalogue/review.h"

namespace stoa::catalogue {

// Errors: seller.suspended and those of parseShopifyCsv; listing.sku_taken (Conflict) when somebody
// else took a SKU of the file at the same moment. Raises listing.created, listing.updated and
// listing.submitted for each listing.
Result<api::ImportReport> handle(Unit& unit, const api::ImportListings& request,
                                 const Reviews& reviews);

} // namespace stoa::catalogue
