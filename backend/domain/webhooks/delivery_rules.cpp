#include "domain/webhooks/delivery_rules.h"

#include <algorithm>

namespace stoa::webhooks {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kPauses[kMaxAttempts - 1] = {seconds(5), minutes(5), minutes(30),
                                                hours(2),   hours(5),   hours(10),
                                                hours(14),  hours(20),  hours(24)};
constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;
constexpr int kGone = 410;
constexpr int kMostDoublings = 8; // beyond it the hold is at its most anyhow

Duration askedFor(const Answered& answered)
{
    const bool mayAsk = answered.status == kTooManyRequests || answered.status == kUnavailable;
    if (!mayAsk) return Duration(0);
    return std::clamp(answered.retryAfter, Duration(0), kMostRetryAfter);
}

Health failed(Health health, const Answered& answered, Timestamp now)
{
    ++health.failuresInARow;
    if (!health.failingSince) health.failingSince = now;
    const Duration hold = std::max(holdAfter(health.failuresInARow), askedFor(answered));
    health.heldUntil = hold.count() > 0 ? std::optional(now + hold) : std::nullopt;
    if (health.state != api::WebhookState::Active) return health;
    const bool isGone = answered.status == kGone && answered.error.empty();
    const bool isHopeless = now - *health.failingSince >= kDisableAfter;
    if (!isGone && !isHopeless) return health;
    health.state = api::WebhookState::Disabled;
    health.fault = isGone ? api::WebhookFault::Gone : api::WebhookFault::Failing;
    return health;
}

void end(Standing& delivery, api::WebhookDeliveryState state)
{
    delivery.state = state;
    delivery.nextAttemptAt.reset();
}

} // namespace

bool isTaken(const Answered& answered)
{
    return answered.error.empty() && answered.status >= 200 && answered.status < 300;
}

std::optional<Duration> pauseAfter(int roundAttempts)
{
    if (roundAttempts < 1 || roundAttempts >= kMaxAttempts) return std::nullopt;
    return kPauses[roundAttempts - 1];
}

Duration holdAfter(int failuresInARow)
{
    const int doublings = failuresInARow - kFailuresToHold;
    if (doublings < 0) return Duration(0);
    return std::min(kFirstHold * (1 << std::min(doublings, kMostDoublings)), kMostHold);
}

Verdict judge(const Standing& delivery, const Health& endpoint, const Answered& answered,
              double jitter, Timestamp now)
{
    Verdict verdict{delivery, endpoint};
    Standing& standing = verdict.delivery;
    ++standing.attempts;
    ++standing.roundAttempts;
    if (isTaken(answered)) {
        end(standing, api::WebhookDeliveryState::Delivered);
        verdict.endpoint.failuresInARow = 0;
        verdict.endpoint.failingSince.reset();
        verdict.endpoint.heldUntil.reset();
        return verdict;
    }
    verdict.endpoint = failed(endpoint, answered, now);
    const auto pause = pauseAfter(standing.roundAttempts);
    if (!pause || verdict.endpoint.fault == api::WebhookFault::Gone) {
        end(standing, api::WebhookDeliveryState::Failed);
        return verdict;
    }
    const auto later = std::chrono::duration_cast<Duration>(*pause * (jitter / 10));
    standing.nextAttemptAt = now + std::max(*pause + later, askedFor(answered));
    return verdict;
}

double jitterOf(WebhookDeliveryId delivery, int attempt)
{
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15; // 2^64 divided by the golden ratio
    constexpr double kOf = 1 << 20;
    const auto mixed =
        (std::hash<WebhookDeliveryId>()(delivery) + static_cast<std::uint64_t>(attempt)) * kSpread;
    return static_cast<double>(mixed >> 44) / kOf;
}

} // namespace stoa::webhooks
