#include "domain/identity/people.h"

#include "core/text.h"
#include "domain/identity/email.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/organisations.h"
#include "domain/identity/password_policy.h"
#include "domain/identity/roles.h"
#include "domain/identity/session_store.h"
#include "domain/identity/views.h"
#include "domain/unit/cursor.h"
#include "platform/db/errors.h"

namespace stoa::identity {
namespace {

constexpr std::string_view kUsersCursor = "identity.users";

tl::unexpected<Error> emailTaken()
{
    return fail(makeError(ErrorKind::Conflict, "user.email_taken")
                    .in("email")
                    .because("give the person who has it a role instead"));
}

// The person as the caller has seen him, locked until the end of the transaction; and before him
// the marketplace, so that two admins cannot remove each other at the same moment.
Result<bool> lockUser(Unit& unit, UserId id, Version seen)
{
    unit.db().defer(sql::kLockMarketplace);
    STOA_TRY(rows, unit.db().run(sql::kLockUser, id));
    const auto row = rows.optional();
    if (!row) {
        return fail(
            makeError(ErrorKind::NotFound, "user.not_found").in("user").with("user", id.text()));
    }
    const auto current = row->get<Version>("version");
    if (current != seen) {
        return fail(makeError(ErrorKind::Stale, "user.stale")
                        .in("version")
                        .with("current", std::to_string(current.value))
                        .because("somebody has changed this person; read again"));
    }
    return row->get<bool>("is_active");
}

// There must be somebody left who can let others in.
Done requireOtherAdmin(Unit& unit, UserId user)
{
    STOA_TRY(rows, unit.db().run(sql::kHasOtherAdmin, user));
    if (rows.single().get<bool>("found")) return {};
    return fail(makeError(ErrorKind::Refused, "user.last_admin")
                    .with("user", user.text())
                    .because("make somebody else an admin first"));
}

bool isAdmin(const api::UserView& user)
{
    return std::any_of(user.memberships.begin(), user.memberships.end(), [](const auto& each) {
        return std::count(each.roles.begin(), each.roles.end(), api::Role::Admin) > 0;
    });
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

} // namespace

Result<Page<api::UserView>> handle(Unit& unit, const api::ListUsers& request)
{
    STOA_TRY(after, (decodeCursor<std::string, UserId>(kUsersCursor, request.after.value)));
    const auto afterName = after ? std::optional(std::get<0>(*after)) : std::nullopt;
    const auto afterId = after ? std::optional(std::get<1>(*after)) : std::nullopt;
    STOA_TRY(rows, unit.db().run(sql::kListUsers, trimmed(request.text.value), afterName, afterId,
                                 request.limit + 1));
    std::vector<UserId> ids;
    for (const auto row : rows)
        ids.push_back(row.get<UserId>("user_id"));
    STOA_TRY(users, readUsers(unit.db(), ids));
    return pageOf(std::move(users), request.limit, [](const api::UserView& last) {
        return encodeCursor(kUsersCursor, last.name, last.id);
    });
}

Result<api::UserView> handle(Unit& unit, const api::CreateUser& request,
                             const PasswordHasher& hasher)
{
    STOA_TRY(email, Email::parse(request.email.value));
    const std::string name(trimmed(request.name.value));
    if (request.roles.empty()) {
        return fail(makeError(ErrorKind::Invalid, "role.required").in("roles"));
    }
    STOA_TRY(kind, readOrganisationKind(unit.db(), request.organisation));
    STOA_TRY(roles, rolesFor(kind, request.roles));
    STOA_TRY(marketplace, readMarketplace(unit.db()));
    STOA_CHECK(checkPassword(request.password.value,
                             std::vector{std::string(email.localPart()), name,
                                         marketplace ? marketplace->name : std::string()}));
    STOA_TRY(taken, unit.db().run(sql::kSelectCredentials, email.text()));
    if (!taken.empty()) return emailTaken();
    STOA_TRY(hash, hasher.hash(request.password.value));

    const UserId id = UserId::make();
    const auto inserted = unit.db().run(sql::kInsertUser, id, email.text(), name, hash, unit.now());
    if (!inserted && db::constraintOf(inserted.error()) == "app_user_email_key") {
        return emailTaken();
    }
    if (!inserted) return fail(inserted);
    unit.db().defer(sql::kUpsertMembership, request.organisation, id, wordsOf(roles), unit.now());
    unit.raise("user.created", id,
               {{"organisation", request.organisation.text()}, {"roles", joined(wordsOf(roles))}});
    unit.setAuditTarget(id.text());
    return readUser(unit.db(), id);
}

Result<api::UserView> handle(Unit& unit, const api::SetUserRoles& request)
{
    STOA_TRY(kind, readOrganisationKind(unit.db(), request.organisation));
    STOA_TRY(roles, rolesFor(kind, request.roles));
    STOA_TRY(isActive, lockUser(unit, request.user, request.version));
    STOA_TRY(before, readUser(unit.db(), request.user));
    const bool staysAdmin = kind != api::OrganisationKind::Marketplace ||
                            std::count(roles.begin(), roles.end(), api::Role::Admin) > 0;
    if (isActive && isAdmin(before) && !staysAdmin) {
        STOA_CHECK(requireOtherAdmin(unit, request.user));
    }
    if (roles.empty()) {
        unit.db().defer(sql::kDeleteMembership, request.organisation, request.user);
    } else {
        unit.db().defer(sql::kUpsertMembership, request.organisation, request.user, wordsOf(roles),
                        unit.now());
    }
    unit.db().defer(sql::kUpdateUserVersion, request.user);
    unit.raise("user.roles_changed", request.user,
               {{"organisation", request.organisation.text()}, {"roles", joined(wordsOf(roles))}});
    STOA_CHECK(revokeSessions(unit, request.user, unit.organisation()));
    unit.setAuditTarget(request.user.text());
    return readUser(unit.db(), request.user);
}

Result<api::UserView> handle(Unit& unit, const api::SetUserActive& request)
{
    STOA_TRY(isActive, lockUser(unit, request.user, request.version));
    unit.setAuditTarget(request.user.text());
    if (isActive == request.isActive) return readUser(unit.db(), request.user);
    if (!request.isActive) {
        STOA_TRY(before, readUser(unit.db(), request.user));
        if (isAdmin(before)) STOA_CHECK(requireOtherAdmin(unit, request.user));
    }
    unit.db().defer(sql::kUpdateUserActive, request.user, request.isActive);
    unit.raise(request.isActive ? "user.enabled" : "user.disabled", request.user, {});
    if (!request.isActive) STOA_CHECK(revokeSessions(unit, request.user, unit.organisation()));
    return readUser(unit.db(), request.user);
}

} // namespace stoa::identity
