// Signing in, being somebody, signing out.

#include "domain_support/house.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::Role;

class SignInTest final : public QObject {
    Q_OBJECT

private slots:
    void opensASession();
    void answersTheSameForUnknownPeopleAndWrongPasswords();
    void refusesDisabledPeopleOnlyWithTheRightPassword();
    void refusesPeopleWithoutWorkspace();
    void choosesTheWorkspace();
    void limitsTriesOfOneOriginAndEmail();
    void replacesOutdatedHashes();
    void endsTheOldestOfTooManySessions();
    void tellsWhoIAm();
    void signsOutOnce();
    void hasNoSessionForApiKeys();
};

namespace {

api::SignIn request(const std::string& email, std::string_view password = kPassword)
{
    api::SignIn signIn;
    signIn.email = email;
    signIn.password.value = password;
    return signIn;
}

} // namespace

void SignInTest::opensASession()
{
    House house;
    house.clock.advance(1h);
    const auto session = must(house.call(Actor(), request(" OLIVE@market.example ")));
    QCOMPARE(session.user.id, house.ownerSession.user.id);
    QCOMPARE(session.user.lastSignInAt.value(), house.clock.now());
    QCOMPARE(session.user.version, Version{1}); // nobody's edit is stale because of it
    QCOMPARE(session.accessExpiresAt, house.clock.now() + 15min);
    QCOMPARE(session.refreshExpiresAt, house.clock.now() + 7 * 24h);
    QVERIFY(session.accessToken != house.ownerSession.accessToken);
    QVERIFY(session.refreshToken != house.ownerSession.refreshToken);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"session.signed_in"});
    const Actor actor = house.actorOf(session);
    QCOMPARE(*actor.user, session.user.id);
    QVERIFY(actor.session != house.owner.session);
}

// Asserted by what is done, not by a clock: a hash is verified for an unknown e-mail as well.
void SignInTest::answersTheSameForUnknownPeopleAndWrongPasswords()
{
    House house;
    const std::string before = house.fingerprint();
    for (const char* email : {"olive@market.example", "nobody@market.example", "not an e-mail"}) {
        const auto verified = house.hasher.verifications();
        const auto session = house.call(Actor(), request(email, "wrong horse battery"));
        STOA_FAILS(session, "sign_in.failed");
        QCOMPARE(session.error().kind, ErrorKind::Unauthenticated);
        QCOMPARE(session.error().detail, std::string("e-mail or password is wrong"));
        QVERIFY(session.error().params.empty());
        QCOMPARE(house.hasher.verifications(), verified + 1);
    }
    QCOMPARE(house.fingerprint(), before);
}

void SignInTest::refusesDisabledPeopleOnlyWithTheRightPassword()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    must(house.call(house.owner, api::SetUserActive{*person.user, Version{1}, false}));
    const std::string before = house.fingerprint();
    STOA_FAILS(house.call(Actor(), request("sam@market.example")), "sign_in.disabled");
    STOA_FAILS(house.call(Actor(), request("sam@market.example", "wrong horse battery")),
               "sign_in.failed");
    QCOMPARE(house.fingerprint(), before);
    must(house.call(house.owner, api::SetUserActive{*person.user, Version{2}, true}));
    STOA_OK(house.call(Actor(), request("sam@market.example")));
}

void SignInTest::refusesPeopleWithoutWorkspace()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    must(house.call(house.owner,
                    api::SetUserRoles{*person.user, Version{1}, house.marketplace, {}}));
    const std::string before = house.fingerprint();
    STOA_FAILS(house.call(Actor(), request("sam@market.example")), "sign_in.no_workspace");
    QCOMPARE(house.fingerprint(), before);
}

void SignInTest::choosesTheWorkspace()
{
    House house;
    const OrgId fern = house.makeSeller("Blue Fern");
    const OrgId anchor = house.makeSeller("Anchor Books");
    const Actor person = house.makePerson("sam@shops.example", fern, {Role::SellerOwner});
    must(house.call(house.owner,
                    api::SetUserRoles{*person.user, Version{1}, anchor, {Role::SellerOrders}}));
    QCOMPARE(house.signIn("sam@shops.example").workspace.organisation, anchor); // by name
    auto wanted = request("sam@shops.example");
    wanted.workspace = fern;
    const auto session = must(house.call(Actor(), wanted));
    QCOMPARE(session.workspace.organisation, fern);
    const Actor actor = house.actorOf(session);
    QCOMPARE(actor.organisation, fern);
    QVERIFY(!actor.isMarketplace());
    QVERIFY(actor.permissions.has(api::Permission::ListingsWrite));
    wanted.workspace = house.marketplace;
    STOA_FAILS(house.call(Actor(), wanted), "sign_in.no_workspace");
}

