#pragma once
// Access tokens: what a person's session may do for fifteen minutes, signed so that no request
// needs the database to believe it. Opaque to clients:
//
//     st1.<key id>.<base64url of a small JSON object>.<base64url of HMAC-SHA256>
//
// The signature covers everything before it. The key id comes first, so that nothing unverified is
// ever parsed as JSON; there is one algorithm and no field that names another. Roles are inside,
// not permissions: a newer program applies its own table at once.
//
// Keys are derived from secrets (db::readTokenSecret). The first one signs, all verify; to rotate,
// put the new one in front and drop the old one fifteen minutes later.

#include "api/identity.h"
#include "domain/identity/secrets.h"

namespace stoa::identity {

struct AccessClaims {
    UserId user;
    SessionId session;
    OrgId organisation;
    api::OrganisationKind kind = api::OrganisationKind::Seller;
    std::vector<api::Role> roles;
    std::string name;
    Timestamp issuedAt;
    Timestamp expiresAt;
};

class TokenSigner {
public:
    static constexpr std::chrono::minutes kLife{15};
    static constexpr std::size_t kMaxToken = 4096; // characters
    static constexpr std::string_view kPrefix = "st1.";

    // Each of 32 bytes, at least one. Any thread afterwards.
    explicit TokenSigner(std::span<const std::vector<std::uint8_t>> secrets);

    std::string sign(const AccessClaims& claims) const;
    // Errors, all Unauthenticated: session.malformed (no such form, or the signature is not ours);
    // session.expired, also for a key that we no longer have: a refresh gives a good token.
    Result<AccessClaims> verify(std::string_view token, Timestamp now) const;

private:
    struct Key {
        std::string id;
        Digest bytes;
    };
    std::vector<Key> m_keys;
};

} // namespace stoa::identity
