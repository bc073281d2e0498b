#pragma once
// The two sides of a comparison, read: a provider's statement of our balance, page by page, and the
// books' transfers, disputes and payouts. Both are read a little beyond the span, so that what
// happened around midnight is nobody's difference. Reads only.

#include "domain/reconciliation/compare.h"
#include "platform/db/connection.h"

namespace stoa::reconciliation {

constexpr std::size_t kMaxMovements = 100'000; // of each side
constexpr Duration kMargin = std::chrono::hours(12);

// What the provider says of [from, to) and the margin around it. Blocks for as long as its calls
// do; `isEnding` is asked between them.
// Errors: provider.unavailable (Unavailable); reconciliation.too_many (TooLarge, params most);
// reconciliation.interrupted (Canceled).
Result<std::vector<Moved>> theirs(const gateways::Provider& provider, Timestamp from, Timestamp to,
                                  const std::function<bool()>& isEnding);

// What the books say. Errors: reconciliation.too_many.
Result<std::vector<Moved>> ours(db::Connection& connection, std::string_view provider,
                                Timestamp from, Timestamp to);

} // namespace stoa::reconciliation
