// Sellers and the audit log: what is created, what is found, and who sees what.

#include "domain_support/house.h"
#include "platform/db/event_log.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::Role;

class SellersTest final : public QObject {
    Q_OBJECT

private slots:
    void opensAShop();
    void refusesBadShops_data();
    void refusesBadShops();
    void refusesTakenShortNames();
    void listsByNameInPages();
    void showsSellersOnlyThemselves();
    void doesNotFindWhatIsNoSeller();
    void readsTheAuditLogNewestFirst();
    void filtersTheAuditLog();
};

namespace {

api::CreateSeller newSeller(const std::string& name)
{
    api::CreateSeller request;
    request.name = name;
    request.country = "PT";
    request.currency = "JPY";
    request.commissionBasisPoints = 825;
    return request;
}

constexpr db::Statement kInsertAudit{"test.insert_audit", R"(
INSERT INTO audit_log (org_id, audit_id, occurred_at, actor_id, actor_name, operation, target,
                       request_id, outcome, changes)
VALUES ($1, $2, $3, $4, 'Olive Owner', $5, $6, $7, 'done', '{"name": "x"}'))"};

AuditId writeAudit(House& house, OrgId organisation, const char* operation,
                   const std::string& target, bool isSystem = false)
{
    house.clock.advance(1s);
    const AuditId id(Uuid::makeV7(house.clock.now(), 1, 2));
    const auto actor = isSystem ? std::nullopt : house.owner.user;
    must(house.connection().run(kInsertAudit, organisation, id, house.clock.now(), actor, operation,
                                target, RequestId::make().text()));
    return id;
}

} // namespace

void SellersTest::opensAShop()
{
    House house;
    const auto seller = must(house.call(house.owner, newSeller(" Café Zoë ")));
    QCOMPARE(seller.name, std::string("Café Zoë"));
    QCOMPARE(seller.slug, std::string("cafe-zoe"));
    QCOMPARE(seller.status, api::OrganisationStatus::Open);
    QCOMPARE(seller.country, std::string("PT"));
    QCOMPARE(seller.currency, Currency::of("JPY"));
    QCOMPARE(seller.commissionBasisPoints, std::int64_t{825});
    QCOMPARE(seller.publishedListings, std::int64_t{0});
    QCOMPARE(seller.createdAt, house.clock.now());
    QCOMPARE(seller.version, Version{1});
    QCOMPARE(house.takeEvents(), std::vector<std::string>{"seller.created"});
    const auto log = must(db::readEvents(house.connection(), seller.id.uuid(), 0, 10));
    QCOMPARE(log.size(), std::size_t{1});
    QCOMPARE(log[0].seq, std::int64_t{1});
    QCOMPARE(log[0].actor, house.owner.user->text());
    api::GetSeller request;
    request.seller = seller.id;
    QCOMPARE(must(house.call(house.owner, request)).slug, std::string("cafe-zoe"));
}

void SellersTest::refusesBadShops_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("country") << "XX"
                             << "EUR"
                             << "country.unknown"
                             << "country";
    QTest::newRow("small letters") << "de"
                                   << "EUR"
                                   << "country.unknown"
                                   << "country";
    QTest::newRow("currency") << "DE"
                              << "EUX"
                              << "currency.unknown"
                              << "currency";
}

void SellersTest::refusesBadShops()
{
    QFETCH(QString, country);
    QFETCH(QString, currency);
    QFETCH(QString, code);
    QFETCH(QString, field);
    House house;
    const std::string before = house.fingerprint();
    auto request = newSeller("Blue Fern");
    request.country = country.toStdString();
    request.currency = currency.toStdString();
    const auto seller = house.call(house.owner, request);
    STOA_FAILS(seller, code.toStdString());
    QCOMPARE(seller.error().field, field.toStdString());
    QCOMPARE(house.fingerprint(), before);
}

void SellersTest::refusesTakenShortNames()
{
    House house;
    house.makeSeller("Blue Fern");
    const std::string before = house.fingerprint();
    const auto second = house.call(house.owner, newSeller("blue  FERN!"));
    STOA_FAILS(second, "seller.slug_taken");
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    STOA_FAILS(house.call(house.owner, newSeller("Stoa Market")), "seller.slug_taken");
    QCOMPARE(house.fingerprint(), before);
}

