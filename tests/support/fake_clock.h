#pragma once
// Clocks that a test moves. Any thread.

#include "core/clock.h"

#include <atomic>

namespace stoa::test {

class FakeClock final : public Clock {
public:
    // 2026-03-02T10:00:00Z, a Monday, unless the test says otherwise.
    explicit FakeClock(Timestamp start = Timestamp(1'772'445'600'000'000))
        : m_micros(start.micros())
    {}

    Timestamp now() const override { return Timestamp(m_micros.load()); }
    void set(Timestamp at) { m_micros = at.micros(); }
    void advance(Duration span) { m_micros += span.count(); }

private:
    std::atomic<std::int64_t> m_micros;
};

// The computer's, which a test sets ahead.
class RunningClock final : public Clock {
public:
    Timestamp now() const override { return m_computer.now() + Duration(m_ahead.load()); }
    void advance(Duration span) { m_ahead += span.count(); }

private:
    const SystemClock m_computer{};
    std::atomic<std::int64_t> m_ahead = 0;
};

} // namespace stoa::test
