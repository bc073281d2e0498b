#pragma once
// Comparisons of a provider's statement with the books, and the differences that they found.

#include "api/reconciliation.h"

namespace stoa::test {

// The newest first: one under way, one that waits, one with differences, one that agrees, one that
// has failed.
std::vector<api::ReconciliationRow> demoRuns(Timestamp now);
api::ReconciliationView demoRun(const api::ReconciliationRow& row);
// Of every kind, three of them to be explained; the last one is gone.
std::vector<api::DifferenceView> demoDifferences(Timestamp now, ReconciliationId run);

} // namespace stoa::test
