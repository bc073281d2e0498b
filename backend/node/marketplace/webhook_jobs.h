#pragma once
// The job that posts to one endpoint what is due there, `webhooks.send`: one call after the other,
// for as long as there is something and the run may last. It ends in the transaction that finds
// nothing more to send, so that whoever brings something after that starts another one.

#include "node/marketplace/job_unit.h"
#include "platform/outbound/poster.h"

#include <atomic>

namespace stoa::node {

// Since the start of this process.
struct WebhookCounters {
    std::atomic<std::int64_t> taken = 0;
    std::atomic<std::int64_t> refused = 0;    // answered, but with no 2xx
    std::atomic<std::int64_t> unanswered = 0; // or not with a whole answer
};

struct WebhookJobs {
    const outbound::Poster::Options& poster;
    WebhookCounters& counters;
    Publish publish;
};

void addWebhookJobs(jobs::Kinds& kinds, WebhookJobs needs);

} // namespace stoa::node
