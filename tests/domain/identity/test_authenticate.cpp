// What the door asks for every request, and the API keys that it finds.

#include "domain_support/house.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::Permission;
using api::Role;

class AuthenticateTest final : public QObject {
    Q_OBJECT

private slots:
    void knowsAPersonWithoutTheDatabase();
    void refusesTokensOfNobody_data();
    void refusesTokensOfNobody();
    void remembersEndedSessionsAfterARestart();
    void makesAnApiKey();
    void refusesBadScopes();
    void knowsAnApiKeyAndNotesItsUse();
    void remembersAnApiKeyForHalfAMinute();
    void doesNotRememberUnknownKeys();
    void passesOnThatTheDatabaseIsAway();
    void revokesAnApiKeyAtOnce();
    void refusesWhatAnotherNodeHasMarked();
    void looksEveryKeyUpAgainWhenEventsWereMissed();
    void refusesToRevokeUnknownKeys();
    void listsKeysNewestFirstWithoutSecrets();
};

namespace {

api::CreateApiKey newKey(const char* name = "Shop")
{
    api::CreateApiKey request;
    request.name = name;
    request.scopes = {Permission::OrdersPlace, Permission::StorefrontRead, Permission::OrdersPlace};
    return request;
}

} // namespace

void AuthenticateTest::knowsAPersonWithoutTheDatabase()
{
    House house;
    const auto trips = house.connection().roundTrips();
    const auto actor =
        must(house.authenticator->authenticate(house.ownerSession.accessToken, house.clock.now()));
    QCOMPARE(house.connection().roundTrips(), trips);
    QCOMPARE(actor.kind, Actor::Kind::Person);
    QCOMPARE(*actor.user, house.ownerSession.user.id);
    QCOMPARE(actor.name, std::string("Olive Owner"));
    QCOMPARE(actor.organisation, house.marketplace);
    QVERIFY(actor.isMarketplace());
    QCOMPARE(actor.permissions.list(), house.ownerSession.permissions);
    QVERIFY(!actor.apiKey);
}

void AuthenticateTest::refusesTokensOfNobody_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << ""
                          << "session.missing";
    QTest::newRow("nonsense") << "hello"
                              << "session.malformed";
    QTest::newRow("JWT") << "eyJhbGciOiJub25lIn0.e30."
                         << "session.malformed";
    QTest::newRow("refresh token") << "rt_" + QString(43, 'A') << "session.malformed";
    QTest::newRow("another key") << "st1.AAAAAAAA.e30." + QString(43, 'A') << "session.expired";
    QTest::newRow("API key") << "sk_" + QString(43, 'A') << "api_key.unknown";
    QTest::newRow("half an API key") << "sk_"
                                     << "api_key.unknown";
}

void AuthenticateTest::refusesTokensOfNobody()
{
    QFETCH(QString, token);
    QFETCH(QString, code);
    House house;
    const auto actor = house.authenticator->authenticate(token.toStdString(), house.clock.now());
    STOA_FAILS(actor, code.toStdString());
    QCOMPARE(actor.error().kind, ErrorKind::Unauthenticated);
    if (!token.isEmpty()) {
        QVERIFY(describe(actor.error()).find(token.toStdString()) == std::string::npos);
    }
}

void AuthenticateTest::remembersEndedSessionsAfterARestart()
{
    House house;
    const auto session = house.signIn("olive@market.example");
    must(house.call(house.actorOf(session), api::SignOut()));
    house.clock.advance(10min);
    identity::RevocationList restarted;
    STOA_OK(identity::fill(restarted, house.connection(), house.clock.now()));
    QCOMPARE(restarted.size(), std::size_t{1});
    identity::Authenticator authenticator(*house.signer, restarted, nullptr);
    STOA_FAILS(authenticator.authenticate(session.accessToken, house.clock.now()),
               "session.revoked");
    house.clock.advance(1h);
    identity::RevocationList later;
    STOA_OK(identity::fill(later, house.connection(), house.clock.now()));
    QCOMPARE(later.size(), std::size_t{0});
}

void AuthenticateTest::makesAnApiKey()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    QCOMPARE(key.name, std::string("Shop"));
    QCOMPARE(key.secret.value().size(), std::size_t{46});
    QCOMPARE(key.start, key.secret->substr(0, 8));
    const std::vector scopes{Permission::StorefrontRead, Permission::OrdersPlace};
    QCOMPARE(key.scopes, scopes);
    QCOMPARE(key.createdAt, house.clock.now());
    QVERIFY(!key.lastUsedAt && !key.revokedAt);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"api_key.created"});
    const db::Statement everything{
        "test.everything", "SELECT string_agg(k::text, '') || (SELECT string_agg(convert_from("
                           "payload, 'UTF8'), '') FROM event_log) AS text FROM api_key k"};
    const auto rows = must(house.connection().run(everything));
    QVERIFY(rows.single().get<std::string>("text").find(key.secret->substr(8)) ==
            std::string::npos);
}

void AuthenticateTest::refusesBadScopes()
{
    House house;
    const std::string before = house.fingerprint();
    auto request = newKey();
    request.scopes = {};
    STOA_FAILS(house.call(house.owner, request), "api_key.no_scopes");
    for (const Permission scope : {Permission::UsersWrite, Permission::RefundsWrite,
                                   Permission::Public, Permission::SignedIn}) {
        request.scopes = {Permission::OrdersRead, scope};
        const auto key = house.call(house.owner, request);
        STOA_FAILS(key, "api_key.scope_not_allowed");
        QCOMPARE(key.error().field, std::string("scopes[1]"));
    }
    QCOMPARE(house.fingerprint(), before);
}

