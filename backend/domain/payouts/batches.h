#pragma once
// Batches of payouts. Preparing one pays debts, reserves every amount on its seller's payable, and
// claims the movements that the statements will tell of; approving, by another person, hands the
// payouts to jobs (kSendPayout), which ask the provider between two transactions and settle them.
//
// Lock order: the batch, the sellers' payables by id, the payouts, the ledger accounts by id.

#include "domain/payouts/payout_plan.h"
#include "platform/gateways/payout_gateway.h"

namespace stoa::payouts {

inline constexpr std::string_view kSendPayout = "payouts.send"; // a job; the payload is the id
inline constexpr std::string_view kPayoutQueue = "payouts";

Result<api::PayoutPlanView> handle(Unit& unit, const api::PreviewPayouts& request);

// Raises payout_batch.prepared, and payout.pending in each seller's log. Errors:
// payout.nothing_due.
Result<api::PayoutBatchView> handle(Unit& unit, const api::PreparePayouts& request);

// Errors: cursor.malformed.
Result<Page<api::PayoutBatchRow>> handle(Unit& unit, const api::ListPayoutBatches& request);
// Errors: payout.batch_not_found.
Result<api::PayoutBatchView> handle(Unit& unit, const api::GetPayoutBatch& request);

// Raise payout_batch.approved or .canceled, and payout.processing or .canceled of each. Errors, in
// this order: payout.batch_not_found, payout.batch_decided (Conflict, params status), batch.stale,
// payout.same_person (Refused, of the approval).
Result<api::PayoutBatchView> handle(Unit& unit, const api::ApprovePayoutBatch& request);
Result<api::PayoutBatchView> handle(Unit& unit, const api::CancelPayoutBatch& request);

// What is to be asked for of a payout of the unit's seller; nothing when it is settled already.
struct PayoutOrder {
    PayoutId id; // the attempt's id too
    Money amount;
};
Result<std::optional<PayoutOrder>> payoutToSend(Unit& unit, PayoutId payout);
// What the provider said, Paid or Failed: confirms or gives back the reservation, once. Raises
// payout.paid or payout.failed. Errors: payout.not_found.
Done settle(Unit& unit, PayoutId payout, std::string_view provider,
            const gateways::PayoutOutcome& outcome);

// Whether any seller is due: what the job asks before it prepares a batch.
bool isWorthwhile(const Plan& plan);

} // namespace stoa::payouts
