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

} // namespace stoa::test
