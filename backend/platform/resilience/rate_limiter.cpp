#include "platform/resilience/rate_limiter.h"

#include <algorithm>

namespace stoa::resilience {

Duration LocalRateLimiter::take(std::string_view bucket, double perMinute, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_byName.find(bucket);
    if (known == m_byName.end()) {
        if (m_order.size() == kMaxBuckets) {
            m_byName.erase(m_order.back().name);
            m_order.pop_back();
        }
        m_order.push_front({std::string(bucket), perMinute, now});
        m_byName.emplace(m_order.front().name, m_order.begin());
    } else {
        m_order.splice(m_order.begin(), m_order, known->second);
    }
    Bucket& mine = m_order.front();
    const double perMicro = perMinute / 60e6;
    const auto passed = static_cast<double>(std::max<std::int64_t>(0, (now - mine.at).count()));
    mine.tokens = std::min(perMinute, mine.tokens + passed * perMicro);
    mine.at = std::max(mine.at, now);
    if (mine.tokens >= 1) {
        mine.tokens -= 1;
        return Duration(0);
    }
    return Duration(static_cast<std::int64_t>((1 - mine.tokens) / perMicro) + 1);
}

} // namespace stoa::resilience
