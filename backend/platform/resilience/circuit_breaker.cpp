#include "platform/resilience/circuit_breaker.h"

#include <algorithm>

namespace stoa::resilience {
namespace {

constexpr int kMostDoublings = 20;

} // namespace

CircuitBreaker::Permit::Permit(Permit&& other) noexcept
    : m_breaker(std::exchange(other.m_breaker, nullptr)), m_era(other.m_era)
{}

CircuitBreaker::Permit::~Permit()
{
    if (m_breaker != nullptr) m_breaker->settle(m_era, Outcome::Nothing, {});
}

void CircuitBreaker::Permit::succeeded(Time now)
{
    if (auto* const breaker = std::exchange(m_breaker, nullptr)) {
        breaker->settle(m_era, Outcome::Success, now);
    }
}

void CircuitBreaker::Permit::failed(Time now)
{
    if (auto* const breaker = std::exchange(m_breaker, nullptr)) {
        breaker->settle(m_era, Outcome::Failure, now);
    }
}

CircuitBreaker::CircuitBreaker(Options options)
    : m_options(std::move(options)),
      m_random(m_options.seed != 0 ? m_options.seed : std::random_device()())
{}

std::optional<CircuitBreaker::Permit> CircuitBreaker::admit(Time now)
{
    std::unique_lock lock(m_mutex);
    const bool isPauseOver = m_state == State::Open && now >= m_openUntil;
    if (isPauseOver) enter(State::HalfOpen, now);
    const bool isAllowed =
        m_state == State::Closed || (m_state == State::HalfOpen && m_probesOut < m_options.probes);
    if (!isAllowed) {
        ++m_counters.refused;
        return std::nullopt;
    }
    if (m_state == State::HalfOpen) ++m_probesOut;
    Permit permit(*this, m_era);
    lock.unlock();
    if (isPauseOver && m_options.onChange) m_options.onChange(State::HalfOpen);
    return permit;
}

void CircuitBreaker::settle(std::uint64_t era, Outcome outcome, Time now)
{
    std::unique_lock lock(m_mutex);
    if (era != m_era) return;
    const State before = m_state;
    if (m_state == State::HalfOpen) {
        --m_probesOut;
        if (outcome == Outcome::Failure) {
            enter(State::Open, now);
        } else if (outcome == Outcome::Success && ++m_successes >= m_options.successesToClose) {
            enter(State::Closed, now);
        }
    } else if (outcome != Outcome::Nothing) {
        count(outcome == Outcome::Failure, now);
        if (isTooBad(now)) enter(State::Open, now);
    }
    const State after = m_state;
    lock.unlock();
    if (after != before && m_options.onChange) m_options.onChange(after);
}

void CircuitBreaker::enter(State state, Time now)
{
    m_state = state;
    ++m_era;
    m_probesOut = 0;
    m_successes = 0;
    switch (state) {
    case State::Closed:
        m_slots = {};
        m_failuresInARow = 0;
        m_tripsInARow = 0;
        return;
    case State::HalfOpen:
        return;
    case State::Open:
        const Span doubled(m_options.firstPause.count() << std::min(m_tripsInARow, kMostDoublings));
        const Span whole = std::min(m_options.mostPause, doubled);
        std::uniform_int_distribution<Span::rep> part(0, whole.count() / 2);
        m_openUntil = now + whole - whole / 2 + Span(part(m_random));
        ++m_tripsInARow;
        ++m_counters.trips;
        return;
    }
}

std::int64_t CircuitBreaker::slotNumber(Time at) const
{
    return at.time_since_epoch() / (m_options.window / kSlots);
}

void CircuitBreaker::count(bool isFailure, Time now)
{
    const std::int64_t number = slotNumber(now);
    Slot& slot = m_slots[static_cast<std::size_t>(number % kSlots)];
    if (slot.number != number) slot = {number};
    ++slot.calls;
    if (isFailure) ++slot.failures;
    m_failuresInARow = isFailure ? m_failuresInARow + 1 : 0;
}

bool CircuitBreaker::isTooBad(Time now) const
{
    if (m_failuresInARow >= m_options.failuresInARow) return true;
    const std::int64_t oldest = slotNumber(now) - kSlots;
    int calls = 0;
    int failures = 0;
    for (const Slot& slot : m_slots) {
        if (slot.number <= oldest) continue;
        calls += slot.calls;
        failures += slot.failures;
    }
    return calls >= m_options.leastCalls && failures >= m_options.failureRatio * calls;
}

CircuitBreaker::State CircuitBreaker::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

CircuitBreaker::Span CircuitBreaker::retryAfter(Time now) const
{
    const std::scoped_lock lock(m_mutex);
    return m_state == State::Open ? std::max(Span(0), m_openUntil - now) : Span(0);
}

CircuitBreaker::Counters CircuitBreaker::counters() const
{
    const std::scoped_lock lock(m_mutex);
    return m_counters;
}

std::string_view name(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Closed:
        return "closed";
    case CircuitBreaker::State::Open:
        return "open";
    case CircuitBreaker::State::HalfOpen:
        return "half-open";
    }
    return "closed";
}

} // namespace stoa::resilience
