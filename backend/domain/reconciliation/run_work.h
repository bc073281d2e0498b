#pragma once
// A run as its job works on it: what is wanted (a transaction), the provider's statement (no
// transaction), then either the whole result or that it could not be had (a transaction). So
// nothing is ever half-written, and a run that is done is done once.

#include "domain/reconciliation/run_record.h"

namespace stoa::reconciliation {

constexpr std::size_t kMaxDifferences = 2000; // of one run: more is one mistake, not many

// Nothing when it has ended. Errors: reconciliation.not_found.
Result<std::optional<Run>> wantedBy(Unit& unit, ReconciliationId run);

// Reads the books, compares and writes what is different. Raises reconciliation.finished (facts
// provider, from, to, differences, open). Errors: reconciliation.too_many,
// reconciliation.too_many_differences (both TooLarge, params most).
Done finish(Unit& unit, ReconciliationId run, std::span<const Moved> theirs);

// The provider can't be asked now: the run says so and is tried again. Raises
// reconciliation.delayed (facts provider, from, to, reason).
Done delay(Unit& unit, ReconciliationId run, const Error& why);
// It is not tried again. Raises reconciliation.failed, with the same facts.
Done giveUp(Unit& unit, ReconciliationId run, const Error& why);

} // namespace stoa::reconciliation
