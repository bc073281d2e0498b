#pragma once
// A run's row, read and locked, and the days that it is about.

#include "domain/reconciliation/compare.h"
#include "domain/unit/unit.h"

namespace stoa::reconciliation {

constexpr Duration kDay = std::chrono::hours(24);

// "2026-11-21" → its first moment, in UTC. Errors: reconciliation.bad_day (params day).
Result<Timestamp> startOfDay(std::string_view day);
std::string dayOf(Timestamp at);
Timestamp dayBegun(Timestamp at); // its first moment

struct Run {
    api::ReconciliationRow view;
    Timestamp from;
    Timestamp to;
    std::optional<Currency> currency;

    bool isUnderWay() const;
    // What it looks at: nothing that is younger than the run itself.
    Frame frame() const;
};

Error notFound(ReconciliationId run);
Run runOf(const db::Row& row);
// Errors: reconciliation.not_found.
Result<Run> readRun(Unit& unit, ReconciliationId run);
Result<Run> lockRun(Unit& unit, ReconciliationId run);

} // namespace stoa::reconciliation
