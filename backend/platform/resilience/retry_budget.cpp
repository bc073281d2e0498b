#include "platform/resilience/retry_budget.h"

#include <cmath>

namespace stoa::resilience {
namespace {

constexpr std::int64_t kOneRetry = 1000;

std::int64_t numberOf(RetryBudget::Time at, std::chrono::seconds life)
{
    return at.time_since_epoch() / (std::chrono::nanoseconds(life) / RetryBudget::kSlots);
}

} // namespace

RetryBudget::RetryBudget(Options options) : m_options(options) {}

void RetryBudget::callMade(Time now)
{
    const std::scoped_lock lock(m_mutex);
    slotAt(now).thousandths += std::llround(m_options.perCall * kOneRetry);
}

bool RetryBudget::take(Time now)
{
    const std::scoped_lock lock(m_mutex);
    if (balance(now) < kOneRetry) return false;
    slotAt(now).thousandths -= kOneRetry;
    return true;
}

RetryBudget::Slot& RetryBudget::slotAt(Time now)
{
    const std::int64_t number = numberOf(now, m_options.life);
    Slot& slot = m_slots[static_cast<std::size_t>(number % kSlots)];
    if (slot.number != number) slot = {number, 0};
    return slot;
}

std::int64_t RetryBudget::balance(Time now) const
{
    const auto seconds = static_cast<double>(m_options.life.count());
    std::int64_t sum = std::llround(m_options.perSecond * seconds * kOneRetry);
    const std::int64_t oldest = numberOf(now, m_options.life) - kSlots;
    for (const Slot& slot : m_slots) {
        if (slot.number > oldest) sum += slot.thousandths;
    }
    return sum;
}

} // namespace stoa::resilience
