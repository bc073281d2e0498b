#pragma once
// Manual payouts: somebody wires the money, with the batch's file at hand, and says what the bank
// did. No second person is asked: the amount and the account were approved with the batch, who said
// so is in the audit, and what was said wrongly shows on the bank's statement.

#include "api/payout_batches.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

// Raises payout.paid or payout.failed. Errors: those of api/payout_batches.h.
Result<api::PayoutView> handle(Unit& unit, const api::SettlePayoutByHand& request);

// Errors: payout.batch_not_found.
Result<api::StatementView> handle(Unit& unit, const api::ExportPayoutBatch& request);

// The lines of the file, and what they are called.
std::string csvOf(const api::PayoutBatchView& batch);

} // namespace stoa::payouts
