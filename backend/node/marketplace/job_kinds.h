#pragma once
// The jobs of this marketplace: which kinds there are, in which queues they run, what comes back by
// the clock. Here, because the queue itself knows no kind.

#include "node/marketplace/payment_jobs.h"
#include "node/marketplace/webhook_jobs.h"
#include "platform/jobs/saga.h"
#include "platform/jobs/worker.h"

#include <filesystem>

namespace stoa::node {

// What jobs need of the marketplace around them.
struct JobNeeds {
    Publish publish; // events, once they are committed
    const payments::Providers& providers;
    std::filesystem::path checkpoints; // the folder of the book; empty: none is kept here
    const outbound::Poster::Options& poster;
    WebhookCounters& webhooks;
};

jobs::Sagas jobSagas(const JobNeeds& needs);
// With the steps of `sagas`, which must outlive them.
jobs::Kinds jobKinds(const JobNeeds& needs, const jobs::Sagas& sagas);
jobs::Worker::Options jobOptions(std::size_t threads);

} // namespace stoa::node
