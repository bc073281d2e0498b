#include "domain/reviews/review_store.h"

#include "domain/reviews/reviews_sql.h"
#include "domain/unit/enum_column.h"
#include "platform/db/pipeline.h"

namespace stoa::reviews {
namespace {

std::optional<api::ReviewAnswer> answerIn(const db::Row& row)
{
    auto text = row.get<std::optional<std::string>>("answer");
    if (!text) return std::nullopt;
    return api::ReviewAnswer{std::move(*text), row.get<Timestamp>("answered_at"),
                             row.get<std::optional<Timestamp>>("answer_edited_at")};
}

} // namespace

Result<api::ReviewView> loadReview(Unit& unit, ReviewId id, ForUpdate forUpdate)
{
    db::Pipeline batch(unit.db());
    if (forUpdate == ForUpdate::Yes) batch.add(sql::kLockReview, unit.organisation(), id);
    const auto selected = batch.add(sql::kSelectReview, unit.organisation(), id);
    STOA_CHECK(batch.run());
    const auto row = batch[selected].optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "review.not_found").with("review", id.text()));
    }
    return viewOf(*row);
}

ReviewState stateOf(const api::ReviewView& view)
{
    return {view.status, view.openReports, view.version};
}

api::ReviewView viewOf(const db::Row& row)
{
    api::ReviewView view;
    view.id = row.get<ReviewId>("review_id");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("seller_name");
    view.listing = row.get<ListingId>("listing_id");
    view.listingTitle = row.get<std::string>("listing_title");
    view.order = row.get<OrderId>("order_id");
    view.status = enumColumn<api::ReviewStatus>(row, "status");
    view.rating = row.get<std::int64_t>("rating");
    view.title = row.get<std::string>("title");
    view.body = row.get<std::string>("body");
    view.author = row.get<std::string>("author");
    view.optionsText = row.get<std::string>("options_text");
    view.flaggedWords = row.get<std::string>("flagged_words");
    view.openReports = row.get<std::int64_t>("open_reports");
    if (row.get<std::optional<std::string_view>>("problem"))
        view.problem = enumColumn<api::ReviewProblem>(row, "problem");
    view.note = row.get<std::string>("note");
    view.answer = answerIn(row);
    view.writtenAt = row.get<Timestamp>("created_at");
    view.version = row.get<Version>("version");
    return view;
}

api::PublicReview publicViewOf(const db::Row& row)
{
    return {row.get<ReviewId>("review_id"),   row.get<std::int64_t>("rating"),
            row.get<std::string>("title"),    row.get<std::string>("body"),
            row.get<std::string>("author"),   row.get<std::string>("options_text"),
            row.get<Timestamp>("created_at"), answerIn(row)};
}

api::RatingView ratingOf(const db::Row& row)
{
    api::RatingView rating;
    for (std::size_t stars = 1; stars <= rating.stars.size(); ++stars) {
        const auto count = row.get<std::int64_t>("stars_" + std::to_string(stars));
        rating.stars[stars - 1] = count;
        rating.count += count;
        rating.sum += count * static_cast<std::int64_t>(stars);
    }
    return rating;
}

Done changeRatings(Unit& unit, std::span<const RatingChange> changes)
{
    std::vector<ListingId> listings;
    std::vector<std::int64_t> ratings, signs;
    for (const RatingChange& each : changes) {
        if (each.change == 0) continue;
        listings.push_back(each.listing);
        ratings.push_back(each.rating);
        signs.push_back(each.change);
    }
    if (listings.empty()) return {};
    db::Pipeline batch(unit.db());
    batch.add(sql::kInsertRatings, unit.organisation(), listings);
    batch.add(sql::kAddToRatings, unit.organisation(), listings, ratings, signs);
    return batch.run();
}

} // namespace stoa::reviews
