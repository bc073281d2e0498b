// Writing a review, answering it, reporting it.

#include "core/text.h"
#include "domain/reviews/review_store.h"
#include "domain/reviews/reviews.h"
#include "domain/reviews/reviews_sql.h"

namespace stoa::reviews {
namespace {

Error lineNotFound(OrderLineId line)
{
    return makeError(ErrorKind::NotFound, "order_line.not_found").with("line", line.text());
}

Result<Purchase> loadPurchase(Unit& unit, const api::WriteReview& request)
{
    STOA_TRY(rows,
             unit.db().run(sql::kSelectPurchase, unit.organisation(), request.order, request.line));
    const auto row = rows.optional();
    if (!row) return fail(lineNotFound(request.line));
    return Purchase{row->get<std::string>("buyer_name"),   row->get<std::string>("buyer_email"),
                    row->get<ListingId>("listing_id"),     row->get<std::string>("title"),
                    row->get<std::string>("options_text"), row->get<bool>("is_delivered"),
                    row->get<Timestamp>("delivered_at"),   row->get<std::string>("category_path")};
}

Result<api::ReviewView> alreadyWritten(Unit& unit, const api::WriteReview& request)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectReviewOfLine, unit.organisation(), request.order,
                                 request.line));
    return fail(makeError(ErrorKind::Conflict, "review.already_written")
                    .with("review", rows.single().get<ReviewId>("review_id").text()));
}

} // namespace

Result<api::ReviewView> handle(Unit& unit, const api::WriteReview& request)
{
    STOA_TRY(purchase, loadPurchase(unit, request));
    STOA_CHECK(mayReview(purchase, request, unit.now()));
    const std::string flagged =
        flaggedWordsIn(request.title.value + '\n' + request.body.value, purchase.categoryPath);
    const auto status = flagged.empty() ? api::ReviewStatus::Published : api::ReviewStatus::Pending;
    const ReviewId id = ReviewId::make();
    STOA_TRY(written, unit.db().run(sql::kInsertReview, unit.organisation(), id, purchase.listing,
                                    request.order, request.line, purchase.title,
                                    purchase.optionsText, enumText(status), request.rating.value,
                                    request.title.value, request.body.value,
                                    publicName(purchase.buyerName), flagged, unit.now()));
    if (!written.optional()) return alreadyWritten(unit, request);
    const RatingChange change{purchase.listing, request.rating.value,
                              publicChange(api::ReviewStatus::Pending, status)};
    STOA_CHECK(changeRatings(unit, {&change, 1}));
    const bool isPublic = status == api::ReviewStatus::Published;
    unit.raise(isPublic ? "review.published" : "review.submitted", id,
               {{"listing", purchase.listing.text()},
                {"order", request.order.text()},
                {"rating", std::to_string(request.rating.value)}});
    unit.setAuditTarget(id.text());
    return loadReview(unit, id, ForUpdate::No);
}

Result<api::ReviewView> handle(Unit& unit, const api::AnswerReview& request)
{
    STOA_TRY(review, loadReview(unit, request.review, ForUpdate::Yes));
    STOA_CHECK(mayAnswer(stateOf(review), request));
    if (const std::string words = flaggedWordsIn(request.text.value, {}); !words.empty()) {
        return fail(makeError(ErrorKind::Refused, "review.answer_not_allowed")
                        .in("text")
                        .with("words", words));
    }
    STOA_CHECK(unit.db().run(sql::kUpdateAnswer, unit.organisation(), review.id, request.text.value,
                             unit.now()));
    unit.raise(review.answer ? "review.answer_edited" : "review.answered", review.id,
               {{"listing", review.listing.text()}});
    unit.setAuditTarget(review.id.text());
    return loadReview(unit, review.id, ForUpdate::No);
}

Result<Nothing> handle(Unit& unit, const api::ReportReview& request)
{
    STOA_TRY(review, loadReview(unit, request.review, ForUpdate::Yes));
    if (review.status != api::ReviewStatus::Published) {
        return fail(makeError(ErrorKind::NotFound, "review.not_found")
                        .with("review", request.review.text()));
    }
    STOA_TRY(kept, unit.db().run(sql::kInsertReport, unit.organisation(), review.id, Uuid::makeV7(),
                                 lowered(request.reporterEmail.value), enumText(request.problem),
                                 request.note.value, unit.actor().text(), unit.now(), kMaxReports));
    unit.setAuditTarget(review.id.text());
    if (!kept.optional()) return Nothing{};
    STOA_CHECK(unit.db().run(sql::kNoteReport, unit.organisation(), review.id, unit.now()));
    unit.raise("review.reported", review.id,
               {{"listing", review.listing.text()}, {"problem", enumText(request.problem)}});
    return Nothing{};
}

} // namespace stoa::reviews
