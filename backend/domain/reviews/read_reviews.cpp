#include "domain/reviews/review_store.h"
#include "domain/reviews/reviews.h"
#include "domain/reviews/reviews_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/db/pipeline.h"

namespace stoa::reviews {
namespace {

constexpr std::string_view kPublicList = "public_reviews";
constexpr std::string_view kList = "reviews";

Error listingNotFound(ListingId listing)
{
    return makeError(ErrorKind::NotFound, "listing.not_found").with("listing", listing.text());
}

template <class Review>
std::string cursorAfter(std::string_view list, const Review& last)
{
    return encodeCursor(list, last.writtenAt, last.id);
}

std::optional<std::int64_t> numberOf(const std::optional<api::Stars>& stars)
{
    return stars ? std::optional(stars->value) : std::nullopt;
}

} // namespace

Result<api::ListingReviews> handle(Unit& unit, const api::ListListingReviews& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, ReviewId>(kPublicList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<ReviewId>());
    db::Pipeline batch(unit.db());
    const auto rating = batch.add(sql::kSelectRating, unit.organisation(), request.listing);
    batch.add(sql::kPlanForValues);
    const auto found = batch.add(sql::kListPublished, unit.organisation(), request.listing,
                                 numberOf(request.rating), at, id, request.limit.value + 1);
    STOA_CHECK(batch.run());
    const auto summary = batch[rating].optional();
    if (!summary || !summary->get<bool>("was_on_sale"))
        return fail(listingNotFound(request.listing));
    std::vector<api::PublicReview> reviews;
    for (const db::Row row : batch[found])
        reviews.push_back(publicViewOf(row));
    auto page = pageOf(std::move(reviews), request.limit.value, [](const api::PublicReview& last) {
        return cursorAfter(kPublicList, last);
    });
    return api::ListingReviews{ratingOf(*summary), std::move(page.items), std::move(page.next)};
}

Result<Page<api::ReviewView>> handle(Unit& unit, const api::ListReviews& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, ReviewId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<ReviewId>());
    const auto status = request.status ? std::optional(enumText(*request.status)) : std::nullopt;
    db::Pipeline batch(unit.db());
    batch.add(sql::kPlanForValues);
    const auto found =
        batch.add(sql::kListReviews, unit.visible(), request.listing, status,
                  numberOf(request.rating), request.waiting, at, id, request.limit.value + 1);
    STOA_CHECK(batch.run());
    std::vector<api::ReviewView> reviews;
    for (const db::Row row : batch[found])
        reviews.push_back(viewOf(row));
    return pageOf(std::move(reviews), request.limit.value,
                  [](const api::ReviewView& last) { return cursorAfter(kList, last); });
}

Result<api::ReviewDetail> handle(Unit& unit, const api::GetReview& request)
{
    STOA_TRY(review, loadReview(unit, request.review, ForUpdate::No));
    STOA_TRY(reports,
             unit.db().run(sql::kSelectReports, unit.organisation(), request.review, kMaxReports));
    api::ReviewDetail detail;
    detail.row = std::move(review);
    for (const db::Row row : reports) {
        detail.reports.push_back({enumColumn<api::ReviewProblem>(row, "problem"),
                                  row.get<std::string>("note"), row.get<Timestamp>("reported_at")});
    }
    return detail;
}

Result<api::RatingView> handle(Unit& unit, const api::GetRating& request)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectRating, unit.organisation(), request.listing));
    const auto row = rows.optional();
    if (!row) return fail(listingNotFound(request.listing));
    return ratingOf(*row);
}

} // namespace stoa::reviews
