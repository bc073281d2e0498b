#include "node/http/session.h"

namespace stoa::http {

void SessionHub::add(std::shared_ptr<Session> session)
{
    const std::lock_guard lock(m_mutex);
    Session* const key = session.get();
    m_sessions.emplace(key, std::move(session));
}

void SessionHub::remove(Session& session)
{
    std::shared_ptr<Session> last; // destroyed outside the lock
    const std::lock_guard lock(m_mutex);
    const auto at = m_sessions.find(&session);
    if (at == m_sessions.end()) return;
    last = std::move(at->second);
    m_sessions.erase(at);
    if (m_sessions.empty()) m_isEmpty.notify_all();
}

std::vector<std::shared_ptr<Session>> SessionHub::all()
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<Session>> sessions;
    for (const auto& [key, session] : m_sessions)
        sessions.push_back(session);
    return sessions;
}

std::size_t SessionHub::count()
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.size();
}

bool SessionHub::waitUntilEmpty(std::chrono::milliseconds most)
{
    std::unique_lock lock(m_mutex);
    return m_isEmpty.wait_for(lock, most, [this] { return m_sessions.empty(); });
}

bool SessionHub::takeBodyBytes(std::size_t bytes)
{
    if (bodyBytes.fetch_add(bytes) + bytes <= options.maxBodyBytesInMemory) return true;
    bodyBytes -= bytes;
    return false;
}

} // namespace stoa::http
