#pragma once
// The operations of escrow: the buyer's confirmation, the release by staff, and the policy of the
// marketplace. What a release is, and the release by the clock, are ledger/escrow.h.

#include "api/escrow.h"
#include "domain/ledger/escrow.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

api::EscrowStatus statusOf(const ledger::Escrow& escrow);
api::EscrowView viewOf(const ledger::Escrow& escrow);

// Errors: order.not_found.
Result<api::EscrowView> handle(Unit& unit, const api::GetEscrow& request);

// Raises order.delivered when that was not known, and escrow.released. Errors, in this order:
// order.not_found, escrow.not_shipped (params order), escrow.claim_open (params order),
// escrow.refund_open (params order, pending).
Result<api::EscrowView> handle(Unit& unit, const api::ConfirmReceipt& request);

// Raises escrow.released. Errors, in this order: order.not_found, escrow.claim_open,
// escrow.refund_open, escrow.nothing_held (params order).
Result<api::EscrowView> handle(Unit& unit, const api::ReleaseEscrow& request);

Result<api::SettlementPolicyView> handle(Unit& unit, const api::GetSettlementPolicy& request);
// Raises settlement.policy_changed. Errors: policy.stale.
Result<api::SettlementPolicyView> handle(Unit& unit, const api::SetSettlementPolicy& request);

} // namespace stoa::payouts
