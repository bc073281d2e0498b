#include "domain/identity/identity_sql.h"
#include "domain/identity/session_store.h"
#include "domain/identity/sessions.h"
#include "domain/identity/views.h"
#include "platform/db/pipeline.h"

namespace stoa::identity {
namespace {

struct Found {
    SessionRecord session;
    UserId user;
    OrgId organisation;
    bool isRevoked = false;
    std::int64_t generation = 0; // of the token that came
    Timestamp expiresAt;
    std::optional<Timestamp> usedAt;
};

enum class Verdict { Next, Again, Revoked, Expired, Reused };

Verdict judge(const Found& found, Timestamp now)
{
    if (found.isRevoked) return Verdict::Revoked;
    if (now >= found.expiresAt) return Verdict::Expired;
    if (!found.usedAt) return Verdict::Next;
    const bool isPrevious = found.generation == found.session.generation - 1;
    const bool isJustUsed = now - *found.usedAt <= kRefreshGrace;
    return isPrevious && isJustUsed ? Verdict::Again : Verdict::Reused;
}

// The session is locked before its token is read, so that of two callers with one token the second
// sees what the first did.
Result<std::optional<Found>> find(db::Connection& connection, std::string_view token)
{
    const Digest digest = sha256(token);
    db::Pipeline batch(connection);
    batch.add(sql::kLockSessionOfToken, digest);
    const auto tokens = batch.add(sql::kSelectRefreshToken, digest);
    STOA_CHECK(batch.run());
    const auto row = batch[tokens].optional();
    if (!row) return std::optional<Found>();
    return std::optional(Found{{row->get<SessionId>("session_id"), row->get<Timestamp>("ends_at"),
                                row->get<std::int64_t>("newest_generation")},
                               row->get<UserId>("user_id"),
                               row->get<OrgId>("org_id"),
                               row->get<std::optional<Timestamp>>("revoked_at").has_value(),
                               row->get<std::int64_t>("generation"),
                               row->get<Timestamp>("expires_at"),
                               row->get<std::optional<Timestamp>>("used_at")});
}

tl::unexpected<Error> refuse(std::string_view code, std::string_view detail)
{
    return fail(ErrorKind::Unauthenticated, code, detail);
}

Result<api::SessionView> endStolen(Unit& unit, const Found& found)
{
    STOA_CHECK(unit.db().run(sql::kRevokeSession, found.session.id, unit.now()));
    unit.raiseIn(found.organisation, "session.reuse_detected", found.session.id,
                 {{"user", found.user.text()}});
    unit.keepWrites();
    return refuse("session.reused", "the refresh token was used before; sign in again");
}

Result<api::SessionView> proceed(Unit& unit, const TokenSigner& signer, Found found, bool isAgain)
{
    const Timestamp now = unit.now();
    STOA_TRY(user, readUser(unit.db(), found.user));
    auto workspace = workspaceOf(user, found.organisation);
    if (!user.isActive || !workspace) return refuse("session.revoked", "sign in again");
    unit.db().defer(sql::kUseRefreshTokens, found.session.id, found.session.generation, now);
    unit.db().defer(sql::kDeleteExpiredRefreshTokens, found.session.id, now);
    if (!isAgain) {
        ++found.session.generation;
        unit.db().defer(sql::kUpdateSessionGeneration, found.session.id, found.session.generation);
    }
    return issueTokens(unit, signer, found.session, std::move(user), std::move(*workspace));
}

} // namespace

Result<api::SessionView> handle(Unit& unit, const api::RefreshSession& request,
                                const TokenSigner& signer)
{
    STOA_TRY(found, find(unit.db(), request.refreshToken.value));
    if (!found) return refuse("session.expired", "no such refresh token; sign in again");
    switch (judge(*found, unit.now())) {
    case Verdict::Next:
        return proceed(unit, signer, std::move(*found), false);
    case Verdict::Again:
        return proceed(unit, signer, std::move(*found), true);
    case Verdict::Revoked:
        return refuse("session.revoked", "the session was ended; sign in again");
    case Verdict::Expired:
        return refuse("session.expired", "not used for too long; sign in again");
    case Verdict::Reused:
        return endStolen(unit, *found);
    }
    return refuse("session.expired", "sign in again");
}

} // namespace stoa::identity
