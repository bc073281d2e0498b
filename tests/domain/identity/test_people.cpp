// People: who may be added, what changes their roles end, and that somebody can always let others
// in.

#include "domain_support/house.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

#include <barrier>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::Role;

class PeopleTest final : public QObject {
    Q_OBJECT

private slots:
    void createsAPerson();
    void refusesBadPeople_data();
    void refusesBadPeople();
    void refusesTakenEmails();
    void replacesRoles();
    void removesAMembershipWithItsLastRole();
    void refusesBadRoleChanges();
    void keepsTheLastAdmin();
    void countsOnlyActiveAdmins();
    void keepsOneOfTwoAdminsWhoRemoveEachOther();
    void disablesAndEnables();
    void listsByNameInPages();
    void findsByNameAndEmail();
    void refusesForeignCursors();
};

namespace {

api::CreateUser newPerson(OrgId organisation)
{
    api::CreateUser request;
    request.name = " Sam Support ";
    request.email = "Sam@Market.example";
    request.password.value = kPassword;
    request.organisation = organisation;
    request.roles = {Role::Support, Role::Finance, Role::Support};
    return request;
}

} // namespace

void PeopleTest::createsAPerson()
{
    House house;
    const auto user = must(house.call(house.owner, newPerson(house.marketplace)));
    QCOMPARE(user.name, std::string("Sam Support"));
    QCOMPARE(user.email, std::string("sam@market.example"));
    QVERIFY(user.isActive);
    QCOMPARE(user.createdAt, house.clock.now());
    QVERIFY(!user.lastSignInAt);
    QCOMPARE(user.version, Version{1});
    QCOMPARE(user.memberships.size(), std::size_t{1});
    QCOMPARE(user.memberships[0].organisation, house.marketplace);
    const std::vector roles{Role::Support, Role::Finance};
    QCOMPARE(user.memberships[0].roles, roles);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"user.created"});
    QCOMPARE(house.signIn("sam@market.example").user.id, user.id);
}

void PeopleTest::refusesBadPeople_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("e-mail") << "email"
                            << "email.malformed"
                            << "email";
    QTest::newRow("no roles") << "no roles"
                              << "role.required"
                              << "roles";
    QTest::newRow("organisation") << "nowhere"
                                  << "organisation.not_found"
                                  << "organisation";
    QTest::newRow("seller's role") << "role"
                                   << "role.wrong_organisation"
                                   << "roles[1]";
    QTest::newRow("common") << "common"
                            << "password.too_common"
                            << "password";
    QTest::newRow("market's name") << "context"
                                   << "password.contains_context"
                                   << "password";
}

void PeopleTest::refusesBadPeople()
{
    QFETCH(QString, what);
    QFETCH(QString, code);
    QFETCH(QString, field);
    House house;
    const std::string before = house.fingerprint();
    auto request = newPerson(house.marketplace);
    if (what == "email") request.email = "sam";
    if (what == "no roles") request.roles.clear();
    if (what == "nowhere") request.organisation = OrgId::make();
    if (what == "role") request.roles = {Role::Support, Role::SellerOwner};
    if (what == "common") request.password.value = "iloveyou";
    if (what == "context") request.password.value = "StoaMarket2026";
    const auto user = house.call(house.owner, request);
    STOA_FAILS(user, code.toStdString());
    QCOMPARE(user.error().field, field.toStdString());
    QCOMPARE(house.fingerprint(), before);
}

void PeopleTest::refusesTakenEmails()
{
    House house;
    must(house.call(house.owner, newPerson(house.marketplace)));
    const OrgId seller = house.makeSeller("Blue Fern");
    const std::string before = house.fingerprint();
    auto again = newPerson(seller);
    again.roles = {Role::SellerOwner};
    again.email = "SAM@market.example";
    const auto user = house.call(house.owner, again);
    STOA_FAILS(user, "user.email_taken");
    QCOMPARE(user.error().kind, ErrorKind::Conflict);
    QCOMPARE(house.fingerprint(), before);
}

