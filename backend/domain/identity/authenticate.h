#pragma once
// What the door asks for every request: whose token is this? An access token is answered from the
// token itself and the list of revoked sessions, without the database. An API key is looked up once
// and then remembered for half a minute, and for a quarter of an hour when it cannot be looked up
// again because the database is away; a key that is revoked is forgotten at once by follow().
// Between a revocation on another node and its event, `isMarked` knows of it. Any thread.

#include "domain/identity/revocations.h"
#include "domain/identity/token_signer.h"
#include "domain/unit/actor.h"

namespace stoa::identity {

struct ApiKeyRecord {
    ApiKeyId id;
    OrgId organisation;
    std::string name;
    PermissionSet scopes;
    bool isRevoked = false;
};

// One look-up by the key's digest; notes its use, at most once a minute.
Result<std::optional<ApiKeyRecord>> findApiKey(db::Connection& connection, const Digest& digest,
                                               Timestamp now);

class Authenticator {
public:
    // Usually findApiKey() on a borrowed connection; may block.
    using FindApiKey =
        std::function<Result<std::optional<ApiKeyRecord>>(const Digest& digest, Timestamp now)>;

    // Whether another node has said that this session or API key, by its text, is revoked. Quick,
    // and false when it cannot be known: the events come anyway.
    using IsMarked = std::function<bool(std::string_view id)>;

    static constexpr std::chrono::seconds kRemember{30};
    static constexpr std::chrono::minutes kTrustWhileAway{15};
    static constexpr std::size_t kMaxRemembered = 1000;

    // Without `isMarked` the events are all that is known of other nodes.
    Authenticator(const TokenSigner& signer, const RevocationList& revocations, FindApiKey find,
                  IsMarked isMarked = {});

    // Errors, all Unauthenticated: session.missing (no token), session.malformed, session.expired,
    // session.revoked, api_key.unknown, api_key.revoked; besides, those of FindApiKey.
    Result<Actor> authenticate(std::string_view token, Timestamp now);
    void follow(const api::Event& event);
    // Events may have been missed: every API key is looked up again.
    void forgetKeys();
    std::size_t remembered() const;

private:
    struct Remembered {
        ApiKeyRecord key;
        Timestamp until;
    };
    Result<Actor> person(std::string_view token, Timestamp now) const;
    Result<Actor> apiKey(std::string_view token, Timestamp now);
    Result<std::optional<ApiKeyRecord>> recall(const Digest& digest, Timestamp now);
    void makeRoom(Timestamp now);

    const TokenSigner& m_signer;
    const RevocationList& m_revocations;
    FindApiKey m_find;
    IsMarked m_isMarked;
    mutable std::mutex m_mutex;
    std::map<Digest, Remembered> m_remembered;
};

} // namespace stoa::identity
