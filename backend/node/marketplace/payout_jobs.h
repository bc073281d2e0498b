#pragma once
// The jobs of payouts. One prepares a batch every hour when a seller's schedule says so, for a
// person to approve; the others send one approved payout each (domain/payouts/sending.h): noted
// before the provider is asked, settled in a transaction of its own, asked for again later while
// its outcome is not known. A webhook that speaks of a payout's transfer does the same at once, and
// looks again at what was paid, because it may have come back.

#include "api/describe.h"
#include "node/marketplace/payment_jobs.h"

namespace stoa::payments {
struct Inbound;
}

namespace stoa::node {

struct PayoutPreparation {}; // the payload, as JSON
STOA_STRUCT(PayoutPreparation)

inline constexpr std::string_view kPreparePayouts = "payouts.prepare_due";

void addPayoutJobs(jobs::Kinds& kinds, PaymentJobs needs);

// Done when nothing more is to be done about it, or it is about a payout of nobody.
jobs::Outcome takeInPayout(jobs::JobRun& run, const PaymentJobs& needs,
                           const payments::Inbound& inbound);

} // namespace stoa::node
