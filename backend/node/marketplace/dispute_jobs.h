#pragma once
// The jobs of chargebacks. When a webhook speaks of one, the provider is asked for it and what it
// says is taken in. `disputes.tell` tells the provider what was decided here, until it is known
// that it has heard, and then asks what that made of the dispute.

#include "node/marketplace/payment_jobs.h"

namespace stoa::node {

// Done when it is taken in, or is about a payment that is none of ours; Snooze when the provider
// can not be asked now, or our own payment is not through yet.
jobs::Outcome takeInDispute(const jobs::JobRun& run, const PaymentJobs& needs,
                            std::string_view provider, std::string_view reference);

void addDisputeJobs(jobs::Kinds& kinds, const PaymentJobs& needs);

} // namespace stoa::node
