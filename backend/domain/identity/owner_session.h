#pragma once
// A session for the marketplace's first admin without a password, for the process that owns the
// data folder: whoever holds the files holds the marketplace, so asking would only pretend. Not an
// operation: nobody reaches it through the door.

#include "domain/identity/session_store.h"

namespace stoa::identity {

// Errors: setup.missing when there is no marketplace, sign_in.no_workspace when it has no active
// admin.
Result<api::SessionView> openOwnerSession(Unit& unit, const TokenSigner& signer);

} // namespace stoa::identity
