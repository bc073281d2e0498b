#pragma once
// What the threads of a Worker share. Included by its sources only.

#include "platform/jobs/finisher.h"
#include "platform/jobs/worker.h"

#include <condition_variable>
#include <unordered_map>

namespace stoa::jobs {

struct WorkerState {
    WorkerState(Worker::Parts given, Worker::Options chosen);

    Timestamp now() const { return parts.clock.now(); }
    Lanes& lanesOf(std::string_view queue);
    void ring();
    // This process lets go of the job, whatever became of it.
    void forget(const Hold& hold);

    const Worker::Parts parts;
    const Worker::Options options;

    std::mutex mutex; // guards what follows
    std::condition_variable wakeDispatcher;
    std::condition_variable wakeExecutors;
    std::condition_variable wakeWriters; // when the database is back
    std::vector<Lanes> lanes;            // in the order of options.queues
    std::unordered_map<Uuid, HoldPtr> holds;
    bool isRung = false;
    bool isStopping = false;
    db::Deadline drainedBy = db::Deadline::max(); // once it is stopping

    Finisher finisher; // last: it uses the rest
};

// Bodies of the threads.
void dispatch(WorkerState& state);
void execute(WorkerState& state, std::size_t number);

} // namespace stoa::jobs
