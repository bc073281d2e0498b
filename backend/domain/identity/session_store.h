#pragma once
// A session in the database: how it begins, continues with the next refresh token, and ends. Each
// refresh token is good once; a generation counts them. Tokens are kept as digests only.

#include "api/identity.h"
#include "domain/identity/token_signer.h"
#include "domain/unit/unit.h"

namespace stoa::identity {

inline constexpr std::chrono::hours kRefreshLife{7 * 24};
inline constexpr std::chrono::hours kSessionLife{30 * 24}; // however often it is refreshed
inline constexpr std::int64_t kMaxSessions = 20;           // of one person; the oldest make room

struct SessionRecord {
    SessionId id;
    Timestamp endsAt;
    std::int64_t generation = 1; // of the newest refresh token
};

// The reply that carries both tokens. Stores the refresh token of this generation.
Result<api::SessionView> issueTokens(Unit& unit, const TokenSigner& signer,
                                     const SessionRecord& session, api::UserView user,
                                     api::MembershipView workspace);

// Begins a session in the workspace and raises session.signed_in. The person's row is locked.
Result<api::SessionView> openSession(Unit& unit, const TokenSigner& signer, api::UserView user,
                                     api::MembershipView workspace);

// Ends all sessions of a person whose row is locked, raising session.revoked in `organisation` for
// each.
Done revokeSessions(Unit& unit, UserId user, OrgId organisation);

// Deletes sessions that have ended, at most `most`; how many there were.
Result<std::size_t> forgetEndedSessions(db::Connection& connection, Timestamp now, int most);

// The membership that a session may act for: the wanted one, or the first. Nothing when there is
// none.
std::optional<api::MembershipView> workspaceOf(const api::UserView& user,
                                               std::optional<OrgId> wanted);

} // namespace stoa::identity
