#pragma once
// The jobs of reconciliation. `reconciliation.run` does one run: the provider's statement is read
// between two transactions. A provider that can't be asked makes the run wait, and the queue tries
// again with growing pauses; after the last try the run has failed, which anybody can begin anew.
// `reconciliation.nightly` begins the runs of the night.

#include "api/describe.h"
#include "domain/payments/providers.h"
#include "node/marketplace/job_unit.h"
#include "platform/jobs/schedule.h"

namespace stoa::node {

struct NightlyReconciliation {}; // the payload, as JSON
STOA_STRUCT(NightlyReconciliation)

// `providers` outlives the kinds.
void addReconciliationJobs(jobs::Kinds& kinds, const payments::Providers& providers,
                           const Publish& publish);
jobs::Schedule nightlyReconciliation();

} // namespace stoa::node