void SignInTest::limitsTriesOfOneOriginAndEmail()
{
    House house;
    for (int i = 0; i < 10; ++i)
        STOA_FAILS(house.call(Actor(), request("olive@market.example", "wrong")), "sign_in.failed");
    const auto verified = house.hasher.verifications();
    const auto refused = house.call(Actor(), request("Olive@market.example"));
    STOA_FAILS(refused, "sign_in.too_many");
    QCOMPARE(refused.error().kind, ErrorKind::RateLimited);
    QVERIFY(refused.error().retryAfter > 5s && refused.error().retryAfter <= 7s);
    QCOMPARE(house.hasher.verifications(), verified); // costs nothing
    STOA_FAILS(house.call(Actor(), request("nobody@market.example")), "sign_in.failed");
    house.clock.advance(refused.error().retryAfter);
    STOA_OK(house.call(Actor(), request("olive@market.example")));
    STOA_FAILS(house.call(Actor(), request("olive@market.example")), "sign_in.too_many");
}

void SignInTest::replacesOutdatedHashes()
{
    House house;
    const identity::PasswordHasher stronger({2, 16384});
    const auto signIn = [&] {
        return house.run(Actor(), std::nullopt, [&](Unit& unit) {
            return identity::handle(unit, request("olive@market.example"), stronger, *house.signer,
                                    house.limiter);
        });
    };
    const auto hash = [&] {
        const db::Statement statement{"test.hash", "SELECT password_hash FROM app_user"};
        const auto rows = must(house.connection().run(statement));
        return rows.single().get<std::string>("password_hash");
    };
    QVERIFY(stronger.isOutdated(hash()));
    STOA_OK(signIn());
    const std::string replaced = hash();
    QVERIFY(!stronger.isOutdated(replaced));
    STOA_OK(signIn());
    QCOMPARE(hash(), replaced);
}

void SignInTest::endsTheOldestOfTooManySessions()
{
    House house; // has one session already
    for (int i = 0; i < 19; ++i) {
        house.clock.advance(1min);
        house.signIn("olive@market.example");
    }
    house.takeEvents();
    QVERIFY(!house.revocations.isRevoked(*house.owner.session, house.clock.now()));
    house.clock.advance(1min);
    house.signIn("olive@market.example");
    const std::vector<std::string> expected{"session.revoked", "session.signed_in"};
    QCOMPARE(house.takeEvents(), expected);
    QVERIFY(house.revocations.isRevoked(*house.owner.session, house.clock.now()));
}

void SignInTest::tellsWhoIAm()
{
    House house;
    const auto me = must(house.call(house.owner, api::GetMe()));
    QCOMPARE(me.user.id, *house.owner.user);
    QCOMPARE(me.workspace.organisation, house.marketplace);
    QCOMPARE(me.permissions, house.ownerSession.permissions);
}

void SignInTest::signsOutOnce()
{
    House house;
    const auto session = house.signIn("olive@market.example");
    const Actor actor = house.actorOf(session);
    house.takeEvents();
    STOA_OK(house.call(actor, api::SignOut()));
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"session.signed_out"});
    STOA_FAILS(house.authenticator->authenticate(session.accessToken, house.clock.now()),
               "session.revoked");
    STOA_FAILS(house.call(Actor(), api::RefreshSession{session.refreshToken}), "session.revoked");
    STOA_OK(house.call(actor, api::SignOut()));
    QVERIFY(house.takeEvents().empty());
    STOA_OK(house.authenticator->authenticate(house.ownerSession.accessToken, house.clock.now()));
}

void SignInTest::hasNoSessionForApiKeys()
{
    House house;
    Actor key;
    key.kind = Actor::Kind::ApiKey;
    key.organisation = house.marketplace;
    STOA_FAILS(house.call(key, api::GetMe()), "session.person_required");
    STOA_FAILS(house.call(key, api::SignOut()), "session.person_required");
}

STOA_TEST(SignInTest)
#include "test_sign_in.moc"
