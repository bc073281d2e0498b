#pragma once
// What moderators do with the review queue. A decision updates the case and its listing in one
// transaction; the listing is locked before the case, as everywhere. `row.version` of a case moves
// when somebody takes it or decides it, not when a claim is renewed.

#include "api/moderation.h"
#include "domain/unit/unit.h"

namespace stoa::moderation {

// Errors: cursor.malformed.
Result<Page<api::CaseRow>> handle(Unit& unit, const api::ListCases& request);
// Errors of all below: case.not_found (NotFound).
Result<api::CaseView> handle(Unit& unit, const api::GetCase& request);
// Raises case.claimed unless it is a renewal. Errors: those of decideClaim.
Result<api::CaseView> handle(Unit& unit, const api::ClaimCase& request);
// Raises listing.approved, listing.rejected or listing.changes_requested, and case.decided.
// Errors: those of decide (case_rules.h), listing.sku_taken when another listing of the seller took
// a SKU of the edit meanwhile.
Result<api::CaseView> handle(Unit& unit, const api::DecideCase& request);

} // namespace stoa::moderation
