#pragma once
// Between the catalogue and moderation. The catalogue stands left of moderation in the order of the
// slices and does not know it: what it needs of a review comes in as functions, wired where
// handlers are bound. What moderation needs of the catalogue is below.

#include "api/moderation.h"
#include "domain/unit/unit.h"

#include <span>

namespace stoa::catalogue {

// What is sent to review, as it was written.
struct Submission {
    ListingId listing;
    Version version; // of the listing with these words
    api::CaseKind kind = api::CaseKind::NewListing;
    api::ListingDraft draft;
    std::string categoryPath;
};

struct Reviews {
    // Opens a case for each; an open case of the same listing is withdrawn first.
    std::function<Done(Unit&, std::span<const Submission>)> open;
    // Withdraws the open cases of these listings, where there are any.
    std::function<Done(Unit&, std::span<const ListingId>)> withdraw;
};

// A moderator's decision about the words of a listing that waits in review: approving puts them on
// sale, the other two keep what is on sale as it is and tell the seller why.
struct Verdict {
    api::Decision decision = api::Decision::Approve;
    std::string reason; // word of the reason; empty when approving
    std::string message;
};

// Locks the listing that `version` is about, applies the verdict and raises listing.approved,
// listing.rejected or listing.changes_requested.
// Errors: listing.not_found, listing.stale, listing.not_in_review, listing.sku_taken (another
// listing took a SKU of the edit meanwhile).
Done applyVerdict(Unit& unit, ListingId listing, Version version, const Verdict& verdict);

// The listing with the words of a submitted draft instead of its present ones. Errors:
// listing.not_found.
Result<api::ListingView> viewWithDraft(Unit& unit, ListingId listing,
                                       const api::ListingDraft& draft,
                                       std::string_view categoryPath);

} // namespace stoa::catalogue
