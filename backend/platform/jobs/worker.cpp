#include "platform/jobs/worker.h"

#include "core/assert.h"
#include "platform/jobs/worker_state.h"

#include <spdlog/spdlog.h>

namespace stoa::jobs {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};

Worker::Options named(Worker::Options options)
{
    if (options.name.empty()) options.name = "worker-" + Uuid::makeV7().text();
    return options;
}

// Others may take at once what nobody here has begun.
void giveBack(WorkerState& state, const std::vector<HoldPtr>& waiting)
{
    if (waiting.empty()) return;
    auto lease = state.parts.pool.acquire(db::within(kPatience));
    std::size_t kept = 0;
    for (const HoldPtr& hold : waiting) {
        const Job& job = hold->job;
        if (!lease || !putBack(**lease, job, job.runAt, false, {})) ++kept;
    }
    if (kept > 0) spdlog::warn("{} waiting jobs come back when their leases end", kept);
}

} // namespace

WorkerState::WorkerState(Worker::Parts given, Worker::Options chosen)
    : parts(std::move(given)),
      options(named(std::move(chosen))),
      finisher(parts.pool, parts.clock, [this](const Hold& hold) { forget(hold); })
{
    STOA_ASSERT(options.threads > 0 && !options.queues.empty());
    STOA_ASSERT(options.schedules.empty() || options.scheduleOwner);
    for (const QueueOptions& queue : options.queues)
        lanes.emplace_back(queue);
}

Lanes& WorkerState::lanesOf(std::string_view queue)
{
    const auto at = std::find_if(lanes.begin(), lanes.end(),
                                 [&](const Lanes& each) { return each.name() == queue; });
    STOA_ASSERT(at != lanes.end());
    return *at;
}

void WorkerState::ring()
{
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(isRung, true)) return;
    }
    wakeDispatcher.notify_one();
}

void WorkerState::forget(const Hold& hold)
{
    const std::lock_guard lock(mutex);
    holds.erase(hold.job.id);
}

Worker::Worker(Parts parts, Options options)
    : m_state(std::make_unique<WorkerState>(std::move(parts), std::move(options)))
{}

void Worker::start()
{
    STOA_ASSERT(m_threads.empty() && !m_state->isStopping);
    m_state->finisher.start();
    m_threads.emplace_back([state = m_state.get()] { dispatch(*state); });
    for (std::size_t i = 0; i < m_state->options.threads; ++i)
        m_threads.emplace_back([state = m_state.get(), i] { execute(*state, i); });
}

Worker::~Worker()
{
    stop();
}

void Worker::ring()
{
    m_state->ring();
}

void Worker::stop()
{
    if (m_threads.empty()) return;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isStopping = true;
        m_state->drainedBy = db::within(m_state->options.drain);
    }
    m_state->wakeDispatcher.notify_all();
    m_state->wakeExecutors.notify_all();
    m_threads.front().join(); // claims nothing more
    std::vector<HoldPtr> waiting;
    {
        const std::lock_guard lock(m_state->mutex);
        for (Lanes& lanes : m_state->lanes) {
            for (HoldPtr& hold : lanes.takeAll())
                waiting.push_back(std::move(hold));
        }
        for (const HoldPtr& hold : waiting)
            m_state->holds.erase(hold->job.id);
    }
    giveBack(*m_state, waiting);
    for (std::size_t i = 1; i < m_threads.size(); ++i)
        m_threads[i].join();
    m_threads.clear();
    m_state->finisher.stop(m_state->drainedBy);
}

} // namespace stoa::jobs
