#pragma once
// When a call may be tried again. Source: full jitter as AWS describes it; the budget as Finagle's.
// Belongs to the thread of the remote node.

#include "api/node.h"

namespace stoa::remote {

inline constexpr int kMaxAttempts = 3;

// Deposits a tenth for each call and one a second; a retry costs one.
class RetryBudget {
public:
    static constexpr double kMost = 10;

    void callMade(std::chrono::steady_clock::time_point now);
    bool take(std::chrono::steady_clock::time_point now);

private:
    void refill(std::chrono::steady_clock::time_point now);

    double m_tokens = kMost;
    std::optional<std::chrono::steady_clock::time_point> m_filledAt;
};

// Doing it twice does no more than doing it once.
bool isRepeatable(const api::Operation& operation, const api::CallOptions& options);
// The way failed, or the node was too busy; it may be better in a moment.
bool isPassing(const Error& error);
// Random between 0 and base · 2^attempt, at most `most`.
std::chrono::milliseconds pauseBefore(int attempt, std::chrono::milliseconds base,
                                      std::chrono::milliseconds most);

} // namespace stoa::remote
