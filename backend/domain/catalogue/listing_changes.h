#pragma once
// How commands change a listing record, without a database: shared by single commands and imports.

#include "domain/catalogue/listing_store.h"
#include "domain/catalogue/review.h"

namespace stoa::catalogue {

// A listing that does not exist yet.
ListingWrite makeListing(const Shop& shop, const api::ListingDraft& draft, Timestamp now);

// An edit by the seller. What is on sale keeps its words; only prices go through at once. True in
// `needsReview` when an open case has to be replaced, or a first one opened, because the listing is
// in review after the edit.
struct Edited {
    ListingWrite write;
    bool needsReview = false;
};
Edited edited(ListingRecord record, const api::ListingDraft& draft);

// Nothing when the table of states does not allow it.
std::optional<ListingWrite> submitted(ListingRecord record);

// What review gets to see of a listing in review, with the version that it is written with.
Submission submissionOf(const Shop& shop, const ListingRecord& record);

} // namespace stoa::catalogue
