#pragma once
// Jobs that come back by the clock: one for each slot of time, whichever process is first to ask
// for it. A slot that nobody was up for is not made up, but every start begins with the current
// one.

#include "platform/jobs/jobs.h"

#include <functional>

namespace stoa::jobs {

struct Schedule {
    std::string kind;
    std::string queue;
    Duration every{0};
    std::string payload;
};

class Scheduler {
public:
    // The organisation that the jobs belong to; nothing as long as there is none.
    using Owner = std::function<Result<std::optional<Uuid>>(db::Connection&)>;

    Scheduler(std::vector<Schedule> schedules, Owner owner);

    // Enqueues the slots that are not yet, up to the next one. One comparison when there are none.
    Done keep(db::Connection& connection, Timestamp now);

private:
    struct Entry {
        Schedule schedule;
        Timestamp until; // the slot that was enqueued last; the epoch: none yet
    };

    std::vector<Entry> m_entries;
    Owner m_owner;
};

} // namespace stoa::jobs
