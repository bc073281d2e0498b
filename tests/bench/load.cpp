#include "load.h"

#include "cpu.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace stoa::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

// What all calls of one run report to; outlives the last of them.
class Tally {
public:
    void started()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_running;
    }

    void answered(SteadyClock::time_point since, const std::string& failure)
    {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - since);
        const std::scoped_lock lock(m_mutex);
        if (failure.empty()) {
            m_load.latencies.push_back(took);
        } else {
            ++m_load.failed;
            m_load.failure = failure;
        }
    }

    void ended()
    {
        const std::scoped_lock lock(m_mutex);
        if (--m_running == 0) m_idle.notify_all();
    }

    Load finish()
    {
        std::unique_lock lock(m_mutex);
        m_idle.wait(lock, [this] { return m_running == 0; });
        m_load.took = SteadyClock::now() - m_begin;
        m_load.cpu = cpuTime() - m_cpu;
        m_load.ownCpu = ownCpuTime() - m_ownCpu;
        std::ranges::sort(m_load.latencies);
        return std::move(m_load);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_idle;
    const SteadyClock::time_point m_begin = SteadyClock::now();
    const std::chrono::duration<double> m_cpu = cpuTime();
    const std::chrono::duration<double> m_ownCpu = ownCpuTime();
    std::size_t m_running = 0;
    Load m_load;
};

struct Loop {
    const Start& start;
    SteadyClock::time_point end;
    Tally tally{};
    std::atomic<std::size_t> next = 0;

    void step()
    {
        const auto since = SteadyClock::now();
        if (since >= end) return tally.ended();
        start(next++, [this, since](const std::string& failure) {
            tally.answered(since, failure);
            step();
        });
    }
};

} // namespace

double Load::percentileMs(double share) const
{
    if (latencies.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(latencies.size() - 1));
    return static_cast<double>(latencies[at].count()) / 1000;
}

Load closedLoop(const Start& start, std::size_t inFlight, std::chrono::seconds span)
{
    const auto begin = SteadyClock::now();
    Loop loop{start, begin + span};
    for (std::size_t i = 0; i < inFlight; ++i)
        loop.tally.started();
    for (std::size_t i = 0; i < inFlight; ++i)
        loop.step();
    return loop.tally.finish();
}

Load paced(const Start& start, double perSecond, std::chrono::seconds span)
{
    const auto begin = SteadyClock::now();
    Tally tally;
    const auto total = static_cast<std::size_t>(perSecond * static_cast<double>(span.count()));
    for (std::size_t number = 0; number < total; ++number) {
        const auto due =
            begin + std::chrono::duration_cast<SteadyClock::duration>(
                        std::chrono::duration<double>(static_cast<double>(number) / perSecond));
        std::this_thread::sleep_until(due);
        tally.started();
        start(number, [&tally, due](const std::string& failure) {
            tally.answered(due, failure);
            tally.ended();
        });
    }
    return tally.finish();
}

Start checkoutsInProcess(Market& market)
{
    auto base = std::make_shared<std::atomic<std::size_t>>(0);
    return [&market, base](std::size_t, Answered answered) {
        const std::size_t number = (*base)++;
        api::submit(market.node(), market.options(number), market.checkout(number),
                    std::function<void(Result<api::Answer<api::OrderView>>)>(
                        [answered = std::move(answered)](const auto& answer) {
                            answered(answer ? std::string() : describe(answer.error()));
                        }));
    };
}

} // namespace stoa::bench
