#pragma once
// The manual of reviews. Whoever bought something and got it may say once, for a while, what it is
// like; so every review is of a verified purchase. A review is public at once unless its words need
// a look; the seller answers once, anybody may report it, and a moderator publishes or hides it
// with a reason. Only public reviews count in a listing's rating.

#include "api/listings.h"

namespace stoa::api {

enum class ReviewStatus { Pending, Published, Hidden };
enum class ReviewDecision { Publish, Hide };
// What is wrong with a review: why it is reported, and why it is hidden.
enum class ReviewProblem {
    Illegal,
    Offensive,
    PersonalData,
    Advertising,
    OffTopic,
    NotGenuine,
    Other
};

STOA_ENUM(ReviewStatus, Pending, Published, Hidden)
STOA_ENUM(ReviewDecision, Publish, Hide)
STOA_ENUM(ReviewProblem, Illegal, Offensive, PersonalData, Advertising, OffTopic, NotGenuine, Other)

using Stars = Integer<1, 5>;

// The average is sum / count, exactly.
struct RatingView {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::vector<std::int64_t> stars = std::vector<std::int64_t>(5); // how many of 1, 2, … 5
    friend bool operator==(const RatingView&, const RatingView&) = default;
};
STOA_STRUCT(RatingView, count, sum, stars)

struct ReviewAnswer {
    std::string text;
    Timestamp writtenAt;
    std::optional<Timestamp> editedAt;
};
STOA_STRUCT(ReviewAnswer, text, writtenAt, editedAt)

// As a shop shows it.
struct PublicReview {
    ReviewId id;
    std::int64_t rating = 0;
    std::string title;
    std::string body;
    std::string author;      // "Ioana D."
    std::string optionsText; // of what was bought, "Size M"
    Timestamp writtenAt;
    std::optional<ReviewAnswer> answer;
};
STOA_STRUCT(PublicReview, id, rating, title, body, author, optionsText, writtenAt, answer)

// As those see it who answer and decide.
struct ReviewView {
    ReviewId id;
    OrgId seller;
    std::string sellerName;
    ListingId listing;
    std::string listingTitle; // when it was bought
    OrderId order;
    ReviewStatus status = ReviewStatus::Published;
    std::int64_t rating = 0;
    std::string title;
    std::string body;
    std::string author;
    std::string optionsText;
    std::string flaggedWords;             // why it was not published at once
    std::int64_t openReports = 0;         // since the last decision
    std::optional<ReviewProblem> problem; // why it is hidden
    std::string note;                     // what the moderator wrote
    std::optional<ReviewAnswer> answer;
    Timestamp writtenAt;
    Version version;
};
STOA_STRUCT(ReviewView, id, seller, sellerName, listing, listingTitle, order, status, rating, title,
            body, author, optionsText, flaggedWords, openReports, problem, note, answer, writtenAt,
            version)

struct ReviewReport {
    ReviewProblem problem = ReviewProblem::Other;
    std::string note;
    Timestamp reportedAt;
};
STOA_STRUCT(ReviewReport, problem, note, reportedAt)

struct ReviewDetail {
    ReviewView row;
    std::vector<ReviewReport> reports; // newest first, at most 200
};
STOA_STRUCT(ReviewDetail, row, reports)

struct ListingReviews {
    RatingView rating;
    std::vector<PublicReview> items;
    std::optional<std::string> next;
};
STOA_STRUCT(ListingReviews, rating, items, next)

// For a line of an order that has arrived, within 60 days. Words that may not stand in public make
// it wait for a moderator (`status` pending). Errors, in this order: order_line.not_found (also
// when the e-mail is not the buyer's), review.not_delivered, review.too_late (params days),
// review.already_written (Conflict, param review).
struct WriteReview {
    OrgId seller;
    OrderId order;
    OrderLineId line;
    EmailText buyerEmail; // of the order
    Stars rating;
    Text<0, 120> title;
    Text<0, 5000> body;
    using Reply = ReviewView;
};
STOA_STRUCT(WriteReview, seller, order, line, buyerEmail, rating, title, body)
STOA_OPERATION(WriteReview, .name = "reviews.write_review", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/lines/{line}/review",
               .permission = Permission::ReviewsWrite, .scope = Scope::Storefront,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Review what was bought and has arrived");

// Errors: listing.not_found (also when it was never on sale).
struct ListListingReviews {
    OrgId seller;
    ListingId listing;
    std::optional<Stars> rating;
    Cursor after;
    PageLimit limit = 20;
    using Reply = ListingReviews; // newest first
};
STOA_STRUCT(ListListingReviews, seller, listing, rating, after, limit)
STOA_OPERATION(ListListingReviews, .name = "reviews.list_listing_reviews",
               .route = "/storefront/sellers/{seller}/listings/{listing}/reviews",
               .permission = Permission::StorefrontRead, .scope = Scope::Storefront,
               .summary = "Public reviews of a listing with its rating, newest first");

struct ListReviews {
    std::optional<OrgId> seller;
    std::optional<ListingId> listing;
    std::optional<ReviewStatus> status;
    std::optional<Stars> rating;
    bool waiting = false; // only those that wait for a moderator: pending or reported
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<ReviewView>; // newest first
};
STOA_STRUCT(ListReviews, seller, listing, status, rating, waiting, after, limit)
STOA_OPERATION(ListReviews, .name = "reviews.list_reviews", .route = "/reviews",
               .permission = Permission::ReviewsRead, .scope = Scope::Visible,
               .summary = "Reviews in every state, newest first");

// Errors: review.not_found.
struct GetReview {
    OrgId seller;
    ReviewId review;
    using Reply = ReviewDetail;
};
STOA_STRUCT(GetReview, seller, review)
STOA_OPERATION(GetReview, .name = "reviews.get_review",
               .route = "/sellers/{seller}/reviews/{review}", .permission = Permission::ReviewsRead,
               .scope = Scope::Seller, .summary = "One review with what was reported about it");

// Errors: listing.not_found.
struct GetRating {
    OrgId seller;
    ListingId listing;
    using Reply = RatingView;
};
STOA_STRUCT(GetRating, seller, listing)
STOA_OPERATION(GetRating, .name = "reviews.get_rating",
               .route = "/sellers/{seller}/listings/{listing}/rating",
               .permission = Permission::ReviewsRead, .scope = Scope::Seller,
               .summary = "How buyers rate a listing");

// The seller's one public answer; a second time replaces its text. Errors: review.not_found,
// review.not_public (param status), review.answer_not_allowed (Refused, param words),
// review.stale (Stale; params seen, current).
struct AnswerReview {
    OrgId seller;
    ReviewId review;
    Version version;
    Text<1, 2000> text;
    using Reply = ReviewView;
};
STOA_STRUCT(AnswerReview, seller, review, version, text)
STOA_OPERATION(AnswerReview, .name = "reviews.answer_review", .method = Method::Put,
               .route = "/sellers/{seller}/reviews/{review}/answer",
               .permission = Permission::ReviewsAnswer, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Answer a review in public");

// Says that a public review should not be there; a moderator decides. Who reports twice is heard
// once, and a review that 200 have reported needs no more. Errors: review.not_found.
// Source: Regulation (EU) 2022/2065, article 16, which also wants the reporter's e-mail address.
struct ReportReview {
    OrgId seller;
    ReviewId review;
    EmailText reporterEmail;
    ReviewProblem problem = ReviewProblem::Other;
    Note note;
    using Reply = Nothing;
};
STOA_STRUCT(ReportReview, seller, review, reporterEmail, problem, note)
STOA_OPERATION(ReportReview, .name = "reviews.report_review", .method = Method::Post,
               .route = "/sellers/{seller}/reviews/{review}/reports",
               .permission = Permission::ReviewsReport, .scope = Scope::Storefront,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Report a public review");

// Publish makes a pending review public, brings a hidden one back, or answers the reports of a
// public one. Errors: review.not_found, review.nothing_to_decide (Conflict, param status),
// review.problem_required, review.stale (Stale; params seen, current).
struct DecideReview {
    OrgId seller;
    ReviewId review;
    Version version;
    ReviewDecision decision = ReviewDecision::Publish;
    std::optional<ReviewProblem> problem; // required for hiding
    Note note;
    using Reply = ReviewView;
};
STOA_STRUCT(DecideReview, seller, review, version, decision, problem, note)
STOA_OPERATION(DecideReview, .name = "reviews.decide_review", .method = Method::Post,
               .route = "/sellers/{seller}/reviews/{review}/decision",
               .permission = Permission::ModerationDecide, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Publish or hide a review");

using ReviewOperations = Operations<WriteReview, ListListingReviews, ListReviews, GetReview,
                                    GetRating, AnswerReview, ReportReview, DecideReview>;

} // namespace stoa::api
