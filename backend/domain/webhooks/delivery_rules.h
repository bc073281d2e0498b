#pragma once
// What an attempt means for its delivery and its endpoint. Pure.
//
// Source: Standard Webhooks specification 1.0.0, "Webhook deliverability": the schedule, 410, and
// disabling what fails for long.

#include "api/webhooks.h"

namespace stoa::webhooks {

// Attempts of one round, the first at once.
inline constexpr int kMaxAttempts = 10;
// So many failures in a row, of any deliveries, hold an endpoint.
inline constexpr int kFailuresToHold = 3;
inline constexpr Duration kFirstHold = std::chrono::seconds(10);
inline constexpr Duration kMostHold = std::chrono::minutes(5);
inline constexpr Duration kDisableAfter = std::chrono::hours(72);
inline constexpr Duration kMostRetryAfter = std::chrono::hours(24);

// What came of a call.
struct Answered {
    int status = 0;      // 0: no answer
    std::string error{}; // why there was no whole one; empty: there was
    std::string body{};  // how it began
    Duration retryAfter{0};
    Duration took{0};
};

bool isTaken(const Answered& answered);

struct Standing {
    int attempts = 0; // of all rounds
    int roundAttempts = 0;
    api::WebhookDeliveryState state = api::WebhookDeliveryState::Pending;
    std::optional<Timestamp> nextAttemptAt;
};

struct Health {
    api::WebhookState state = api::WebhookState::Active;
    api::WebhookFault fault = api::WebhookFault::None;
    int failuresInARow = 0;
    std::optional<Timestamp> failingSince;
    std::optional<Timestamp> heldUntil;
    friend bool operator==(const Health&, const Health&) = default;
};

struct Verdict {
    Standing delivery;
    Health endpoint;
};

// After an attempt that ended `now`. `jitter`, from 0 to below 1, is what makes the next one later,
// by a tenth at most. An endpoint that is not active keeps its state.
Verdict judge(const Standing& delivery, const Health& endpoint, const Answered& answered,
              double jitter, Timestamp now);

// Until the attempt after this one, without jitter; nothing after the last.
std::optional<Duration> pauseAfter(int roundAttempts);
Duration holdAfter(int failuresInARow);

// The same for the same attempt of the same delivery, and spread over all of them.
double jitterOf(WebhookDeliveryId delivery, int attempt);

} // namespace stoa::webhooks
