#pragma once
// Batches of payouts. Preparing one pays debts, reserves every amount on its seller's payable, and
// claims the movements that the statements will tell of; approving, by another person, hands the
// payouts to jobs (sending.h), but those that somebody wires by hand (by_hand.h).
//
// Lock order: the batch, the sellers' payables by id, the payouts, the ledger accounts by id.

#include "domain/payouts/payout_plan.h"

namespace stoa::payouts {

Result<api::PayoutPlanView> handle(Unit& unit, const api::PreviewPayouts& request,
                                   const payments::Providers& providers);

// Raises payout_batch.prepared, and payout.pending in each seller's log. Errors:
// payout.nothing_due.
Result<api::PayoutBatchView> handle(Unit& unit, const api::PreparePayouts& request,
                                    const payments::Providers& providers);

// Errors: cursor.malformed.
Result<Page<api::PayoutBatchRow>> handle(Unit& unit, const api::ListPayoutBatches& request);
// Errors: payout.batch_not_found.
Result<api::PayoutBatchView> handle(Unit& unit, const api::GetPayoutBatch& request);

// Raise payout_batch.approved or .canceled, and payout.processing or .canceled of each. Errors, in
// this order: payout.batch_not_found, payout.batch_decided (Conflict, params status), batch.stale,
// payout.same_person (Refused, of the approval).
Result<api::PayoutBatchView> handle(Unit& unit, const api::ApprovePayoutBatch& request);
Result<api::PayoutBatchView> handle(Unit& unit, const api::CancelPayoutBatch& request);

// Whether any seller is due: what the job asks before it prepares a batch.
bool isWorthwhile(const Plan& plan);

} // namespace stoa::payouts
