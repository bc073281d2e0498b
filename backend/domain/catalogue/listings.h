#pragma once
// What sellers do with their listings. A new or never published listing is written in place; an
// edit of one that is on sale waits beside it (`pending`) until a moderator approves it, so buyers
// keep seeing the version that was reviewed. Only prices change at once. An edit of what waits in
// review replaces the submission: the open case is withdrawn and a new one opened, so a decision is
// always about what the moderator has read.
//
// Refusals come in this order: listing.not_found, listing.stale, seller.suspended, then what is
// wrong with the words (listing_store.h: problemsIn), then the state.

#include "domain/catalogue/review.h"

namespace stoa::catalogue {

Result<Page<api::ListingRow>> handle(Unit& unit, const api::ListListings& request);
Result<api::ListingView> handle(Unit& unit, const api::GetListing& request);
Result<api::ListingView> handle(Unit& unit, const api::CreateListing& request,
                                const Reviews& reviews);
Result<api::ListingView> handle(Unit& unit, const api::UpdateListing& request,
                                const Reviews& reviews);
// Errors: listing.not_submittable (param status).
Result<api::ListingView> handle(Unit& unit, const api::SubmitListing& request,
                                const Reviews& reviews);
// Errors: listing.already_archived.
Result<api::ListingView> handle(Unit& unit, const api::ArchiveListing& request,
                                const Reviews& reviews);

} // namespace stoa::catalogue
