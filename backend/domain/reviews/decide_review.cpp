#include "domain/reviews/review_store.h"
#include "domain/reviews/reviews.h"
#include "domain/reviews/reviews_sql.h"

namespace stoa::reviews {
namespace {

std::string_view eventOf(api::ReviewStatus before, api::ReviewStatus after)
{
    if (after == api::ReviewStatus::Hidden) return "review.hidden";
    switch (before) {
    case api::ReviewStatus::Pending:
        return "review.published";
    case api::ReviewStatus::Published:
        return "review.kept";
    case api::ReviewStatus::Hidden:
        return "review.restored";
    }
    return "review.kept";
}

} // namespace

Result<api::ReviewView> handle(Unit& unit, const api::DecideReview& request)
{
    STOA_TRY(review, loadReview(unit, request.review, ForUpdate::Yes));
    STOA_TRY(status, decide(stateOf(review), request));
    const bool isHidden = status == api::ReviewStatus::Hidden;
    const auto problem =
        isHidden ? std::optional(enumText(*request.problem)) : std::optional<std::string>();
    STOA_CHECK(unit.db().run(sql::kUpdateDecision, unit.organisation(), review.id, enumText(status),
                             problem, request.note.value, unit.now()));
    const RatingChange change{review.listing, review.rating, publicChange(review.status, status)};
    STOA_CHECK(changeRatings(unit, {&change, 1}));
    unit.raise(eventOf(review.status, status), review.id,
               {{"listing", review.listing.text()}, {"reason", problem.value_or("")}});
    unit.setAuditTarget(review.id.text());
    return loadReview(unit, review.id, ForUpdate::No);
}

} // namespace stoa::reviews
