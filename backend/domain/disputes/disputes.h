#pragma once
// Chargebacks as operations: lists, evidence, giving in. What is told to the provider is written
// down first and told by a job (dispute_action.h); what the provider says is taken in elsewhere
// (take_in.h), and that alone moves money.

#include "api/disputes.h"
#include "domain/unit/unit.h"

namespace stoa::disputes {

// Errors: cursor.malformed.
Result<Page<api::DisputeView>> handle(Unit& unit, const api::ListDisputes& request);
// Errors: dispute.not_found.
Result<api::DisputeView> handle(Unit& unit, const api::GetDispute& request);

// Raise dispute.evidence_submitted or dispute.accepted on the order. Errors, in this order:
// dispute.not_found, dispute.stale (Stale, params seen, current), dispute.wrong_state (Refused,
// params status), dispute.busy (Conflict, params action); of evidence dispute.past_due (Refused,
// params due).
Result<api::DisputeView> handle(Unit& unit, const api::SubmitEvidence& request);
Result<api::DisputeView> handle(Unit& unit, const api::AcceptDispute& request);

// The time to answer is over. Raises dispute.evidence_due on the order.
void evidenceIsDue(Unit& unit, OrderId order);

} // namespace stoa::disputes
