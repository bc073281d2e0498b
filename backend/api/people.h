#pragma once
// The manual of people and keys: who works for the marketplace or a seller in which role, and the
// API keys that storefronts use. Changing somebody's roles or disabling them ends their sessions at
// once.

#include "api/identity.h"

namespace stoa::api {

// Errors: Invalid cursor.malformed.
struct ListUsers {
    SearchText text; // part of the name or e-mail
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<UserView>;
};
STOA_STRUCT(ListUsers, text, after, limit)
STOA_OPERATION(ListUsers, .name = "identity.list_users", .route = "/users",
               .permission = Permission::UsersRead, .scope = Scope::Marketplace,
               .summary = "People, by name");

// Errors: Invalid email.malformed, role.required, role.wrong_organisation; NotFound
// organisation.not_found; Invalid password.* as for SetUpMarketplace; Conflict user.email_taken
// (somebody who exists gets a further role with SetUserRoles).
struct CreateUser {
    Name name;
    EmailText email;
    Password password;
    OrgId organisation; // the marketplace, or a seller
    List<Role, 11> roles;
    using Reply = UserView;
};
STOA_STRUCT(CreateUser, name, email, password, organisation, roles)
STOA_OPERATION(CreateUser, .name = "identity.create_user", .method = Method::Post,
               .route = "/users", .permission = Permission::UsersWrite, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Add a person to an organisation");

// Replaces the roles in one organisation; an empty list removes the membership. Ends the person's
// sessions in all organisations. Errors: NotFound organisation.not_found; Invalid
// role.wrong_organisation; NotFound user.not_found; Stale user.stale; Refused user.last_admin.
struct SetUserRoles {
    UserId user;
    Version version;
    OrgId organisation;
    List<Role, 11> roles;
    using Reply = UserView;
};
STOA_STRUCT(SetUserRoles, user, version, organisation, roles)
STOA_OPERATION(SetUserRoles, .name = "identity.set_user_roles", .method = Method::Put,
               .route = "/users/{user}/roles", .permission = Permission::UsersWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Replace a person's roles in an organisation");

// Errors: NotFound user.not_found; Stale user.stale; Refused user.last_admin.
struct SetUserActive {
    UserId user;
    Version version;
    bool isActive = true;
    using Reply = UserView;
};
STOA_STRUCT(SetUserActive, user, version, isActive)
STOA_OPERATION(SetUserActive, .name = "identity.set_user_active", .method = Method::Put,
               .route = "/users/{user}/active", .permission = Permission::UsersWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Disable or enable a person; disabling ends the sessions");

struct ApiKeyView {
    ApiKeyId id;
    std::string name;
    std::string start; // first characters, to recognise it by
    std::vector<Permission> scopes;
    Timestamp createdAt;
    std::optional<Timestamp> lastUsedAt;
    std::optional<Timestamp> revokedAt;
    std::optional<std::string> secret; // whole key, only in the reply that creates it
};
STOA_STRUCT(ApiKeyView, id, name, start, scopes, createdAt, lastUsedAt, revokedAt, secret)

// Revoked ones too. Errors: Invalid cursor.malformed.
struct ListApiKeys {
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<ApiKeyView>;
};
STOA_STRUCT(ListApiKeys, after, limit)
STOA_OPERATION(ListApiKeys, .name = "identity.list_api_keys", .route = "/api-keys",
               .permission = Permission::ApiKeysWrite, .scope = Scope::Marketplace,
               .summary = "API keys, newest first");

// Scopes may be storefront_read, orders_place, orders_read, listings_read, listings_write,
// stock_write. Errors: Invalid api_key.no_scopes, api_key.scope_not_allowed.
struct CreateApiKey {
    Name name;
    List<Permission, 22> scopes;
    using Reply = ApiKeyView;
};
STOA_STRUCT(CreateApiKey, name, scopes)
STOA_OPERATION(CreateApiKey, .name = "identity.create_api_key", .method = Method::Post,
               .route = "/api-keys", .permission = Permission::ApiKeysWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "Make an API key; its secret is shown once");

// Revoking twice is no error and keeps the first time. Errors: NotFound api_key.not_found.
struct RevokeApiKey {
    ApiKeyId key;
    using Reply = ApiKeyView;
};
STOA_STRUCT(RevokeApiKey, key)
STOA_OPERATION(RevokeApiKey, .name = "identity.revoke_api_key", .method = Method::Delete,
               .route = "/api-keys/{key}", .permission = Permission::ApiKeysWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "Revoke an API key at once");

using PeopleOperations = Operations<ListUsers, CreateUser, SetUserRoles, SetUserActive, ListApiKeys,
                                    CreateApiKey, RevokeApiKey>;

} // namespace stoa::api
