#pragma once
// Stops asking a dependency that keeps failing, so that its loss costs nothing but the first few
// failures: a state machine that is told the time and never waits.
//
//     Closed    every call may go; a share of failures in the last `window` opens it, or a number
//               of them in a row, which a busy dependency reaches long before
//     Open      no call may go, until a pause is over that doubles with each trip in a row
//     HalfOpen  `probes` calls at a time may go; enough successes close it, one failure opens it
//
// Only what the dependency does wrong is a failure: a caller's bad request or its giving up says
// nothing, so a Permit that is dropped counts as nothing. What ends after the state has changed is
// not counted either. Any thread.

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string_view>

namespace stoa::resilience {

class CircuitBreaker {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Span = std::chrono::steady_clock::duration;

    static constexpr int kSlots = 10; // into which the window is cut

    enum class State { Closed, Open, HalfOpen };

    struct Options {
        int leastCalls = 10; // in the window, before its ratio means anything
        double failureRatio = 0.5;
        int failuresInARow = 5;
        Span window = std::chrono::seconds(10);
        Span firstPause = std::chrono::milliseconds(500); // half of each pause is random
        Span mostPause = std::chrono::seconds(10);
        int probes = 1;
        int successesToClose = 3;
        std::uint64_t seed = 0; // of the pauses; 0: chosen
        // Outside the breaker's lock, on the thread whose call brought the change; quick.
        std::function<void(State)> onChange{};
    };

    struct Counters {
        std::int64_t trips = 0;   // into Open, since the start
        std::int64_t refused = 0; // calls that were not let through
    };

    // The right to make one call, and the duty to say how it went.
    class Permit {
    public:
        Permit(Permit&& other) noexcept;
        Permit& operator=(Permit&&) = delete;
        ~Permit();
        void succeeded(Time now);
        void failed(Time now);

    private:
        friend class CircuitBreaker;
        Permit(CircuitBreaker& breaker, std::uint64_t era) : m_breaker(&breaker), m_era(era) {}

        CircuitBreaker* m_breaker; // null when it has been said
        std::uint64_t m_era;
    };

    explicit CircuitBreaker(Options options);

    // Nothing: do not call. The breaker outlives its permits.
    std::optional<Permit> admit(Time now);
    // Open until the first call after the pause is let through.
    State state() const;
    // How long until a call may be let through again; zero when one may now.
    Span retryAfter(Time now) const;
    Counters counters() const;

private:
    enum class Outcome { Success, Failure, Nothing };
    struct Slot {
        std::int64_t number = -1; // since the clock's epoch; another number: the slot is old
        int calls = 0;
        int failures = 0;
    };

    void settle(std::uint64_t era, Outcome outcome, Time now);
    void count(bool isFailure, Time now);
    bool isTooBad(Time now) const;
    void enter(State state, Time now);
    std::int64_t slotNumber(Time at) const;

    const Options m_options;
    mutable std::mutex m_mutex;
    State m_state = State::Closed;
    std::uint64_t m_era = 0; // counts the changes of state
    std::array<Slot, kSlots> m_slots{};
    int m_failuresInARow = 0;
    int m_tripsInARow = 0;
    Time m_openUntil{};
    int m_probesOut = 0;
    int m_successes = 0;
    Counters m_counters;
    std::mt19937_64 m_random;
};

std::string_view name(CircuitBreaker::State state);

} // namespace stoa::resilience
