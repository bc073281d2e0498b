#pragma once
// Who may review what, what waits for a moderator, and what a decision leads to: pure.

#include "api/reviews.h"
#include "core/state_table.h"

namespace stoa::reviews {

// After the last parcel has arrived. Source: eBay's feedback policy (60 days). Sharetribe's seven
// days after completion are for two sides who both write, where nobody should wait for the other.
inline constexpr std::chrono::days kReviewWindow{60};

enum class Who { Moderator };
using ReviewTransition = Transition<api::ReviewStatus, api::ReviewDecision, Who>;

inline constexpr auto kReviewTransitions = [] {
    using enum api::ReviewStatus;
    using enum api::ReviewDecision;
    return std::to_array<ReviewTransition>({
        {Pending, Publish, Published, Who::Moderator},
        {Pending, Hide, Hidden, Who::Moderator},
        {Published, Publish, Published, Who::Moderator}, // its reports were unfounded
        {Published, Hide, Hidden, Who::Moderator},
        {Hidden, Publish, Published, Who::Moderator},
    });
}();

struct Purchase {
    std::string buyerName;
    std::string buyerEmail;
    ListingId listing;
    std::string title;
    std::string optionsText;
    bool isDelivered = false;
    Timestamp deliveredAt;
    std::string categoryPath;
};

// Errors, in this order: order_line.not_found (another's e-mail), review.not_delivered,
// review.too_late (params days).
Done mayReview(const Purchase& purchase, const api::WriteReview& request, Timestamp now);

// How an author is named in public: "Ioana Dumitrescu" is "Ioana D.".
std::string publicName(std::string_view buyerName);

// The first words that may not stand in public without a look: prohibited, contact details, links.
// Empty when there are none.
std::string flaggedWordsIn(std::string_view text, std::string_view categoryPath);

// A review as far as decisions look at it.
struct ReviewState {
    api::ReviewStatus status = api::ReviewStatus::Published;
    std::int64_t openReports = 0;
    Version version;
};

// The status that the decision leads to. Errors, in this order: review.nothing_to_decide (param
// status), review.problem_required, review.stale (params seen, current).
Result<api::ReviewStatus> decide(const ReviewState& state, const api::DecideReview& request);

// Errors: review.not_public (param status), review.stale.
Done mayAnswer(const ReviewState& state, const api::AnswerReview& request);

// What a change of status adds to the number of public reviews: 1, 0 or -1.
std::int64_t publicChange(api::ReviewStatus before, api::ReviewStatus after);

} // namespace stoa::reviews
