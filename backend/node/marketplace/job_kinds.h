#pragma once
// The jobs of this marketplace: which kinds there are, in which queues they run, what comes back by
// the clock. Here, because the queue itself knows no kind.

#include "node/marketplace/payment_jobs.h"
#include "platform/jobs/worker.h"

namespace stoa::node {

jobs::Kinds jobKinds(PaymentJobs payments);
jobs::Worker::Options jobOptions(std::size_t threads);

} // namespace stoa::node
