#pragma once
// When a call may be tried again, and how patient a console is with its node. Source: full jitter
// as AWS describes it.

#include "api/node.h"
#include "platform/resilience/circuit_breaker.h"
#include "platform/resilience/retry_budget.h"

namespace stoa::remote {

inline constexpr int kMaxAttempts = 3;

// Half of what a node may spend on its own dependencies: there are many consoles.
inline constexpr resilience::RetryBudget::Options kBudget{.perCall = 0.1, .perSecond = 1};
// A person waits behind it: one answer closes it, and a try is never far away.
resilience::CircuitBreaker::Options breakerOptions();
// Whether an attempt that ended like this says that the node cannot be reached. An answer of the
// node, even a refusal, says that it can.
bool isWayBlocked(const Error& error);

// Doing it twice does no more than doing it once.
bool isRepeatable(const api::Operation& operation, const api::CallOptions& options);
// The way failed, or the node was too busy; it may be better in a moment.
bool isPassing(const Error& error);
// Random between 0 and base · 2^attempt, at most `most`.
std::chrono::milliseconds pauseBefore(int attempt, std::chrono::milliseconds base,
                                      std::chrono::milliseconds most);

} // namespace stoa::remote
