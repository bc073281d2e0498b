#include "domain/identity/token_signer.h"

#include "core/assert.h"
#include "core/base64url.h"
#include "platform/json/json.h"

namespace stoa::identity {
namespace {

std::string payloadOf(const AccessClaims& claims)
{
    json::array roles;
    for (const api::Role role : claims.roles)
        roles.emplace_back(enumText(role));
    const json::object payload{
        {"user", claims.user.text()},
        {"session", claims.session.text()},
        {"organisation", claims.organisation.text()},
        {"kind", enumText(claims.kind)},
        {"roles", std::move(roles)},
        {"name", claims.name},
        {"iat", claims.issuedAt.micros()},
        {"exp", claims.expiresAt.micros()},
    };
    return json::serialize(payload);
}

tl::unexpected<Error> malformed()
{
    return fail(ErrorKind::Unauthenticated, "session.malformed", "this is no token of ours");
}

std::string textOf(const json::object& payload, std::string_view name)
{
    const auto* value = payload.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Timestamp timeOf(const json::object& payload, std::string_view name)
{
    const auto* value = payload.if_contains(name);
    return Timestamp(value != nullptr && value->is_int64() ? value->get_int64() : 0);
}

Result<AccessClaims> claimsFrom(std::string_view text)
{
    boost::system::error_code problem;
    const json::value value = json::parse(text, problem);
    if (problem || !value.is_object()) return malformed();
    const json::object& payload = value.get_object();
    const auto user = UserId::parse(textOf(payload, "user"));
    const auto session = SessionId::parse(textOf(payload, "session"));
    const auto organisation = OrgId::parse(textOf(payload, "organisation"));
    const auto kind = enumFromText<api::OrganisationKind>(textOf(payload, "kind"));
    const auto* roles = payload.if_contains("roles");
    if (!user || !session || !organisation || !kind || roles == nullptr || !roles->is_array()) {
        return malformed();
    }
    AccessClaims claims{*user,
                        *session,
                        *organisation,
                        *kind,
                        {},
                        textOf(payload, "name"),
                        timeOf(payload, "iat"),
                        timeOf(payload, "exp")};
    for (const json::value& each : roles->get_array()) {
        // A role that this program does not know gives nothing.
        if (const auto role =
                each.is_string() ? enumFromText<api::Role>(each.get_string()) : std::nullopt) {
            claims.roles.push_back(*role);
        }
    }
    return claims;
}

// Removes and returns what stands before the next dot.
std::string_view takePart(std::string_view& rest)
{
    const std::string_view part = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    return part;
}

} // namespace

TokenSigner::TokenSigner(std::span<const std::vector<std::uint8_t>> secrets)
{
    prepareCrypto();
    STOA_ASSERT(!secrets.empty());
    for (const auto& secret : secrets) {
        STOA_ASSERT(secret.size() == 32);
        const auto root = std::span<const std::uint8_t, 32>(secret.data(), 32);
        const Digest id = hmacSha256(root, "stoa.access-token.1.id");
        m_keys.push_back(
            {encodeBase64Url(std::span(id).first(6)), hmacSha256(root, "stoa.access-token.1.key")});
    }
}

std::string TokenSigner::sign(const AccessClaims& claims) const
{
    const Key& key = m_keys.front();
    std::string token(kPrefix);
    token += key.id + '.' + encodeBase64Url(payloadOf(claims));
    token += '.' + encodeBase64Url(hmacSha256(key.bytes, token));
    STOA_ASSERT(token.size() <= kMaxToken);
    return token;
}

Result<AccessClaims> TokenSigner::verify(std::string_view token, Timestamp now) const
{
    if (token.size() > kMaxToken || !token.starts_with(kPrefix)) return malformed();
    std::string_view rest = token.substr(kPrefix.size());
    const std::string_view keyId = takePart(rest);
    const std::string_view payload = takePart(rest);
    const auto mac = decodeBase64Url(rest);
    if (!mac || mac->size() != std::tuple_size_v<Digest>) return malformed();
    const auto key = std::find_if(m_keys.begin(), m_keys.end(),
                                  [keyId](const Key& each) { return each.id == keyId; });
    if (key == m_keys.end()) {
        return fail(ErrorKind::Unauthenticated, "session.expired", "its key has been replaced");
    }
    Digest given{};
    std::copy(mac->begin(), mac->end(), given.begin());
    const std::string_view covered = token.substr(0, token.size() - rest.size() - 1);
    if (!areEqual(given, hmacSha256(key->bytes, covered))) return malformed();

    const auto json = decodeBase64Url(payload);
    if (!json) return malformed();
    STOA_TRY(claims, claimsFrom({reinterpret_cast<const char*>(json->data()), json->size()}));
    if (now >= claims.expiresAt) {
        return fail(makeError(ErrorKind::Unauthenticated, "session.expired")
                        .with("at", claims.expiresAt.text()));
    }
    return claims;
}

} // namespace stoa::identity
