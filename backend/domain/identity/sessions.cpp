#include "domain/identity/sessions.h"

#include "domain/identity/email.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/roles.h"
#include "domain/identity/session_store.h"
#include "domain/identity/views.h"

namespace stoa::identity {
namespace {

struct Credentials {
    UserId user;
    std::string hash;
    bool isActive = false;
};

Done throttle(const Unit& unit, std::string_view email, resilience::RateLimiter& limiter)
{
    const std::string bucket = "sign_in " + unit.origin() + ' ' + std::string(email);
    const Duration wait = limiter.take(bucket, kSignInsPerMinute, unit.now());
    if (wait.count() == 0) return {};
    return fail(makeError(ErrorKind::RateLimited, "sign_in.too_many")
                    .after(std::chrono::ceil<std::chrono::milliseconds>(wait)));
}

// Nothing when e-mail or password are wrong; both are found out with one verification of a hash.
Result<std::optional<Credentials>> prove(Unit& unit, const Result<Email>& email,
                                         std::string_view password, const PasswordHasher& hasher)
{
    std::optional<Credentials> known;
    if (email) {
        STOA_TRY(rows, unit.db().run(sql::kSelectCredentials, email->text()));
        if (const auto row = rows.optional()) {
            known = Credentials{row->get<UserId>("user_id"), row->get<std::string>("password_hash"),
                                row->get<bool>("is_active")};
        }
    }
    const bool isProven =
        known ? hasher.verify(known->hash, password) : hasher.verifyNobody(password);
    return isProven ? known : std::nullopt;
}

tl::unexpected<Error> disabled()
{
    return fail(ErrorKind::Forbidden, "sign_in.disabled", "an admin has disabled this person");
}

tl::unexpected<Error> noPerson()
{
    return fail(ErrorKind::Forbidden, "session.person_required", "an API key has no session");
}

} // namespace

Result<api::SessionView> handle(Unit& unit, const api::SignIn& request,
                                const PasswordHasher& hasher, const TokenSigner& signer,
                                resilience::RateLimiter& limiter)
{
    const auto email = Email::parse(request.email.value);
    STOA_CHECK(throttle(unit, email ? email->text() : request.email.value, limiter));
    STOA_TRY(known, prove(unit, email, request.password.value, hasher));
    if (!known) {
        return fail(ErrorKind::Unauthenticated, "sign_in.failed", "e-mail or password is wrong");
    }
    if (!known->isActive) return disabled();
    STOA_TRY(locked, unit.db().run(sql::kUpdateSignedIn, known->user, unit.now()));
    if (locked.empty()) return disabled();
    STOA_TRY(user, readUser(unit.db(), known->user));
    auto workspace = workspaceOf(user, request.workspace);
    if (!workspace) {
        return fail(ErrorKind::Forbidden, "sign_in.no_workspace",
                    "this person belongs to no such organisation");
    }
    if (hasher.isOutdated(known->hash)) {
        STOA_TRY(hash, hasher.hash(request.password.value));
        unit.db().defer(sql::kUpdatePasswordHash, known->user, hash);
    }
    unit.setAuditTarget(known->user.text());
    return openSession(unit, signer, std::move(user), std::move(*workspace));
}

Result<Nothing> handle(Unit& unit, const api::SignOut&)
{
    const Actor& actor = unit.actor();
    if (!actor.session) return noPerson();
    STOA_TRY(ended, unit.db().run(sql::kRevokeSession, *actor.session, unit.now()));
    if (!ended.empty()) {
        unit.raiseIn(actor.organisation, "session.signed_out", *actor.session,
                     {{"user", actor.user->text()}});
    }
    return Nothing();
}

Result<api::MeView> handle(Unit& unit, const api::GetMe&)
{
    const Actor& actor = unit.actor();
    if (!actor.user) return noPerson();
    STOA_TRY(users, readUsers(unit.db(), {*actor.user}));
    if (users.empty()) return noPerson(); // an operator's tool
    api::UserView& user = users.front();
    auto workspace = workspaceOf(user, actor.organisation);
    if (!workspace) return fail(ErrorKind::Unauthenticated, "session.revoked");
    return api::MeView{std::move(user), std::move(*workspace), actor.permissions.list()};
}

} // namespace stoa::identity
