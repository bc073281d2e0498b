#pragma once
// Chargebacks: opened when the provider tells of one, answered with evidence until its date, closed
// when the bank has decided. An open dispute reserves its amount in the ledger: from the order's
// hold first, then from the seller's payable, and the rest becomes the seller's debt.
//
// Lock order: the order's row, the seller's payable, the dispute, the ledger accounts by id.

#include "api/disputes.h"
#include "core/state_table.h"
#include "domain/ledger/escrow.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

enum class DisputeCommand { Submit, Win, Lose, CloseWarning };
enum class DisputeActor { Staff, Bank };
using DisputeTransition = stoa::Transition<api::DisputeStatus, DisputeCommand, DisputeActor>;

inline constexpr std::array kDisputeTransitions{
    DisputeTransition{api::DisputeStatus::NeedsResponse, DisputeCommand::Submit,
                      api::DisputeStatus::UnderReview, DisputeActor::Staff},
    DisputeTransition{api::DisputeStatus::UnderReview, DisputeCommand::Submit,
                      api::DisputeStatus::UnderReview, DisputeActor::Staff},
    DisputeTransition{api::DisputeStatus::NeedsResponse, DisputeCommand::Win,
                      api::DisputeStatus::Won, DisputeActor::Bank},
    DisputeTransition{api::DisputeStatus::NeedsResponse, DisputeCommand::Lose,
                      api::DisputeStatus::Lost, DisputeActor::Bank},
    DisputeTransition{api::DisputeStatus::UnderReview, DisputeCommand::Win, api::DisputeStatus::Won,
                      DisputeActor::Bank},
    DisputeTransition{api::DisputeStatus::UnderReview, DisputeCommand::Lose,
                      api::DisputeStatus::Lost, DisputeActor::Bank},
    DisputeTransition{api::DisputeStatus::WarningNeedsResponse, DisputeCommand::Submit,
                      api::DisputeStatus::WarningUnderReview, DisputeActor::Staff},
    DisputeTransition{api::DisputeStatus::WarningUnderReview, DisputeCommand::Submit,
                      api::DisputeStatus::WarningUnderReview, DisputeActor::Staff},
    DisputeTransition{api::DisputeStatus::WarningNeedsResponse, DisputeCommand::CloseWarning,
                      api::DisputeStatus::WarningClosed, DisputeActor::Bank},
    DisputeTransition{api::DisputeStatus::WarningUnderReview, DisputeCommand::CloseWarning,
                      api::DisputeStatus::WarningClosed, DisputeActor::Bank},
};

// Raises dispute.opened. Errors, in this order: order.not_found, dispute.wrong_currency,
// dispute.not_positive (Invalid, field amount), dispute.exceeds_captured (params most).
Result<api::DisputeView> handle(Unit& unit, const api::OpenDispute& request);

// Errors: cursor.malformed.
Result<Page<api::DisputeView>> handle(Unit& unit, const api::ListDisputes& request);
// Errors: dispute.not_found.
Result<api::DisputeView> handle(Unit& unit, const api::GetDispute& request);

// Raises dispute.evidence_submitted. Errors, in this order: dispute.not_found, dispute.stale,
// dispute.closed (Conflict, params status), dispute.past_due (params due).
Result<api::DisputeView> handle(Unit& unit, const api::SubmitEvidence& request);

// Raises dispute.won, .lost or .warning_closed. Errors, in this order: dispute.not_found,
// dispute.stale, dispute.closed, dispute.wrong_outcome (Invalid, field outcome, params status),
// dispute.wrong_currency, dispute.negative_fee (field fee).
Result<api::DisputeView> handle(Unit& unit, const api::CloseDispute& request);

} // namespace stoa::payouts
