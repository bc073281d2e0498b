#pragma once
// The jobs that talk to payment providers. `payments.attempt` works on one attempt: a transaction,
// the call, a transaction, as often as the attempt has steps; while its outcome is not known it
// comes back later, without end. `payments.webhook` does the same at once when a webhook speaks of
// the attempt or of a payout's (payout_jobs.h), or takes in the dispute (dispute_jobs.h).
// `payments.sweep` finds attempts, payouts, and answers to disputes, whose job was lost or given
// up, so that no dead letter leaves anybody's money in doubt.

#include "domain/payments/providers.h"
#include "node/marketplace/attempt_run.h"
#include "platform/jobs/schedule.h"

namespace stoa::node {

struct PaymentJobs {
    const payments::Providers& providers;
    Publish publish;
};

void addPaymentJobs(jobs::Kinds& kinds, PaymentJobs needs);
jobs::Schedule paymentSweep();

} // namespace stoa::node
