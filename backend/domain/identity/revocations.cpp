#include "domain/identity/revocations.h"

#include "domain/identity/identity_sql.h"
#include "domain/identity/token_signer.h"
#include "platform/db/connection.h"

namespace stoa::identity {
namespace {

// Clocks of nodes may differ by this much.
constexpr std::chrono::minutes kSlack{1};

} // namespace

void RevocationList::revoke(SessionId session, Timestamp revokedAt)
{
    const std::unique_lock lock(m_mutex);
    if (!m_sessions.insert(session).second) return;
    m_order.push_back({revokedAt, session});
    while (revokedAt - m_order.front().at > revocationLife())
        forgetOldest();
    if (m_order.size() > m_most) {
        m_floor = std::max(m_floor, m_order.front().at);
        forgetOldest();
    }
}

bool RevocationList::isRevoked(SessionId session, Timestamp issuedAt) const
{
    const std::shared_lock lock(m_mutex);
    return issuedAt <= m_floor || m_sessions.contains(session);
}

std::size_t RevocationList::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_order.size();
}

void RevocationList::forgetOldest()
{
    m_sessions.erase(m_order.front().session);
    m_order.pop_front();
}

Done fill(RevocationList& list, db::Connection& connection, Timestamp now)
{
    STOA_TRY(rows, connection.run(sql::kSelectRevokedSessions, now - revocationLife()));
    for (const auto row : rows)
        list.revoke(row.get<SessionId>("session_id"), row.get<Timestamp>("revoked_at"));
    return {};
}

bool endsSession(std::string_view eventType)
{
    return eventType == "session.signed_out" || eventType == "session.revoked" ||
           eventType == "session.reuse_detected";
}

bool revokes(std::string_view eventType)
{
    return endsSession(eventType) || eventType == "api_key.revoked";
}

Duration revocationLife()
{
    return TokenSigner::kLife + kSlack;
}

void follow(RevocationList& list, const api::Event& event)
{
    if (!endsSession(event.type)) return;
    if (const auto session = SessionId::parse(event.aggregate)) list.revoke(*session, event.at);
}

} // namespace stoa::identity
