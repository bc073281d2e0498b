#pragma once
// The operations of reviews. Whatever makes a review public or takes it away changes its listing's
// rating in the same transaction.
//
// Lock order: the review, then the rating of its listing.

#include "api/reviews.h"
#include "domain/unit/unit.h"

namespace stoa::reviews {

// Raises review.published, or review.submitted when it waits for a moderator. Errors: see api.
Result<api::ReviewView> handle(Unit& unit, const api::WriteReview& request);
Result<api::ListingReviews> handle(Unit& unit, const api::ListListingReviews& request);
Result<Page<api::ReviewView>> handle(Unit& unit, const api::ListReviews& request);
Result<api::ReviewDetail> handle(Unit& unit, const api::GetReview& request);
Result<api::RatingView> handle(Unit& unit, const api::GetRating& request);
// Raises review.answered or review.answer_edited.
Result<api::ReviewView> handle(Unit& unit, const api::AnswerReview& request);
// Raises review.reported, unless it says nothing new.
Result<Nothing> handle(Unit& unit, const api::ReportReview& request);
// Raises review.published, review.hidden, review.restored or review.kept.
Result<api::ReviewView> handle(Unit& unit, const api::DecideReview& request);

} // namespace stoa::reviews
