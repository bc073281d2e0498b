#include "platform/jobs/finisher.h"

#include "core/clock.h"
#include "core/thread_name.h"
#include "platform/jobs/worker_state.h"

#include <spdlog/spdlog.h>

namespace stoa::jobs {
namespace {

constexpr std::chrono::milliseconds kPatience{5000};
constexpr std::chrono::milliseconds kBetweenAttempts{200};

std::vector<Held> heldOf(const std::vector<HoldPtr>& holds)
{
    std::vector<Held> held;
    held.reserve(holds.size());
    for (const HoldPtr& hold : holds)
        held.push_back(Held::of(hold->job));
    return held;
}

} // namespace

Finisher::Finisher(db::Pool& pool, const Clock& clock, Finished finished)
    : m_pool(pool), m_clock(clock), m_finished(std::move(finished))
{}

void Finisher::start()
{
    m_thread = std::thread([this] { run(); });
}

void Finisher::add(HoldPtr hold)
{
    bool isTimeToWake = false;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(hold));
        isTimeToWake = m_waiting.size() == 1 || m_waiting.size() == kEnough;
    }
    if (isTimeToWake) m_wake.notify_one();
}

void Finisher::stop(db::Deadline until)
{
    if (!m_thread.joinable()) return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_until = until;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Finisher::run()
{
    nameThread("stoa-jobs-done");
    std::vector<HoldPtr> batch;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isStopping || !m_waiting.empty(); });
        m_wake.wait_for(lock, kGather,
                        [this] { return m_isStopping || m_waiting.size() >= kEnough; });
        batch.swap(m_waiting);
        if (batch.empty() && m_isStopping) return;
        lock.unlock();
        bool isWritten = flush(batch);
        lock.lock();
        while (!isWritten && std::chrono::steady_clock::now() < m_until) {
            m_wake.wait_for(lock, kBetweenAttempts);
            lock.unlock();
            isWritten = flush(batch);
            lock.lock();
        }
        for (const HoldPtr& hold : batch)
            m_finished(*hold);
        batch.clear();
    }
}

// True when nothing is left to write. Holds whose leases have ended meanwhile leave the batch.
bool Finisher::flush(std::vector<HoldPtr>& batch)
{
    const Timestamp now = m_clock.now();
    std::erase_if(batch, [&](const HoldPtr& hold) {
        const bool isLost = !hold->isOurs(now);
        if (isLost) m_finished(*hold);
        return isLost;
    });
    if (batch.empty()) return true;
    auto lease = m_pool.acquire(db::within(kPatience));
    if (!lease) return false;
    const auto completed = completeMany(**lease, heldOf(batch), now);
    if (!completed) {
        spdlog::warn("{} finished jobs could not be written down yet: {}", batch.size(),
                     describe(completed.error()));
    } else if (*completed < batch.size()) {
        spdlog::warn("{} finished jobs belonged to others by then", batch.size() - *completed);
    }
    return completed.has_value();
}

} // namespace stoa::jobs