void SellersTest::listsByNameInPages()
{
    House house;
    for (const char* name : {"Zebra", "école", "blue Fern", "Anchor", "Delta"})
        house.makeSeller(name);
    std::vector<std::string> names;
    api::ListSellers request;
    request.limit = 2;
    for (int pages = 0; pages < 10; ++pages) {
        const auto page = must(house.call(house.owner, request));
        for (const auto& seller : page.items)
            names.push_back(seller.name);
        if (!page.next) break;
        request.after = *page.next;
    }
    const std::vector<std::string> expected{"Anchor", "blue Fern", "Delta", "école", "Zebra"};
    QCOMPARE(names, expected);
    api::ListSellers search;
    search.text = "FER";
    QCOMPARE(must(house.call(house.owner, search)).items.size(), std::size_t{1});
    search.after = "AQ";
    STOA_FAILS(house.call(house.owner, search), "cursor.malformed");
}

void SellersTest::showsSellersOnlyThemselves()
{
    House house;
    const OrgId fern = house.makeSeller("Blue Fern");
    house.makeSeller("Anchor Books");
    const Actor staff = house.makePerson("sam@fern.example", fern, {Role::SellerOwner});
    const auto page = must(house.call(staff, api::ListSellers()));
    QCOMPARE(page.items.size(), std::size_t{1});
    QCOMPARE(page.items[0].id, fern);
    QVERIFY(!page.next);
}

void SellersTest::doesNotFindWhatIsNoSeller()
{
    House house;
    for (const OrgId id : {OrgId::make(), house.marketplace}) {
        api::GetSeller request;
        request.seller = id;
        const auto seller = house.call(house.owner, request);
        STOA_FAILS(seller, "seller.not_found");
        QCOMPARE(seller.error().kind, ErrorKind::NotFound);
    }
}

void SellersTest::readsTheAuditLogNewestFirst()
{
    House house;
    const OrgId fern = house.makeSeller("Blue Fern");
    const OrgId anchor = house.makeSeller("Anchor Books");
    const AuditId first = writeAudit(house, fern, "orders.place", "ord_1");
    const AuditId second = writeAudit(house, anchor, "orders.place", "ord_2");
    const AuditId third = writeAudit(house, fern, "refunds.request", "ord_1", true);
    api::ListAudit request;
    request.limit = 2;
    const auto newest = must(house.call(house.owner, request));
    QCOMPARE(newest.items.size(), std::size_t{2});
    QCOMPARE(newest.items[0].id, third);
    QVERIFY(!newest.items[0].actor);
    QCOMPARE(newest.items[1].id, second);
    QCOMPARE(*newest.items[1].actor, *house.owner.user);
    QCOMPARE(newest.items[1].changes, std::string(R"({"name": "x"})"));
    request.after = newest.next.value();
    const auto rest = must(house.call(house.owner, request));
    QCOMPARE(rest.items.size(), std::size_t{1});
    QCOMPARE(rest.items[0].id, first);
    QVERIFY(!rest.next);
    request.after = "AQ";
    STOA_FAILS(house.call(house.owner, request), "cursor.malformed");
}

void SellersTest::filtersTheAuditLog()
{
    House house;
    const OrgId fern = house.makeSeller("Blue Fern");
    const OrgId anchor = house.makeSeller("Anchor Books");
    writeAudit(house, fern, "orders.place", "ord_1");
    writeAudit(house, anchor, "orders.place", "ord_2");
    writeAudit(house, fern, "refunds.request", "ord_1");
    const Actor staff = house.makePerson("sam@fern.example", fern, {Role::SellerOwner});
    const auto count = [&](const Actor& actor, const api::ListAudit& request) {
        return must(house.call(actor, request)).items.size();
    };
    api::ListAudit request;
    QCOMPARE(count(house.owner, request), std::size_t{3});
    QCOMPARE(count(staff, request), std::size_t{2});
    request.target = "ord_1";
    QCOMPARE(count(house.owner, request), std::size_t{2});
    request.operation = "orders.place";
    QCOMPARE(count(house.owner, request), std::size_t{1});
    request.target = "ord_2";
    QCOMPARE(count(house.owner, request), std::size_t{1});
    QCOMPARE(count(staff, request), std::size_t{0});
    request.seller = fern;
    QCOMPARE(count(house.owner, request), std::size_t{0});
}

STOA_TEST(SellersTest)
#include "test_sellers.moc"
