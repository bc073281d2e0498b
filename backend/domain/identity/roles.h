#pragma once
// What each role may do, in which kind of organisation it exists, and what an API key may be given.
// Rules only. Public and SignedIn are no permissions that somebody holds: the door asks them of the
// call.

#include "domain/unit/actor.h"

namespace stoa::identity {

PermissionSet permissionsOf(api::Role role);
PermissionSet permissionsOf(std::span<const api::Role> roles); // together

// Where the role can be given. Buyers are people of the marketplace.
api::OrganisationKind organisationKindOf(api::Role role);

// What a storefront or a seller's own software may need, and nothing that runs the marketplace.
std::span<const api::Permission> apiKeyScopes();

// Sorted, each once, all of them fit for this kind of organisation.
// Errors: role.wrong_organisation (Invalid, field `roles[i]`, params role, organisation).
Result<std::vector<api::Role>> rolesFor(api::OrganisationKind kind,
                                        std::span<const api::Role> given);

} // namespace stoa::identity
