#include "domain/identity/session_store.h"

#include "core/text.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/roles.h"

namespace stoa::identity {
namespace {

constexpr std::size_t kMaxOrigin = 200;

} // namespace

Result<api::SessionView> issueTokens(Unit& unit, const TokenSigner& signer,
                                     const SessionRecord& session, api::UserView user,
                                     api::MembershipView workspace)
{
    const Timestamp now = unit.now();
    api::SessionView view;
    view.accessExpiresAt = std::min(now + TokenSigner::kLife, session.endsAt);
    view.accessToken = signer.sign({user.id, session.id, workspace.organisation, workspace.kind,
                                    workspace.roles, user.name, now, view.accessExpiresAt});
    view.refreshToken = makeSecret(kRefreshTokenPrefix);
    view.refreshExpiresAt = std::min(now + kRefreshLife, session.endsAt);
    view.permissions = permissionsOf(workspace.roles).list();
    view.user = std::move(user);
    view.workspace = std::move(workspace);
    STOA_CHECK(unit.db().run(sql::kInsertRefreshToken, sha256(view.refreshToken), session.id,
                             session.generation, view.refreshExpiresAt));
    return view;
}

Result<api::SessionView> openSession(Unit& unit, const TokenSigner& signer, api::UserView user,
                                     api::MembershipView workspace)
{
    const SessionRecord session{SessionId::make(), unit.now() + kSessionLife};
    const OrgId organisation = workspace.organisation;
    unit.db().defer(sql::kDeleteEndedSessions, user.id, unit.now());
    unit.db().defer(sql::kInsertSession, session.id, user.id, organisation,
                    clipped(unit.origin(), kMaxOrigin), unit.now(), session.endsAt);
    STOA_TRY(surplus,
             unit.db().run(sql::kRevokeSurplusSessions, user.id, unit.now(), kMaxSessions));
    for (const auto row : surplus)
        unit.raiseIn(organisation, "session.revoked", row.get<SessionId>("session_id"), {});
    unit.raiseIn(organisation, "session.signed_in", session.id, {{"user", user.id.text()}});
    return issueTokens(unit, signer, session, std::move(user), std::move(workspace));
}

Done revokeSessions(Unit& unit, UserId user, OrgId organisation)
{
    STOA_TRY(rows, unit.db().run(sql::kRevokeUserSessions, user, unit.now()));
    for (const auto row : rows)
        unit.raiseIn(organisation, "session.revoked", row.get<SessionId>("session_id"), {});
    return {};
}

Result<std::size_t> forgetEndedSessions(db::Connection& connection, Timestamp now, int most)
{
    STOA_TRY(rows, connection.run(sql::kForgetEndedSessions, now, most));
    return static_cast<std::size_t>(rows.affected());
}

std::optional<api::MembershipView> workspaceOf(const api::UserView& user,
                                               std::optional<OrgId> wanted)
{
    for (const auto& membership : user.memberships) {
        if (!wanted || membership.organisation == *wanted) return membership;
    }
    return std::nullopt;
}

} // namespace stoa::identity
