#pragma once
// How many of a client's calls may be second attempts: a share of what it calls, and a few a second
// for clients that call little. Without it, retries multiply the load on a dependency at the moment
// when it can bear the least. Both deposits and withdrawals are forgotten after `life`. Share one
// budget among all calls to one dependency. Told the time; any thread.
//
// Source: Finagle's RetryBudget (20 %, 10 a second, 10 s).

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace stoa::resilience {

class RetryBudget {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr int kSlots = 10;

    struct Options {
        double perCall = 0.2;
        double perSecond = 10;
        std::chrono::seconds life{10};
    };

    explicit RetryBudget(Options options);

    void callMade(Time now);
    // True when one more attempt may be made; it is then paid for.
    bool take(Time now);

private:
    struct Slot {
        std::int64_t number = -1;
        std::int64_t thousandths = 0; // of a retry
    };
    Slot& slotAt(Time now);
    std::int64_t balance(Time now) const;

    const Options m_options;
    std::mutex m_mutex;
    std::array<Slot, kSlots> m_slots{};
};

} // namespace stoa::resilience
