#pragma once
// Writes the completions of batched kinds together: a commit for each of ten thousand jobs a second
// would be a commit too many. Waits 5 ms for company, or until there are 200. What cannot be
// written because the database is away is kept until its lease ends. Its thread is stoa-jobs-done.

#include "platform/db/pool.h"
#include "platform/jobs/lanes.h"

#include <condition_variable>
#include <functional>
#include <thread>

namespace stoa {
class Clock;
}

namespace stoa::jobs {

class Finisher {
public:
    static constexpr std::chrono::milliseconds kGather{5};
    static constexpr std::size_t kEnough = 200;

    // `finished` is told about every job that was handed in, when it is written down or given up.
    using Finished = std::function<void(const Hold& hold)>;

    Finisher(db::Pool& pool, const Clock& clock, Finished finished);
    ~Finisher() { stop(db::Deadline::min()); }

    void start();
    void add(HoldPtr hold);
    // Writes what is left, trying until `until`, and ends the thread. Once; the second does
    // nothing.
    void stop(db::Deadline until);

private:
    void run();
    bool flush(std::vector<HoldPtr>& batch);

    db::Pool& m_pool;
    const Clock& m_clock;
    const Finished m_finished;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<HoldPtr> m_waiting;
    bool m_isStopping = false;
    db::Deadline m_until = db::Deadline::max();
    std::thread m_thread;
};

} // namespace stoa::jobs
