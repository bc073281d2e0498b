#pragma once
// People and API keys. See api/people.h for what callers may expect. Events, in the marketplace's
// log: user.created, user.roles_changed, user.disabled, user.enabled, api_key.created,
// api_key.revoked, and session.revoked for every session that a change ended.

#include "api/people.h"
#include "domain/identity/password_hasher.h"
#include "domain/unit/unit.h"

namespace stoa::identity {

Result<Page<api::UserView>> handle(Unit& unit, const api::ListUsers& request);
Result<api::UserView> handle(Unit& unit, const api::CreateUser& request,
                             const PasswordHasher& hasher);
Result<api::UserView> handle(Unit& unit, const api::SetUserRoles& request);
Result<api::UserView> handle(Unit& unit, const api::SetUserActive& request);

Result<Page<api::ApiKeyView>> handle(Unit& unit, const api::ListApiKeys& request);
Result<api::ApiKeyView> handle(Unit& unit, const api::CreateApiKey& request);
Result<api::ApiKeyView> handle(Unit& unit, const api::RevokeApiKey& request);

} // namespace stoa::identity
