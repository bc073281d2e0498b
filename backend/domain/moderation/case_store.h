#pragma once
// Cases in and out of the database, of the unit's organisation.

#include "api/moderation.h"
#include "domain/moderation/case_rules.h"
#include "domain/unit/unit.h"

#include <span>

namespace stoa::moderation {

struct CaseRecord {
    api::CaseRow row;
    CaseState state;
    Version listingVersion; // the words that the case is about
    api::ListingDraft snapshot;
    std::string categoryPath;
    std::vector<api::SignalView> ruleHits;
};

// A row of a list or of one case. A claim that has run out is not shown.
api::CaseRow caseRowOf(const db::Row& row, Timestamp now);
CaseState caseStateOf(const db::Row& row);

enum class CaseLock { None, CaseOnly, ListingAndCase };

// One round trip. Errors: case.not_found (NotFound).
Result<CaseRecord> loadCase(Unit& unit, CaseId id, CaseLock lock);
// The case as people look at it, as it is in this transaction.
Result<api::CaseView> viewOfCase(Unit& unit, CaseId id);

// One line in the history of each case, with the next round trip.
struct HistoryLine {
    std::string_view what;
    std::string_view reason;
    std::string_view note;
};
void record(Unit& unit, std::span<const CaseId> cases, const HistoryLine& line);

std::string toJson(std::span<const api::SignalView> ruleHits);

} // namespace stoa::moderation
