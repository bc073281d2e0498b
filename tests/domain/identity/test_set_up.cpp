// Setting up a marketplace happens exactly once.

#include "domain/identity/identity_sql.h"
#include "domain_support/house.h"
#include "platform/db/event_log.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

#include <barrier>

using namespace stoa;
using namespace stoa::test;

class SetUpTest final : public QObject {
    Q_OBJECT

private slots:
    void preparesEveryStatement();
    void saysWhetherItIsSetUp();
    void createsMarketplaceAndOwner();
    void beginsTheEventLogOfTheMarketplace();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void refusesASecondSetUp();
    void letsOnlyOneOfTwoAtOnceIn();
};

void SetUpTest::preparesEveryStatement()
{
    const auto house = House::empty();
    STOA_OK(prepareAll(house->connection(), identity::sql::kAll));
}

void SetUpTest::saysWhetherItIsSetUp()
{
    const auto house = House::empty();
    const auto before = must(house->call(Actor(), api::GetSetup()));
    QVERIFY(!before.isSetUp);
    QCOMPARE(before.marketplaceName, std::string(""));
    must(house->call(Actor(), setUpRequest()));
    const auto after = must(house->call(Actor(), api::GetSetup()));
    QVERIFY(after.isSetUp);
    QCOMPARE(after.marketplaceName, std::string("Stoa Market"));
    QCOMPARE(after.version, std::string("0.1.0"));
}

void SetUpTest::createsMarketplaceAndOwner()
{
    const auto house = House::empty();
    const auto session = must(house->call(Actor(), setUpRequest()));
    QCOMPARE(session.user.email, std::string("olive@market.example"));
    QCOMPARE(session.user.name, std::string("Olive Owner"));
    QVERIFY(session.user.isActive);
    QCOMPARE(session.user.version, Version{1});
    QCOMPARE(session.user.lastSignInAt.value(), house->clock.now());
    QCOMPARE(session.user.memberships.size(), std::size_t{1});
    QCOMPARE(session.workspace.organisationName, std::string("Stoa Market"));
    QCOMPARE(session.workspace.kind, api::OrganisationKind::Marketplace);
    QCOMPARE(session.workspace.roles, std::vector{api::Role::Admin});
    QVERIFY(session.permissions.size() > 15);
    const Actor owner = house->actorOf(session);
    QVERIFY(owner.isMarketplace());
    QCOMPARE(owner.name, std::string("Olive Owner"));
    const std::vector<std::string> expected{"marketplace.set_up", "user.created",
                                            "session.signed_in"};
    QCOMPARE(house->takeEvents(), expected);
    house->signIn("Olive@Market.example");
}

void SetUpTest::beginsTheEventLogOfTheMarketplace()
{
    House house;
    const auto logged = must(db::readEvents(house.connection(), house.marketplace.uuid(), 0, 10));
    QCOMPARE(logged.size(), std::size_t{3});
    QCOMPARE(logged[0].type, std::string("marketplace.set_up"));
    QCOMPARE(logged[0].actor, std::string("anonymous"));
    for (const auto& event : logged) {
        const std::string payload(event.payload.begin(), event.payload.end());
        QVERIFY(payload.find(kPassword) == std::string::npos);
        QVERIFY(payload.find(house.ownerSession.refreshToken) == std::string::npos);
        QVERIFY(payload.find("olive@") == std::string::npos);
    }
}

void SetUpTest::refusesBadRequests_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("e-mail") << "email"
                            << "olive"
                            << "email.malformed"
                            << "email";
    QTest::newRow("currency") << "currency"
                              << "EUX"
                              << "currency.unknown"
                              << "currency";
    QTest::newRow("common") << "password"
                            << "password123"
                            << "password.too_common"
                            << "password";
    QTest::newRow("short") << "password"
                           << "aB3$xyz"
                           << "password.too_short"
                           << "password";
    QTest::newRow("market's name") << "password"
                                   << "stoa market 1"
                                   << "password.contains_context"
                                   << "password";
    QTest::newRow("own name") << "password"
                              << "oliveowner99"
                              << "password.contains_context"
                              << "password";
}

void SetUpTest::refusesBadRequests()
{
    QFETCH(QString, what);
    QFETCH(QString, value);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto house = House::empty();
    const std::string before = house->fingerprint();
    auto request = setUpRequest();
    if (what == "email")
        request.email = value.toStdString();
    else if (what == "currency")
        request.currency = value.toStdString();
    else
        request.password.value = value.toStdString();
    const auto session = house->call(Actor(), request);
    STOA_FAILS(session, code.toStdString());
    QCOMPARE(session.error().field, field.toStdString());
    QCOMPARE(house->fingerprint(), before);
}

void SetUpTest::refusesASecondSetUp()
{
    House house;
    const std::string before = house.fingerprint();
    auto request = setUpRequest();
    request.email = "mallory@elsewhere.example";
    const auto second = house.call(Actor(), request);
    STOA_FAILS(second, "setup.already_done");
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    QCOMPARE(house.fingerprint(), before);
}

void SetUpTest::letsOnlyOneOfTwoAtOnceIn()
{
    const auto house = House::empty();
    constexpr std::size_t kCallers = 4;
    std::array<std::string, kCallers> codes;
    std::barrier start(static_cast<std::ptrdiff_t>(kCallers));
    inParallel(kCallers, [&](std::size_t i) {
        const auto connection = house->connect();
        auto request = setUpRequest();
        request.email = "owner" + std::to_string(i) + "@market.example";
        start.arrive_and_wait();
        codes[i] = codeOf(runUnit(
            *connection, {Actor(), std::nullopt, RequestId::make(), house->clock.now(), "test"},
            [&](Unit& unit) {
                return identity::handle(unit, request, house->hasher, *house->signer);
            }));
    });
    QCOMPARE(std::count(codes.begin(), codes.end(), "no error"), std::ptrdiff_t{1});
    QCOMPARE(std::count(codes.begin(), codes.end(), "setup.already_done"),
             static_cast<std::ptrdiff_t>(kCallers - 1));
}

STOA_TEST(SetUpTest)
#include "test_set_up.moc"
