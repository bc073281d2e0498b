#pragma once
// How full the queues are, and who may still add to them. Workers measure every second; whoever
// enqueues asks without a round trip. A process without a Worker has no measure and admits all.
//
//     more than 10,000 ready, or the oldest waits for more than a minute: Sheddable is refused
//     more than 50,000 ready: Default is refused too
//     Critical is never refused
//
// Any thread.

#include "platform/jobs/jobs.h"

#include <map>
#include <mutex>

namespace stoa::jobs {

// What waits, runs and has died in one queue, over all organisations.
struct QueueLoad {
    std::int64_t ready = 0;     // due
    std::int64_t scheduled = 0; // due later
    std::int64_t running = 0;
    std::int64_t dead = 0;
    std::optional<Timestamp> oldestReady; // since when the oldest of them has been due
};
using Loads = std::map<std::string, QueueLoad, std::less<>>;

class Pressure {
public:
    static constexpr std::int64_t kMaxForSheddable = 10'000;
    static constexpr std::int64_t kMaxForDefault = 50'000;
    static constexpr std::chrono::seconds kMaxAgeForSheddable{60};

    // Errors: job.queue_full (Unavailable) with `queue`.
    Done admit(const NewJob& job, Timestamp now) const;
    void measured(Loads loads);
    QueueLoad load(std::string_view queue) const;

private:
    mutable std::mutex m_mutex;
    Loads m_loads;
};

// Counts stop at this many rows of a kind: what is beyond is "too many" anyway.
constexpr std::int64_t kMaxCounted = 100'000;

// Asks the database; queues without any job are absent.
Result<Loads> measure(db::Connection& connection, Timestamp now);

} // namespace stoa::jobs
