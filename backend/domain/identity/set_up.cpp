#include "core/text.h"
#include "domain/identity/email.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/organisations.h"
#include "domain/identity/password_policy.h"
#include "domain/identity/session_store.h"
#include "domain/identity/sessions.h"
#include "domain/identity/slug.h"
#include "domain/identity/views.h"
#include "platform/db/errors.h"

namespace stoa::identity {
namespace {

tl::unexpected<Error> alreadyDone()
{
    return fail(ErrorKind::Conflict, "setup.already_done", "the marketplace has an owner; sign in");
}

} // namespace

Result<api::SetupView> handle(Unit& unit, const api::GetSetup&)
{
    STOA_TRY(marketplace, readMarketplace(unit.db()));
    return api::SetupView{marketplace.has_value(), marketplace ? marketplace->name : "",
                          STOA_VERSION};
}

Result<api::SessionView> handle(Unit& unit, const api::SetUpMarketplace& request,
                                const PasswordHasher& hasher, const TokenSigner& signer)
{
    STOA_TRY(existing, readMarketplace(unit.db()));
    if (existing) return alreadyDone();
    const std::string name(trimmed(request.marketplaceName.value));
    const std::string ownerName(trimmed(request.ownerName.value));
    STOA_TRY(email, Email::parse(request.email.value));
    const auto currency = Currency::parse(request.currency.value);
    if (!currency) return fail(Error(currency.error()).in("currency"));
    STOA_CHECK(checkPassword(request.password.value,
                             std::vector{std::string(email.localPart()), ownerName, name}));
    STOA_TRY(hash, hasher.hash(request.password.value));

    const OrgId organisation = OrgId::make();
    const UserId owner = UserId::make();
    // Of two at the same time, the second waits here for the first and then fails: there is one
    // marketplace, and nobody else has a short name yet.
    const auto inserted = insertOrganisation(
        unit.db(),
        {organisation, api::OrganisationKind::Marketplace, makeSlug(name, organisation), name},
        unit.now());
    if (!inserted && inserted.error().code == "db.unique") return alreadyDone();
    if (!inserted) return fail(inserted);
    const std::vector roles{api::Role::Admin};
    unit.db().defer(sql::kInsertMarketplace, organisation, *currency);
    unit.db().defer(sql::kInsertUser, owner, email.text(), ownerName, hash, unit.now());
    unit.db().defer(sql::kUpsertMembership, organisation, owner, wordsOf(roles), unit.now());
    unit.db().defer(sql::kUpdateSignedIn, owner, unit.now());
    STOA_TRY(user, readUser(unit.db(), owner));
    unit.raiseIn(organisation, "marketplace.set_up", organisation, {{"owner", owner.text()}});
    unit.raiseIn(organisation, "user.created", owner, {});
    unit.setAuditTarget(organisation.text());
    auto workspace = user.memberships.front();
    return openSession(unit, signer, std::move(user), std::move(workspace));
}

} // namespace stoa::identity
