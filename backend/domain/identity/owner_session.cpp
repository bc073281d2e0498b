#include "domain/identity/owner_session.h"

#include "domain/identity/identity_sql.h"
#include "domain/identity/organisations.h"
#include "domain/identity/views.h"

namespace stoa::identity {

Result<api::SessionView> openOwnerSession(Unit& unit, const TokenSigner& signer)
{
    STOA_TRY(marketplace, readMarketplace(unit.db()));
    if (!marketplace) {
        return fail(ErrorKind::Refused, "setup.missing", "the marketplace has no owner yet");
    }
    STOA_TRY(admins, unit.db().run(sql::kSelectFirstAdmin, marketplace->id));
    const auto row = admins.optional();
    if (!row) return fail(ErrorKind::Refused, "sign_in.no_workspace");
    STOA_TRY(user, readUser(unit.db(), row->get<UserId>("user_id")));
    const auto workspace = workspaceOf(user, marketplace->id);
    if (!workspace) return fail(ErrorKind::Refused, "sign_in.no_workspace");
    return openSession(unit, signer, std::move(user), *workspace);
}

} // namespace stoa::identity
