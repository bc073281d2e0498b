// Access tokens: only what this marketplace signed, unchanged and in time, is believed. Passwords
// are kept as hashes that carry their cost. Revoked sessions stay out while their tokens are young.

#include "core/base64url.h"
#include "domain/identity/password_hasher.h"
#include "domain/identity/revocations.h"
#include "domain/identity/token_signer.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

#include <set>

using namespace stoa;
using namespace stoa::identity;
using namespace stoa::test;
using namespace std::chrono_literals;

class TokensTest final : public QObject {
    Q_OBJECT

private slots:
    void givesBackTheClaims();
    void refusesTokensThatAreOver();
    void refusesForgedTokens();
    void refusesEveryTruncation();
    void refusesEveryChangedCharacter();
    void refusesTokensOfAnotherMarketplace();
    void acceptsTheOldKeyWhileItRotates();
    void revealsNoSecret();
    void verifiesPasswords();
    void noticesOutdatedHashes();
    void makesSecretsThatDiffer();
    void shutsOutRevokedSessions();
    void forgetsRevocationsWhenTheirTokensAreOver();
    void failsClosedWhenTheListIsFull();
    void followsTheEventsThatEndSessions();
};

namespace {

const Timestamp kNow(1'772'445'600'000'000);
using Secret = std::vector<std::uint8_t>;

Secret secretOf(std::uint8_t byte)
{
    return Secret(32, byte);
}

TokenSigner signerOf(std::vector<Secret> secrets)
{
    return TokenSigner(secrets);
}

AccessClaims sample()
{
    return {UserId::make(),
            SessionId::make(),
            OrgId::make(),
            api::OrganisationKind::Seller,
            {api::Role::SellerOwner, api::Role::SellerOrders},
            "Zoë \"Z\" O'Hara",
            kNow,
            kNow + TokenSigner::kLife};
}

} // namespace

void TokensTest::givesBackTheClaims()
{
    const TokenSigner signer = signerOf({secretOf(1)});
    const AccessClaims claims = sample();
    const auto back = signer.verify(signer.sign(claims), kNow);
    STOA_OK(back);
    QCOMPARE(back->user, claims.user);
    QCOMPARE(back->session, claims.session);
    QCOMPARE(back->organisation, claims.organisation);
    QCOMPARE(back->kind, claims.kind);
    QCOMPARE(back->roles, claims.roles);
    QCOMPARE(back->name, claims.name);
    QCOMPARE(back->issuedAt, claims.issuedAt);
    QCOMPARE(back->expiresAt, claims.expiresAt);
}

void TokensTest::refusesTokensThatAreOver()
{
    const TokenSigner signer = signerOf({secretOf(1)});
    const std::string token = signer.sign(sample());
    STOA_OK(signer.verify(token, kNow + TokenSigner::kLife - 1us));
    const auto late = signer.verify(token, kNow + TokenSigner::kLife);
    STOA_FAILS(late, "session.expired");
    QCOMPARE(late.error().kind, ErrorKind::Unauthenticated);
}

void TokensTest::refusesForgedTokens()
{
    const TokenSigner signer = signerOf({secretOf(1)});
    const std::string good = signer.sign(sample());
    const auto afterKey = good.find('.', 4) + 1;
    const std::string head = good.substr(0, afterKey);
    const std::string mac = good.substr(good.rfind('.'));
    const std::string admin =
        encodeBase64Url(std::string_view(R"({"roles":["admin"],"exp":9999999999999999})"));
    STOA_FAILS(signer.verify(head + admin + mac, kNow), "session.malformed");
    STOA_FAILS(signer.verify(head + admin + '.', kNow), "session.malformed");
    STOA_FAILS(signer.verify(head + admin, kNow), "session.malformed");
    STOA_FAILS(signer.verify(head + admin + '.' + std::string(43, 'A'), kNow), "session.malformed");
    for (const char* text :
         {"st1.", "st1..", "st1...", "st2.a.b.c", "eyJhbGciOiJub25lIn0.e30.", "Bearer st1.a.b.c"}) {
        STOA_FAILS(signer.verify(text, kNow), "session.malformed");
    }
    STOA_FAILS(signer.verify("st1." + std::string(1'000'000, 'a'), kNow), "session.malformed");
}

void TokensTest::refusesEveryTruncation()
{
    const TokenSigner signer = signerOf({secretOf(1)});
    const std::string token = signer.sign(sample());
    for (std::size_t length = 0; length < token.size(); ++length)
        STOA_FAILS(signer.verify(token.substr(0, length), kNow), "session.malformed");
}

void TokensTest::refusesEveryChangedCharacter()
{
    const TokenSigner signer = signerOf({secretOf(1)});
    const std::string token = signer.sign(sample());
    for (std::size_t at = 0; at < token.size(); ++at) {
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        QVERIFY(!signer.verify(changed, kNow).has_value());
    }
}

void TokensTest::refusesTokensOfAnotherMarketplace()
{
    const std::string foreign = signerOf({secretOf(2)}).sign(sample());
    STOA_FAILS(signerOf({secretOf(1)}).verify(foreign, kNow), "session.expired");
}

void TokensTest::acceptsTheOldKeyWhileItRotates()
{
    const std::string old = signerOf({secretOf(1)}).sign(sample());
    const TokenSigner rotating = signerOf({secretOf(2), secretOf(1)});
    STOA_OK(rotating.verify(old, kNow));
    STOA_OK(signerOf({secretOf(2)}).verify(rotating.sign(sample()), kNow));
    STOA_FAILS(signerOf({secretOf(2)}).verify(old, kNow), "session.expired");
}

void TokensTest::revealsNoSecret()
{
    const std::string token = signerOf({secretOf('x')}).sign(sample());
    QVERIFY(token.find(encodeBase64Url(std::string(32, 'x'))) == std::string::npos);
    QVERIFY(token.size() < 700); // fits in a header many times over
}

void TokensTest::verifiesPasswords()
{
    const PasswordHasher hasher({1, 8192});
    const std::string hash = must(hasher.hash("correct horse"));
    QVERIFY(hash.starts_with("$argon2id$"));
    QVERIFY(hash.find("correct") == std::string::npos);
    QVERIFY(hash != must(hasher.hash("correct horse"))); // salted
    QVERIFY(hasher.verify(hash, "correct horse"));
    QVERIFY(!hasher.verify(hash, "correct horsf"));
    QVERIFY(!hasher.verify(hash, ""));
    QVERIFY(!hasher.verify("", "correct horse"));
    QVERIFY(!hasher.verify("$argon2id$nonsense", "correct horse"));
    QVERIFY(!hasher.verifyNobody("correct horse"));
    QCOMPARE(hasher.verifications(), std::int64_t{6});
}

void TokensTest::noticesOutdatedHashes()
{
    const PasswordHasher cheap({1, 8192});
    const PasswordHasher today;
    const std::string old = must(cheap.hash("correct horse"));
    QVERIFY(today.verify(old, "correct horse"));
    QVERIFY(today.isOutdated(old));
    const std::string fresh = must(today.hash("correct horse"));
    QVERIFY(fresh.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    QVERIFY(!today.isOutdated(fresh));
}

void TokensTest::makesSecretsThatDiffer()
{
    std::set<std::string> secrets;
    for (int i = 0; i < 1000; ++i) {
        const std::string secret = makeSecret(kApiKeyPrefix);
        QCOMPARE(secret.size(), std::size_t{46});
        QVERIFY(secret.starts_with("sk_"));
        secrets.insert(secret);
    }
    QCOMPARE(secrets.size(), std::size_t{1000});
    QCOMPARE(encodeBase64Url(sha256("abc")),
             std::string("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"));
}

void TokensTest::shutsOutRevokedSessions()
{
    RevocationList list;
    const auto session = SessionId::make();
    QVERIFY(!list.isRevoked(session, kNow));
    list.revoke(session, kNow);
    list.revoke(session, kNow + 1s);
    QVERIFY(list.isRevoked(session, kNow - 1s));
    QVERIFY(list.isRevoked(session, kNow + 1s)); // a refresh that raced with the end
    QVERIFY(!list.isRevoked(SessionId::make(), kNow));
    QCOMPARE(list.size(), std::size_t{1});
}

void TokensTest::forgetsRevocationsWhenTheirTokensAreOver()
{
    RevocationList list;
    const auto early = SessionId::make();
    list.revoke(early, kNow);
    list.revoke(SessionId::make(), kNow + 15min);
    QVERIFY(list.isRevoked(early, kNow));
    list.revoke(SessionId::make(), kNow + 17min);
    QCOMPARE(list.size(), std::size_t{2});
    QVERIFY(!list.isRevoked(early, kNow));
}

void TokensTest::failsClosedWhenTheListIsFull()
{
    RevocationList list(2);
    const auto first = SessionId::make();
    list.revoke(first, kNow);
    list.revoke(SessionId::make(), kNow + 1s);
    list.revoke(SessionId::make(), kNow + 2s);
    QCOMPARE(list.size(), std::size_t{2});
    QVERIFY(list.isRevoked(first, kNow - 1min));              // pushed out, yet not let in
    QVERIFY(list.isRevoked(SessionId::make(), kNow - 1min));  // others of that time refresh once
    QVERIFY(!list.isRevoked(SessionId::make(), kNow + 1min)); // and are in again
}

void TokensTest::followsTheEventsThatEndSessions()
{
    RevocationList list;
    const auto session = SessionId::make();
    const auto event = [&](const char* type, const std::string& aggregate) {
        follow(list, {OrgId::make(), 1, type, aggregate, kNow});
    };
    event("session.signed_in", session.text());
    event("order.placed", session.text());
    event("session.signed_out", "ses_nonsense");
    QCOMPARE(list.size(), std::size_t{0});
    event("session.signed_out", session.text());
    event("session.revoked", SessionId::make().text());
    event("session.reuse_detected", SessionId::make().text());
    QCOMPARE(list.size(), std::size_t{3});
    QVERIFY(list.isRevoked(session, kNow));
}

STOA_TEST(TokensTest)
#include "test_tokens.moc"
