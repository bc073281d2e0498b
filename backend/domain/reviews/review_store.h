#pragma once
// Reviews and ratings as rows: reading one with or without its lock, and the one place that changes
// what a listing's reviews add up to. A review is locked before its listing's rating.

#include "domain/reviews/review_rules.h"
#include "domain/unit/unit.h"
#include "platform/db/rows.h"

namespace stoa::reviews {

inline constexpr std::int64_t kMaxReports = 200; // kept of one review

enum class ForUpdate { No, Yes };

// Errors: review.not_found.
Result<api::ReviewView> loadReview(Unit& unit, ReviewId id, ForUpdate forUpdate);

ReviewState stateOf(const api::ReviewView& view);
api::ReviewView viewOf(const db::Row& row);
api::PublicReview publicViewOf(const db::Row& row);
api::RatingView ratingOf(const db::Row& row);

// One more (1) or one less (-1) public review of this rating.
struct RatingChange {
    ListingId listing;
    std::int64_t rating = 0;
    std::int64_t change = 0;
};
Done changeRatings(Unit& unit, std::span<const RatingChange> changes);

} // namespace stoa::reviews
