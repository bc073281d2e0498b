#pragma once
// Runs the jobs of some queues in this process: takes them under a lease of 30 s, shares its
// threads fairly between organisations, hands each job to the handler of its kind, and writes down
// what became of it. Any number of workers, in any processes, share one database.
//
// A worker that dies loses nothing: its leases end, and the sweep of another (or of the next start)
// makes the jobs ready again, within 31 s. While PostgreSQL is away it looks again every second;
// outcomes that could not be written are kept until the lease ends.
//
// Threads: stoa-jobs claims, extends leases and sweeps; stoa-job-N run handlers; stoa-jobs-done
// writes batched completions. Connections at the same time: one for each of these, and what
// handlers take. The pool should be the worker's own, or a busy queue starves the operations.

#include "platform/jobs/kinds.h"
#include "platform/jobs/lanes.h"
#include "platform/jobs/pressure.h"
#include "platform/jobs/schedule.h"

namespace stoa::observability {
class Metrics;
}

namespace stoa::jobs {

struct WorkerState;

class Worker {
public:
    struct Parts {
        db::Pool& pool;
        const Clock& clock;
        const Kinds& kinds;
        Pressure& pressure; // told every second how full the queues are
        observability::Metrics& metrics;
        std::function<double()> random; // from 0 to below 1; any thread
    };
    struct Options {
        std::vector<QueueOptions> queues; // in the order in which free threads look at them
        std::size_t threads = 4;
        std::vector<Schedule> schedules;
        Scheduler::Owner scheduleOwner; // needed with schedules
        std::string name;               // of this worker in the database; empty: a new one
        Duration lease = std::chrono::seconds(30);
        Duration heartbeat = std::chrono::seconds(10);
        Duration sweep = std::chrono::seconds(1);
        std::chrono::milliseconds poll{1000};
        std::chrono::milliseconds drain{10'000}; // how long stop() lets running jobs go on
    };

    Worker(Parts parts, Options options);
    ~Worker(); // stops
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Once; before it nothing runs.
    void start();
    // There may be something to do: call it after a commit that enqueued jobs. Any thread at any
    // time, cheap.
    void ring();
    // Claims nothing more, gives back what waits, lets running jobs end or run into their deadline,
    // and writes down their outcomes. Blocks; once.
    void stop();

private:
    std::unique_ptr<WorkerState> m_state;
    std::vector<std::thread> m_threads;
};

} // namespace stoa::jobs
