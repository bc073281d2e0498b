#pragma once
// Moves what the event logs say into the endpoints' deliveries, and hands endpoints that have
// something to send to the job workers: soon after an event that this process makes or hears of,
// and once a second, for what is to be tried again and what was missed. A stream of events is not
// looked at one by one: between two looks there is a rest. Every process that runs jobs has one;
// they share the work by locking rows.
//
// note() is for any thread and does not block. Thread: stoa-webhooks. Failures are logged, once for
// each outage, and the next look makes up for them.

#include "core/clock.h"
#include "domain/webhooks/outbox.h"
#include "platform/db/pool.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace stoa::node {

class WebhookFeed {
public:
    static constexpr std::chrono::seconds kPoll{1};
    static constexpr std::chrono::milliseconds kRest{100};
    static constexpr std::chrono::seconds kMeasure{10}; // how old the backlog may be

    // `ring`: there are new jobs.
    WebhookFeed(db::Pool& pool, const Clock& clock, std::function<void()> ring);
    ~WebhookFeed(); // waits for a look to end
    WebhookFeed(const WebhookFeed&) = delete;
    WebhookFeed& operator=(const WebhookFeed&) = delete;

    void note();
    // As it was measured last, by this process.
    webhooks::Backlog backlog() const;

private:
    void run();
    bool isStopping() const;
    Done look();
    Done moveAlong(db::Connection& connection);

    db::Pool& m_pool;
    const Clock& m_clock;
    const std::function<void()> m_ring;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isNoted = true; // the first look is for what happened before
    bool m_isStopping = false;
    webhooks::Backlog m_backlog;
    std::chrono::steady_clock::time_point m_measured{};
    std::thread m_thread;
};

} // namespace stoa::node
