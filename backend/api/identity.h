#pragma once
// The manual of identity: organisations, people, what they may do, and how they prove who they are.
//
// A person signs in with e-mail and password (Argon2id) and gets an access token of 15 minutes and
// a refresh token of 7 days that changes with every use; using an old one ends the whole session. A
// session lasts 30 days at most. Storefronts use API keys with scopes. The first owner is created
// once, by SetUpMarketplace; there is no default password anywhere.

#include "api/operation.h"

namespace stoa::api {

enum class OrganisationKind { Marketplace, Seller };
enum class OrganisationStatus { Open, Suspended, Closed };

// Marketplace roles first, then a seller's, then the buyer's.
enum class Role {
    Admin,
    Moderator,
    Support,
    Finance,
    Operator,
    SellerOwner,
    SellerInventory,
    SellerOrders,
    SellerAccounting,
    SellerSupport,
    Buyer,
};

STOA_ENUM(OrganisationKind, Marketplace, Seller)
STOA_ENUM(OrganisationStatus, Open, Suspended, Closed)
STOA_ENUM(Role, Admin, Moderator, Support, Finance, Operator, SellerOwner, SellerInventory,
          SellerOrders, SellerAccounting, SellerSupport, Buyer)

using Password = Secret<8, 200>;

struct MembershipView {
    OrgId organisation;
    std::string organisationName;
    OrganisationKind kind = OrganisationKind::Seller;
    std::vector<Role> roles;
};
STOA_STRUCT(MembershipView, organisation, organisationName, kind, roles)

struct UserView {
    UserId id;
    std::string email;
    std::string name;
    bool isActive = true;
    std::vector<MembershipView> memberships;
    Timestamp createdAt;
    std::optional<Timestamp> lastSignInAt;
    Version version;
};
STOA_STRUCT(UserView, id, email, name, isActive, memberships, createdAt, lastSignInAt, version)

struct SessionView {
    std::string accessToken; // send as `Authorization: Bearer …`
    Timestamp accessExpiresAt;
    std::string refreshToken;
    Timestamp refreshExpiresAt;
    UserView user;
    MembershipView workspace; // the organisation this session acts for
    std::vector<Permission> permissions;
};
STOA_STRUCT(SessionView, accessToken, accessExpiresAt, refreshToken, refreshExpiresAt, user,
            workspace, permissions)

struct SetupView {
    bool isSetUp = false;
    std::string marketplaceName;
    std::string version; // of the node's software
};
STOA_STRUCT(SetupView, isSetUp, marketplaceName, version)

struct GetSetup {
    using Reply = SetupView;
};
STOA_STRUCT(GetSetup)
STOA_OPERATION(GetSetup, .name = "identity.get_setup", .route = "/setup",
               .permission = Permission::Public,
               .summary = "Whether the marketplace has an owner yet");

// Creates the marketplace and its first admin, and signs that person in. Works exactly once.
// Errors: Conflict setup.already_done; Invalid email.malformed, currency.unknown, and in `password`
// password.too_short, password.too_long, password.too_common, password.contains_context (the local
// part of the e-mail, the person's or the marketplace's name).
struct SetUpMarketplace {
    Name marketplaceName;
    Name ownerName;
    EmailText email;
    Password password;
    Text<3, 3> currency; // the marketplace's own currency
    using Reply = SessionView;
};
STOA_STRUCT(SetUpMarketplace, marketplaceName, ownerName, email, password, currency)
STOA_OPERATION(SetUpMarketplace, .name = "identity.set_up", .method = Method::Post,
               .route = "/setup", .permission = Permission::Public, .kind = Kind::Command,
               .rate = RateClass::SignIn, .deadline = std::chrono::seconds(10),
               .summary = "Create the marketplace and its owner; once");

// Errors: RateLimited sign_in.too_many (10 a minute for one origin and e-mail, with retryAfter);
// Unauthenticated sign_in.failed (one answer for unknown e-mail and wrong password, in equal time);
// Forbidden sign_in.disabled, sign_in.no_workspace (also when `workspace` is not the person's).
struct SignIn {
    EmailText email;
    Secret<1, 200> password;
    std::optional<OrgId> workspace; // when the person belongs to several; else the first
    using Reply = SessionView;
};
STOA_STRUCT(SignIn, email, password, workspace)
STOA_OPERATION(SignIn, .name = "identity.sign_in", .method = Method::Post, .route = "/sessions",
               .permission = Permission::Public, .kind = Kind::Command, .rate = RateClass::SignIn,
               .summary = "Sign in with e-mail and password");

// A refresh token is good once. Within 5 seconds of its use it may be used again, because an answer
// may be lost on the way; the token of the lost answer is void then. An older token, or a void one,
// is taken for stolen.
// Errors, all Unauthenticated: session.expired (too old or unknown), session.revoked (signed out,
// disabled, roles changed), session.reused (the whole session is then revoked).
struct RefreshSession {
    Secret<20, 300> refreshToken;
    using Reply = SessionView;
};
STOA_STRUCT(RefreshSession, refreshToken)
STOA_OPERATION(RefreshSession, .name = "identity.refresh_session", .method = Method::Post,
               .route = "/sessions/refresh", .permission = Permission::Public,
               .kind = Kind::Command, .rate = RateClass::SignIn,
               .summary = "Exchange a refresh token for a new pair");

// Signing out twice is no error. Errors: Forbidden session.person_required, for an API key.
struct SignOut {
    using Reply = Nothing;
};
STOA_STRUCT(SignOut)
STOA_OPERATION(SignOut, .name = "identity.sign_out", .method = Method::Delete,
               .route = "/sessions/current", .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "End this session");

struct MeView {
    UserView user;
    MembershipView workspace;
    std::vector<Permission> permissions;
};
STOA_STRUCT(MeView, user, workspace, permissions)

// Errors: Forbidden session.person_required, for an API key; Unauthenticated session.revoked when
// the person no longer belongs to the organisation.
struct GetMe {
    using Reply = MeView;
};
STOA_STRUCT(GetMe)
STOA_OPERATION(GetMe, .name = "identity.get_me", .route = "/me",
               .summary = "Who I am and what I may do");

using SessionOperations =
    Operations<GetSetup, SetUpMarketplace, SignIn, RefreshSession, SignOut, GetMe>;

} // namespace stoa::api
