#include "domain/reviews/review_rules.h"

#include "core/text.h"
#include "domain/catalogue/prohibited_words.h"
#include "domain/catalogue/text_patterns.h"

namespace stoa::reviews {
namespace {

constexpr std::size_t kMaxFlaggedText = 200;

Error stale(Version seen, Version current)
{
    return makeError(ErrorKind::Stale, "review.stale")
        .with("seen", std::to_string(seen.value))
        .with("current", std::to_string(current.value));
}

} // namespace

Done mayReview(const Purchase& purchase, const api::WriteReview& request, Timestamp now)
{
    if (lowered(trimmed(request.buyerEmail.value)) != lowered(purchase.buyerEmail)) {
        return fail(makeError(ErrorKind::NotFound, "order_line.not_found")
                        .with("line", request.line.text()));
    }
    if (!purchase.isDelivered) return fail(makeError(ErrorKind::Refused, "review.not_delivered"));
    if (now - purchase.deliveredAt > kReviewWindow) {
        return fail(makeError(ErrorKind::Refused, "review.too_late")
                        .with("days", std::to_string(kReviewWindow.count())));
    }
    return {};
}

std::string publicName(std::string_view buyerName)
{
    const std::string_view name = trimmed(buyerName);
    const std::size_t space = name.rfind(' ');
    if (space == std::string_view::npos) return std::string(name);
    const std::string_view first = name.substr(0, name.find(' '));
    return std::string(first) + ' ' + std::string(clipped(name.substr(space + 1), 1)) + '.';
}

std::string flaggedWordsIn(std::string_view text, std::string_view categoryPath)
{
    const auto prohibited = catalogue::prohibitedIn(text, categoryPath);
    if (!prohibited.empty()) return std::string(clipped(prohibited[0].words, kMaxFlaggedText));
    for (const auto& found : {catalogue::contactDetailsIn(text), catalogue::linksIn(text)}) {
        if (!found.empty()) return std::string(clipped(found[0], kMaxFlaggedText));
    }
    return {};
}

Result<api::ReviewStatus> decide(const ReviewState& state, const api::DecideReview& request)
{
    const auto status = next<api::ReviewStatus, api::ReviewDecision, Who>(
        kReviewTransitions, state.status, request.decision);
    const bool changesNothing = status == state.status && state.openReports == 0;
    if (!status || changesNothing) {
        return fail(makeError(ErrorKind::Conflict, "review.nothing_to_decide")
                        .with("status", enumText(state.status)));
    }
    if (request.decision == api::ReviewDecision::Hide && !request.problem)
        return fail(makeError(ErrorKind::Invalid, "review.problem_required").in("problem"));
    if (request.version != state.version) return fail(stale(request.version, state.version));
    return *status;
}

Done mayAnswer(const ReviewState& state, const api::AnswerReview& request)
{
    if (state.status != api::ReviewStatus::Published) {
        return fail(makeError(ErrorKind::Refused, "review.not_public")
                        .with("status", enumText(state.status)));
    }
    if (request.version != state.version) return fail(stale(request.version, state.version));
    return {};
}

std::int64_t publicChange(api::ReviewStatus before, api::ReviewStatus after)
{
    const auto counts = [](api::ReviewStatus status) {
        return std::int64_t{status == api::ReviewStatus::Published ? 1 : 0};
    };
    return counts(after) - counts(before);
}

} // namespace stoa::reviews
