#pragma once
// Sessions that have ended while access tokens for them are still young: asked for every request,
// in this process, without the database. Filled from the database at start and from the events of
// every node afterwards. Any thread.
//
// Bounded: an entry leaves when the last access token of its session has expired. When too many are
// young at once the oldest makes room and every token issued before it counts as revoked: their
// owners refresh once, nobody who was shut out gets in.

#include "api/node.h"

#include <deque>
#include <shared_mutex>
#include <unordered_set>

namespace stoa::db {
class Connection;
}

namespace stoa::identity {

class RevocationList {
public:
    static constexpr std::size_t kMaxEntries = 100'000;

    explicit RevocationList(std::size_t most = kMaxEntries) : m_most(most) {}

    void revoke(SessionId session, Timestamp revokedAt);
    bool isRevoked(SessionId session, Timestamp issuedAt) const;
    std::size_t size() const;

private:
    struct Entry {
        Timestamp at;
        SessionId session;
    };
    void forgetOldest();

    const std::size_t m_most;
    mutable std::shared_mutex m_mutex;
    std::deque<Entry> m_order; // as they came, which is nearly the order of time
    std::unordered_set<SessionId> m_sessions;
    Timestamp m_floor; // tokens issued at or before this are revoked
};

// Those whose access tokens may still be alive. Once at start, after the subscription to events.
Done fill(RevocationList& list, db::Connection& connection, Timestamp now);
// True for the events that end a session; their aggregate is the session.
bool endsSession(std::string_view eventType);
// True for those too after which an API key is no longer good; their aggregate is the key.
bool revokes(std::string_view eventType);
// For how long somebody may still hold what a revoked session or key was once good for.
Duration revocationLife();
// What an event of any node says about sessions; other events change nothing.
void follow(RevocationList& list, const api::Event& event);

} // namespace stoa::identity
