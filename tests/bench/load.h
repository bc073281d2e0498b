#pragma once
// How calls are driven and timed. A closed loop keeps a number of calls in flight; a paced run
// starts them at fixed times, whether or not earlier ones have come back, and counts each from its
// due time, so that waiting is not forgotten.

#include "market.h"

#include <chrono>
#include <functional>
#include <vector>

namespace stoa::bench {

struct Load {
    std::vector<std::chrono::microseconds> latencies; // sorted
    std::chrono::duration<double> took{};
    std::chrono::duration<double> cpu{};    // of everything, see cpu.h
    std::chrono::duration<double> ownCpu{}; // of this process alone
    std::size_t failed = 0;
    std::string failure; // one of them

    double perSecond() const { return static_cast<double>(latencies.size()) / took.count(); }
    double percentileMs(double share) const;
    double cpuMicrosOfOne() const { return microsOfOne(cpu); }
    double microsOfOne(std::chrono::duration<double> time) const
    {
        return time.count() * 1e6 / static_cast<double>(latencies.size());
    }
};

// Calls with the number of the call, in order; calls back when it is answered, with the error's
// code or nothing.
using Answered = std::function<void(std::string failure)>;
using Start = std::function<void(std::size_t number, Answered answered)>;

Load closedLoop(const Start& start, std::size_t inFlight, std::chrono::seconds span);
Load paced(const Start& start, double perSecond, std::chrono::seconds span);

// Places checkouts in process; numbers never repeat within a market.
Start checkoutsInProcess(Market& market);

} // namespace stoa::bench
