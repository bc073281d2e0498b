#pragma once
// The jobs of one queue that this worker holds: one lane for each organisation, sorted by priority
// and time, served in turn. An organisation that floods its lane delays itself: it is never given
// more threads than its cap, nor more than its share of what is claimed. Not thread-safe.

#include "platform/jobs/leases.h"

#include <atomic>
#include <set>

namespace stoa::jobs {

struct QueueOptions {
    std::string name;
    std::size_t concurrency = 4;     // jobs that run at the same time in this process
    std::size_t perOrganisation = 0; // of these, for one organisation; 0: all but a quarter
    std::size_t claimSize = 50;      // jobs of one organisation that wait here, leased
};

// A job under lease in this process.
struct Hold {
    Hold(Job held, Timestamp leaseEnd) : job(std::move(held)), until(leaseEnd.micros()) {}

    const Job job;
    std::atomic<std::int64_t> until; // microseconds; the end of the lease as last written
    std::atomic<bool> isLost = false;

    bool isOurs(Timestamp now) const { return !isLost && now.micros() < until; }
};
using HoldPtr = std::shared_ptr<Hold>;

class Lanes {
public:
    explicit Lanes(QueueOptions options);

    const std::string& name() const { return m_options.name; }
    // How many jobs may still be claimed, over all organisations and for one.
    std::size_t room() const { return m_most - std::min(m_most, m_waiting); }
    std::size_t roomFor(const Uuid& org) const;

    void add(HoldPtr hold);
    // The next to run, now counted as running; null when none may.
    HoldPtr take();
    void finished(const Uuid& org);
    std::vector<HoldPtr> takeAll(); // those that wait; none is counted as running

    // Whether the last claim left more behind, and there is room for it by now.
    void setHasMore(bool hasMore) { m_hasMore = hasMore; }
    bool isHungry() const { return m_hasMore && m_waiting <= m_most / 8; }

private:
    struct Earlier {
        bool operator()(const HoldPtr& a, const HoldPtr& b) const
        {
            return std::tie(a->job.priority, a->job.runAt, a->job.id) <
                   std::tie(b->job.priority, b->job.runAt, b->job.id);
        }
    };
    struct Lane {
        std::multiset<HoldPtr, Earlier> waiting;
        std::size_t running = 0;
    };

    QueueOptions m_options;
    std::size_t m_most; // jobs that wait here
    std::map<Uuid, Lane> m_lanes;
    Uuid m_served; // the organisation that had its turn last
    std::size_t m_waiting = 0;
    std::size_t m_running = 0;
    bool m_hasMore = false;
};

} // namespace stoa::jobs
