#pragma once
// Runs of reconciliation as operations: begun by a person or the clock, shown while a job works on
// them (run_work.h), one page at a time.

#include "api/reconciliation.h"
#include "domain/payments/providers.h"
#include "domain/unit/unit.h"

namespace stoa::reconciliation {

constexpr int kMaxDays = 31;    // of one run
constexpr int kNightlyDays = 3; // that every night looks at, the day before it the last
constexpr int kNightlyGraceHours = 24;

// Raises reconciliation.requested (facts provider, from, to) and begins the job. Errors:
// reconciliation.unknown_provider, reconciliation.bad_day, reconciliation.too_long,
// currency.unknown, in this order.
Result<api::ReconciliationRow> handle(Unit& unit, const api::StartReconciliation& request,
                                      const payments::Providers& providers);
// Errors: cursor.malformed.
Result<Page<api::ReconciliationRow>> handle(Unit& unit, const api::ListReconciliations& request);
// Errors: reconciliation.not_found.
Result<api::ReconciliationView> handle(Unit& unit, const api::GetReconciliation& request);

// Begins the run of the night for each provider that keeps a statement: the days before today, as
// far back as something is open, so that what has come right since is seen. How many it were.
Result<int> startNightly(Unit& unit, const payments::Providers& providers);

// The job that does one; its payload is the run's id as text, its organisation the marketplace.
inline constexpr std::string_view kRunKind = "reconciliation.run";
inline constexpr std::string_view kRunQueue = "reconciliation";
inline constexpr int kMaxTries = 25; // of the job

} // namespace stoa::reconciliation
