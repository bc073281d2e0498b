// Refresh tokens: good once, for seven days, within a session of thirty. A stolen one ends the
// session.

#include "domain_support/house.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

#include <barrier>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::Role;

class RefreshTest final : public QObject {
    Q_OBJECT

private slots:
    void exchangesATokenForTheNextPair();
    void refusesUnknownTokens();
    void refusesTokensNotUsedForAWeek();
    void endsAfterThirtyDays();
    void takesASecondUseForTheft();
    void forgivesALostAnswerForFiveSeconds();
    void voidsTheTokenOfTheLostAnswer();
    void forgivesOnlyThePreviousToken();
    void followsChangesOfTheAccount();
    void letsTwoAtOnceAgree();
};

namespace {

Result<api::SessionView> refresh(House& house, const std::string& token)
{
    return house.call(Actor(), api::RefreshSession{token});
}

} // namespace

void RefreshTest::exchangesATokenForTheNextPair()
{
    House house;
    house.clock.advance(14min);
    const auto next = must(refresh(house, house.ownerSession.refreshToken));
    QVERIFY(next.refreshToken != house.ownerSession.refreshToken);
    QCOMPARE(next.accessExpiresAt, house.clock.now() + 15min);
    QCOMPARE(next.user.id, house.ownerSession.user.id);
    QCOMPARE(next.permissions, house.ownerSession.permissions);
    const Actor actor = house.actorOf(next);
    QCOMPARE(*actor.session, *house.owner.session);
    QVERIFY(house.takeEvents().empty());
    STOA_OK(refresh(house, next.refreshToken));
}

void RefreshTest::refusesUnknownTokens()
{
    House house;
    const std::string before = house.fingerprint();
    const std::string& good = house.ownerSession.refreshToken;
    for (const std::string& token :
         {std::string("rt_") + std::string(43, 'A'), good + "x", good.substr(0, good.size() - 1),
          house.ownerSession.accessToken.substr(0, 300)}) {
        const auto session = refresh(house, token);
        STOA_FAILS(session, "session.expired");
        QCOMPARE(session.error().kind, ErrorKind::Unauthenticated);
    }
    QCOMPARE(house.fingerprint(), before);
}

void RefreshTest::refusesTokensNotUsedForAWeek()
{
    House house;
    house.clock.advance(7 * 24h - 1us);
    const auto next = must(refresh(house, house.ownerSession.refreshToken));
    house.clock.advance(7 * 24h);
    const std::string before = house.fingerprint();
    STOA_FAILS(refresh(house, next.refreshToken), "session.expired");
    QCOMPARE(house.fingerprint(), before);
}

void RefreshTest::endsAfterThirtyDays()
{
    House house;
    const Timestamp end = house.clock.now() + 30 * 24h;
    auto session = house.ownerSession;
    for (int week = 0; week < 4; ++week) {
        house.clock.advance(6 * 24h);
        session = must(refresh(house, session.refreshToken));
    }
    QCOMPARE(session.refreshExpiresAt, end);
    house.clock.set(end - 5min);
    session = must(refresh(house, session.refreshToken));
    QCOMPARE(session.accessExpiresAt, end);
    house.clock.set(end);
    STOA_FAILS(refresh(house, session.refreshToken), "session.expired");
    STOA_FAILS(house.authenticator->authenticate(session.accessToken, end), "session.expired");
}

void RefreshTest::takesASecondUseForTheft()
{
    House house;
    const std::string stolen = house.ownerSession.refreshToken;
    const auto next = must(refresh(house, stolen));
    house.clock.advance(5s + 1us);
    const auto thief = refresh(house, stolen);
    STOA_FAILS(thief, "session.reused");
    QCOMPARE(thief.error().kind, ErrorKind::Unauthenticated);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"session.reuse_detected"});
    STOA_FAILS(refresh(house, next.refreshToken), "session.revoked");
    STOA_FAILS(refresh(house, stolen), "session.revoked");
    STOA_FAILS(house.authenticator->authenticate(next.accessToken, house.clock.now()),
               "session.revoked");
    house.signIn("olive@market.example"); // other sessions live
}

void RefreshTest::forgivesALostAnswerForFiveSeconds()
{
    House house;
    must(refresh(house, house.ownerSession.refreshToken)); // the answer is lost
    house.clock.advance(5s);
    const auto again = must(refresh(house, house.ownerSession.refreshToken));
    QVERIFY(house.takeEvents().empty());
    house.clock.advance(10min);
    STOA_OK(refresh(house, again.refreshToken));
}

void RefreshTest::voidsTheTokenOfTheLostAnswer()
{
    House house;
    const auto lost = must(refresh(house, house.ownerSession.refreshToken));
    house.clock.advance(1s);
    const auto again = must(refresh(house, house.ownerSession.refreshToken));
    STOA_FAILS(refresh(house, lost.refreshToken), "session.reused");
    STOA_FAILS(refresh(house, again.refreshToken), "session.revoked");
}

void RefreshTest::forgivesOnlyThePreviousToken()
{
    House house;
    const auto second = must(refresh(house, house.ownerSession.refreshToken));
    must(refresh(house, second.refreshToken));
    STOA_FAILS(refresh(house, house.ownerSession.refreshToken), "session.reused");
}

void RefreshTest::followsChangesOfTheAccount()
{
    House house;
    house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    auto session = house.signIn("sam@market.example");
    const UserId sam = session.user.id;
    must(house.call(house.owner,
                    api::SetUserRoles{sam, Version{1}, house.marketplace, {Role::Finance}}));
    STOA_FAILS(refresh(house, session.refreshToken), "session.revoked");
    session = house.signIn("sam@market.example");
    QVERIFY(house.actorOf(session).permissions.has(api::Permission::LedgerRead));
    must(house.call(house.owner, api::SetUserActive{sam, Version{2}, false}));
    STOA_FAILS(refresh(house, session.refreshToken), "session.revoked");
}

// Two calls with one token at the same moment: the second finds a token that was just used, and
// gets the pair that is good in the end.
void RefreshTest::letsTwoAtOnceAgree()
{
    House house;
    std::array<Result<api::SessionView>, 2> replies;
    std::barrier start(2);
    inParallel(replies.size(), [&](std::size_t i) {
        const auto connection = house.connect();
        start.arrive_and_wait();
        replies[i] = runUnit(
            *connection, {Actor(), std::nullopt, RequestId::make(), house.clock.now(), "test"},
            [&](Unit& unit) {
                return identity::handle(unit, api::RefreshSession{house.ownerSession.refreshToken},
                                        *house.signer);
            });
    });
    STOA_OK(replies[0]);
    STOA_OK(replies[1]);
    const auto good = [&](const Result<api::SessionView>& reply) {
        const db::Statement statement{"test.is_unused",
                                      "SELECT used_at IS NULL AS good FROM refresh_token "
                                      "WHERE token_hash = $1"};
        const auto rows =
            must(house.connection().run(statement, identity::sha256(reply->refreshToken)));
        return rows.single().get<bool>("good");
    };
    QVERIFY(good(replies[0]) != good(replies[1]));
}

STOA_TEST(RefreshTest)
#include "test_refresh.moc"
