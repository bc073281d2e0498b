#include "platform/services/restart_policy.h"

namespace stoa::services {

std::optional<std::chrono::milliseconds> RestartPolicy::crashedAt(Time now)
{
    while (!m_crashes.empty() && now - m_crashes.front() >= kWindow)
        m_crashes.pop_front();
    if (m_crashes.size() >= kDelays.size()) return std::nullopt;
    m_crashes.push_back(now);
    return kDelays[m_crashes.size() - 1];
}

} // namespace stoa::services
