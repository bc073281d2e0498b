#pragma once
// Differences: kept by runs, listed, and explained by people. One is the same however many runs
// meet it: what a run of its span does not meet any more is gone, and open again if it comes back.
// An explanation holds as long as the amounts are those that it explains.

#include "domain/reconciliation/run_record.h"

namespace stoa::reconciliation {

struct Kept {
    std::int64_t there = 0;
    std::int64_t open = 0; // of them
    std::int64_t gone = 0;
};
// Writes what a run found. Two round trips; the run's row is locked.
Result<Kept> keep(Unit& unit, const Run& run, const Report& report);

// Errors: cursor.malformed.
Result<Page<api::DifferenceView>> handle(Unit& unit, const api::ListDifferences& request);
// Errors: difference.not_found.
Result<api::DifferenceView> handle(Unit& unit, const api::GetDifference& request);
// Raises difference.explained (facts provider, reference). Errors, in this order:
// difference.not_found, difference.stale (Stale, params seen, current), difference.gone (Refused).
Result<api::DifferenceView> handle(Unit& unit, const api::ExplainDifference& request);

} // namespace stoa::reconciliation
