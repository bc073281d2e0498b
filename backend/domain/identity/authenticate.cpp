#include "domain/identity/authenticate.h"

#include "domain/identity/identity_sql.h"
#include "domain/identity/roles.h"
#include "platform/db/connection.h"

namespace stoa::identity {
namespace {

constexpr std::chrono::minutes kTouchEvery{1};

tl::unexpected<Error> refuse(std::string_view code, std::string_view detail = {})
{
    return fail(ErrorKind::Unauthenticated, code, detail);
}

} // namespace

Result<std::optional<ApiKeyRecord>> findApiKey(db::Connection& connection, const Digest& digest,
                                               Timestamp now)
{
    STOA_TRY(rows, connection.run(sql::kFindApiKey, digest));
    const auto row = rows.optional();
    if (!row) return std::optional<ApiKeyRecord>();
    ApiKeyRecord key{row->get<ApiKeyId>("key_id"),
                     row->get<OrgId>("org_id"),
                     row->get<std::string>("name"),
                     {},
                     row->get<std::optional<Timestamp>>("revoked_at").has_value()};
    for (const auto& word : row->get<std::vector<std::string>>("scopes")) {
        if (const auto scope = enumFromText<api::Permission>(word)) key.scopes.add(*scope);
    }
    const auto lastUsed = row->get<std::optional<Timestamp>>("last_used_at");
    if (!key.isRevoked && (!lastUsed || now - *lastUsed >= kTouchEvery)) {
        STOA_CHECK(connection.run(sql::kTouchApiKey, key.id, now));
    }
    return std::optional(std::move(key));
}

Authenticator::Authenticator(const TokenSigner& signer, const RevocationList& revocations,
                             FindApiKey find, IsMarked isMarked)
    : m_signer(signer),
      m_revocations(revocations),
      m_find(std::move(find)),
      m_isMarked(std::move(isMarked))
{}

Result<Actor> Authenticator::authenticate(std::string_view token, Timestamp now)
{
    if (token.empty()) return refuse("session.missing", "sign in, or send an API key");
    if (token.starts_with(kApiKeyPrefix)) return apiKey(token, now);
    return person(token, now);
}

Result<Actor> Authenticator::person(std::string_view token, Timestamp now) const
{
    STOA_TRY(claims, m_signer.verify(token, now));
    if (m_revocations.isRevoked(claims.session, claims.issuedAt) ||
        (m_isMarked && m_isMarked(claims.session.text()))) {
        return refuse("session.revoked");
    }
    Actor actor;
    actor.kind = Actor::Kind::Person;
    actor.user = claims.user;
    actor.session = claims.session;
    actor.name = std::move(claims.name);
    actor.organisation = claims.organisation;
    actor.organisationKind = claims.kind;
    actor.permissions = permissionsOf(claims.roles);
    return actor;
}

Result<Actor> Authenticator::apiKey(std::string_view token, Timestamp now)
{
    STOA_TRY(key, recall(sha256(token), now));
    if (!key) return refuse("api_key.unknown");
    if (key->isRevoked || (m_isMarked && m_isMarked(key->id.text()))) {
        return refuse("api_key.revoked");
    }
    Actor actor;
    actor.kind = Actor::Kind::ApiKey;
    actor.apiKey = key->id;
    actor.name = std::move(key->name);
    actor.organisation = key->organisation;
    actor.permissions = key->scopes;
    return actor;
}

// Keys that nobody has are not remembered: guesses must not push out the good ones.
Result<std::optional<ApiKeyRecord>> Authenticator::recall(const Digest& digest, Timestamp now)
{
    std::optional<Remembered> remembered;
    {
        const std::scoped_lock lock(m_mutex);
        const auto at = m_remembered.find(digest);
        if (at != m_remembered.end()) remembered = at->second;
    }
    if (remembered && now < remembered->until) return std::optional(remembered->key);
    auto found = m_find(digest, now);
    if (!found) {
        const bool isTrusted = found.error().kind == ErrorKind::Unavailable && remembered &&
                               now < remembered->until + kTrustWhileAway;
        if (isTrusted) return std::optional(remembered->key);
        return found;
    }
    const std::scoped_lock lock(m_mutex);
    if (!*found) {
        m_remembered.erase(digest);
        return found;
    }
    makeRoom(now);
    if (m_remembered.size() < kMaxRemembered)
        m_remembered.insert_or_assign(digest, Remembered{**found, now + kRemember});
    return found;
}

// What is kept only for when the database is away goes first.
void Authenticator::makeRoom(Timestamp now)
{
    const auto forget = [&](Duration after) {
        std::erase_if(m_remembered,
                      [&](const auto& each) { return each.second.until + after <= now; });
    };
    forget(kTrustWhileAway);
    if (m_remembered.size() >= kMaxRemembered) forget(Duration(0));
}

void Authenticator::follow(const api::Event& event)
{
    if (event.type != "api_key.revoked") return;
    const auto id = ApiKeyId::parse(event.aggregate);
    if (!id) return;
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_remembered, [&id](const auto& each) { return each.second.key.id == *id; });
}

void Authenticator::forgetKeys()
{
    const std::scoped_lock lock(m_mutex);
    m_remembered.clear();
}

std::size_t Authenticator::remembered() const
{
    const std::scoped_lock lock(m_mutex);
    return m_remembered.size();
}

} // namespace stoa::identity