void PeopleTest::replacesRoles()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    const auto session = house.signIn("sam@market.example");
    const OrgId seller = house.makeSeller("Blue Fern");
    house.takeEvents();
    const auto user = must(house.call(
        house.owner, api::SetUserRoles{*person.user, Version{1}, seller, {Role::SellerOrders}}));
    QCOMPARE(user.version, Version{2});
    QCOMPARE(user.memberships.size(), std::size_t{2});
    QCOMPARE(user.memberships[0].organisation, house.marketplace);
    QCOMPARE(user.memberships[1].organisationName, std::string("Blue Fern"));
    QCOMPARE(user.memberships[1].kind, api::OrganisationKind::Seller);
    QCOMPARE(user.memberships[1].roles, std::vector{Role::SellerOrders});
    const std::vector<std::string> expected{"user.roles_changed", "session.revoked",
                                            "session.revoked"};
    QCOMPARE(house.takeEvents(), expected);
    STOA_FAILS(house.authenticator->authenticate(session.accessToken, house.clock.now()),
               "session.revoked");
    STOA_OK(house.authenticator->authenticate(house.ownerSession.accessToken, house.clock.now()));
}

void PeopleTest::removesAMembershipWithItsLastRole()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    const auto user = must(house.call(
        house.owner, api::SetUserRoles{*person.user, Version{1}, house.marketplace, {}}));
    QVERIFY(user.memberships.empty());
    QCOMPARE(user.version, Version{2});
}

void PeopleTest::refusesBadRoleChanges()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    const OrgId seller = house.makeSeller("Blue Fern");
    const std::string before = house.fingerprint();
    const auto change = [&](UserId user, std::int64_t version, OrgId organisation, Role role) {
        return house.call(house.owner,
                          api::SetUserRoles{user, Version{version}, organisation, {role}});
    };
    STOA_FAILS(change(*person.user, 1, OrgId::make(), Role::Support), "organisation.not_found");
    STOA_FAILS(change(*person.user, 1, seller, Role::Support), "role.wrong_organisation");
    STOA_FAILS(change(*person.user, 1, house.marketplace, Role::SellerOwner),
               "role.wrong_organisation");
    STOA_FAILS(change(UserId::make(), 1, seller, Role::SellerOwner), "user.not_found");
    const auto stale = change(*person.user, 2, seller, Role::SellerOwner);
    STOA_FAILS(stale, "user.stale");
    QCOMPARE(stale.error().kind, ErrorKind::Stale);
    QCOMPARE(stale.error().params.front().second, std::string("1"));
    QCOMPARE(house.fingerprint(), before);
}

void PeopleTest::keepsTheLastAdmin()
{
    House house;
    const UserId owner = *house.owner.user;
    const std::string before = house.fingerprint();
    const auto demoted = house.call(
        house.owner, api::SetUserRoles{owner, Version{1}, house.marketplace, {Role::Support}});
    STOA_FAILS(demoted, "user.last_admin");
    QCOMPARE(demoted.error().kind, ErrorKind::Refused);
    STOA_FAILS(house.call(house.owner, api::SetUserRoles{owner, Version{1}, house.marketplace, {}}),
               "user.last_admin");
    STOA_FAILS(house.call(house.owner, api::SetUserActive{owner, Version{1}, false}),
               "user.last_admin");
    QCOMPARE(house.fingerprint(), before);
    STOA_OK(house.call(
        house.owner,
        api::SetUserRoles{owner, Version{1}, house.marketplace, {Role::Admin, Role::Support}}));
    const OrgId seller = house.makeSeller("Blue Fern");
    STOA_OK(
        house.call(house.owner, api::SetUserRoles{owner, Version{2}, seller, {Role::SellerOwner}}));
    house.makePerson("second@market.example", house.marketplace, {Role::Admin});
    STOA_OK(house.call(house.owner, api::SetUserActive{owner, Version{3}, false}));
}

void PeopleTest::countsOnlyActiveAdmins()
{
    House house;
    const Actor second =
        house.makePerson("second@market.example", house.marketplace, {Role::Admin});
    must(house.call(house.owner, api::SetUserActive{*second.user, Version{1}, false}));
    STOA_FAILS(house.call(house.owner, api::SetUserActive{*house.owner.user, Version{1}, false}),
               "user.last_admin");
    // Somebody who is disabled is nobody's last admin.
    STOA_OK(house.call(
        house.owner,
        api::SetUserRoles{*second.user, Version{2}, house.marketplace, {Role::Support}}));
}