void AuthenticateTest::knowsAnApiKeyAndNotesItsUse()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    house.clock.advance(1h);
    const auto actor = must(house.authenticator->authenticate(*key.secret, house.clock.now()));
    QCOMPARE(actor.kind, Actor::Kind::ApiKey);
    QCOMPARE(*actor.apiKey, key.id);
    QCOMPARE(actor.text(), key.id.text());
    QCOMPARE(actor.name, std::string("Shop"));
    QCOMPARE(actor.organisation, house.marketplace);
    QCOMPARE(actor.permissions.list(), key.scopes);
    QVERIFY(!actor.user && !actor.session);
    const auto listed = must(house.call(house.owner, api::ListApiKeys())).items;
    QCOMPARE(listed[0].lastUsedAt.value(), house.clock.now());
}

void AuthenticateTest::remembersAnApiKeyForHalfAMinute()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
    const auto trips = house.connection().roundTrips();
    house.clock.advance(30s - 1us);
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
    QCOMPARE(house.connection().roundTrips(), trips);
    house.clock.advance(1us);
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
    QCOMPARE(house.connection().roundTrips(), trips + 1); // used within the minute: no second write
    QCOMPARE(house.authenticator->remembered(), std::size_t{1});
}

void AuthenticateTest::doesNotRememberUnknownKeys()
{
    House house;
    for (int i = 0; i < 5; ++i) {
        STOA_FAILS(house.authenticator->authenticate("sk_" + std::to_string(i), house.clock.now()),
                   "api_key.unknown");
    }
    QCOMPARE(house.authenticator->remembered(), std::size_t{0});
}

void AuthenticateTest::passesOnThatTheDatabaseIsAway()
{
    House house;
    identity::Authenticator authenticator(
        *house.signer, house.revocations,
        [](const identity::Digest&, Timestamp) -> Result<std::optional<identity::ApiKeyRecord>> {
            return fail(ErrorKind::Unavailable, "db.connection_lost");
        });
    STOA_FAILS(authenticator.authenticate("sk_x", house.clock.now()), "db.connection_lost");
    STOA_OK(authenticator.authenticate(house.ownerSession.accessToken, house.clock.now()));
}

void AuthenticateTest::refusesWhatAnotherNodeHasMarked()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    const auto session = house.signIn("olive@market.example");
    std::string marked;
    identity::Authenticator authenticator(
        *house.signer, house.revocations,
        [&](const identity::Digest& digest, Timestamp now) {
            return identity::findApiKey(house.connection(), digest, now);
        },
        [&](std::string_view id) { return id == marked; });
    const auto ask = [&](const std::string& token) {
        return authenticator.authenticate(token, house.clock.now());
    };
    const auto actor = must(ask(session.accessToken));
    STOA_OK(ask(*key.secret));
    marked = actor.session->text();
    STOA_FAILS(ask(session.accessToken), "session.revoked");
    STOA_OK(ask(house.ownerSession.accessToken));
    STOA_OK(ask(*key.secret));
    marked = key.id.text();
    STOA_OK(ask(session.accessToken));
    STOA_FAILS(ask(*key.secret), "api_key.revoked");
}

void AuthenticateTest::looksEveryKeyUpAgainWhenEventsWereMissed()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
    QCOMPARE(house.authenticator->remembered(), std::size_t{1});
    house.authenticator->forgetKeys();
    QCOMPARE(house.authenticator->remembered(), std::size_t{0});
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
}

void AuthenticateTest::revokesAnApiKeyAtOnce()
{
    House house;
    const auto key = must(house.call(house.owner, newKey()));
    STOA_OK(house.authenticator->authenticate(*key.secret, house.clock.now()));
    house.takeEvents();
    house.clock.advance(1s);
    const auto revoked = must(house.call(house.owner, api::RevokeApiKey{key.id}));
    QCOMPARE(revoked.revokedAt.value(), house.clock.now());
    QVERIFY(!revoked.secret);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"api_key.revoked"});
    STOA_FAILS(house.authenticator->authenticate(*key.secret, house.clock.now()),
               "api_key.revoked");
    house.clock.advance(1h);
    const auto again = must(house.call(house.owner, api::RevokeApiKey{key.id}));
    QCOMPARE(*again.revokedAt, *revoked.revokedAt);
    QVERIFY(house.takeEvents().empty());
}

void AuthenticateTest::refusesToRevokeUnknownKeys()
{
    House house;
    const auto key = house.call(house.owner, api::RevokeApiKey{ApiKeyId::make()});
    STOA_FAILS(key, "api_key.not_found");
    QCOMPARE(key.error().kind, ErrorKind::NotFound);
}

void AuthenticateTest::listsKeysNewestFirstWithoutSecrets()
{
    House house;
    for (const char* name : {"first", "second", "third"})
        must(house.call(house.owner, newKey(name)));
    api::ListApiKeys request;
    request.limit = 2;
    const auto newest = must(house.call(house.owner, request));
    QCOMPARE(newest.items.size(), std::size_t{2});
    QCOMPARE(newest.items[0].name, std::string("third"));
    QCOMPARE(newest.items[1].name, std::string("second"));
    for (const auto& key : newest.items)
        QVERIFY(!key.secret);
    request.after = newest.next.value();
    const auto rest = must(house.call(house.owner, request));
    QCOMPARE(rest.items.size(), std::size_t{1});
    QCOMPARE(rest.items[0].name, std::string("first"));
    request.after = "AQ";
    STOA_FAILS(house.call(house.owner, request), "cursor.malformed");
}

STOA_TEST(AuthenticateTest)
#include "test_authenticate.moc"
