#pragma once
// The books of the demo marketplace: a trial balance that balances, a journal of orders that were
// paid, refunded and released, and a batch of payouts. Deterministic.

#include "api/ledger.h"
#include "api/payout_batches.h"

namespace stoa::test {

api::TrialBalanceView demoTrialBalance();
// The `count` newest transfers, newest first; entries of up to three of them.
std::vector<api::TransferView> demoTransfers(std::int64_t count, Timestamp now);
api::PayoutPlanView demoPlan();
api::PayoutBatchView demoBatch(Timestamp now, bool mayApprove);
// Newest first: a wire under way, one that waits for its batch, a wire that was paid, a transfer
// that failed, and one that was canceled.
std::vector<api::PayoutView> demoPayouts(Timestamp now);

} // namespace stoa::test