void PeopleTest::keepsOneOfTwoAdminsWhoRemoveEachOther()
{
    House house;
    const Actor second =
        house.makePerson("second@market.example", house.marketplace, {Role::Admin});
    const std::array actors{house.owner, second};
    const std::array victims{*second.user, *house.owner.user};
    std::array<std::string, 2> codes;
    std::barrier start(2);
    inParallel(codes.size(), [&](std::size_t i) {
        const auto connection = house.connect();
        start.arrive_and_wait();
        codes[i] = codeOf(runUnit(
            *connection,
            {actors[i], house.marketplace, RequestId::make(), house.clock.now(), "test"},
            [&](Unit& unit) {
                return identity::handle(unit, api::SetUserActive{victims[i], Version{1}, false});
            }));
    });
    std::sort(codes.begin(), codes.end());
    QCOMPARE(codes[0], std::string("no error"));
    QCOMPARE(codes[1], std::string("user.last_admin"));
}

void PeopleTest::disablesAndEnables()
{
    House house;
    const Actor person = house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    house.takeEvents();
    const auto disabled =
        must(house.call(house.owner, api::SetUserActive{*person.user, Version{1}, false}));
    QVERIFY(!disabled.isActive);
    QCOMPARE(disabled.version, Version{2});
    const std::vector<std::string> expected{"user.disabled", "session.revoked"};
    QCOMPARE(house.takeEvents(), expected);
    QVERIFY(house.revocations.isRevoked(*person.session, house.clock.now()));
    STOA_FAILS(house.call(house.owner, api::SetUserActive{*person.user, Version{1}, true}),
               "user.stale");
    const auto same =
        must(house.call(house.owner, api::SetUserActive{*person.user, Version{2}, false}));
    QCOMPARE(same.version, Version{2});
    QVERIFY(house.takeEvents().empty());
    const auto enabled =
        must(house.call(house.owner, api::SetUserActive{*person.user, Version{2}, true}));
    QVERIFY(enabled.isActive);
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"user.enabled"});
    STOA_FAILS(house.call(house.owner, api::SetUserActive{UserId::make(), Version{1}, false}),
               "user.not_found");
}

void PeopleTest::listsByNameInPages()
{
    House house;
    for (const char* name : {"zoe", "émile", "Bea", "adam", "bea2"})
        house.makePerson(std::string(name) + "@market.example", house.marketplace, {Role::Support});
    std::vector<std::string> names;
    api::ListUsers request;
    request.limit = 2;
    for (int pages = 0; pages < 10; ++pages) {
        const auto trips = house.connection().roundTrips();
        const auto page = must(house.call(house.owner, request));
        QVERIFY(house.connection().roundTrips() - trips <= 3); // however many people
        QVERIFY(page.items.size() <= 2);
        for (const auto& user : page.items)
            names.push_back(user.name);
        if (!page.next) break;
        request.after = *page.next;
    }
    const std::vector<std::string> expected{"Olive Owner", "Person adam",  "Person Bea",
                                            "Person bea2", "Person émile", "Person zoe"};
    QCOMPARE(names, expected);
}

void PeopleTest::findsByNameAndEmail()
{
    House house;
    house.makePerson("sam@market.example", house.marketplace, {Role::Support});
    const auto find = [&](const char* text) {
        api::ListUsers request;
        request.text = text;
        return must(house.call(house.owner, request)).items.size();
    };
    QCOMPARE(find("OLIVE"), std::size_t{1});
    QCOMPARE(find("market.EXAMPLE"), std::size_t{2});
    QCOMPARE(find(" sam "), std::size_t{1});
    QCOMPARE(find("%"), std::size_t{0}); // no pattern
    QCOMPARE(find("nobody"), std::size_t{0});
}

void PeopleTest::refusesForeignCursors()
{
    House house;
    api::ListUsers request;
    request.after = "50";
    STOA_FAILS(house.call(house.owner, request), "cursor.malformed");
}

STOA_TEST(PeopleTest)
#include "test_people.moc"
