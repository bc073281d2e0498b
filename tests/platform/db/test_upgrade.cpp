// What was written before a migration is found after it as if it had always been there.

#include "core/clock.h"
#include "platform/db/migrations.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kText{"test.attempts",
                              "SELECT string_agg(concat_ws(' ', payout_id, provider, step, "
                              "is_sent, asked, changed_at), ', ') AS text"
                              " FROM payout_attempt"};
// Around each of the first letters of Unicode.
constexpr db::Statement kWords{
    "test.words", "SELECT string_agg(array_to_string(search_words('Ab' || chr(c) || 'cd'), '|'),"
                  " ',' ORDER BY c) AS text FROM generate_series(1, 3000) c"};

constexpr db::Statement kFound{
    "test.found", "SELECT coalesce(string_agg(buyer_name, ', ' ORDER BY number), '') AS text"
                  " FROM marketplace_order WHERE buyer_words @@ words_begun($1)"};

// One processing, one paid, as version 26 knew them.
constexpr const char* kPayouts = R"(
INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)
VALUES ('018f0000-0000-7000-8000-000000000001', 'seller', 'kiln', 'Kiln', 'open', '2026-01-01T00:00:00Z', 1);
INSERT INTO payout (org_id, payout_id, batch_id, status, currency, amount_minor, debt_paid_minor,
                    closing_minor, transfer_id, reference, failure_code, created_at, settled_at, version)
SELECT '018f0000-0000-7000-8000-000000000001', id::uuid, '018f0000-0000-7000-8000-0000000000b0', status, 'EUR',
       100, 0, 0, gen_random_uuid(), '', '', '2026-01-02T03:04:05Z', settled_at::timestamptz, 1
FROM (VALUES ('018f0000-0000-7000-8000-0000000000a1', 'processing', NULL),
             ('018f0000-0000-7000-8000-0000000000a2', 'paid', '2026-01-03T00:00:00Z')) p (id, status, settled_at)
)";

constexpr const char* kOrders = R"(
INSERT INTO marketplace_order (
    org_id, order_id, number, status, payment_status, fulfillment_status, buyer_name, buyer_email, ship_name,
    ship_street, ship_street2, ship_postal_code, ship_city, ship_region, ship_country, currency, item_count,
    items_minor, shipping_minor, total_minor, commission_minor, authorized_minor, captured_minor, refunded_minor,
    shipping_refunded_minor, commission_refunded_minor, placed_by, placed_by_name, placed_at, updated_at, version)
SELECT '018f0000-0000-7000-8000-000000000001', gen_random_uuid(), number, 'placed', 'none', 'unfulfilled', name,
       'b@example.org', '', '', '', '', '', '', 'ES', 'EUR', 1, 100, 0, 100, 0, 0, 0, 0, 0, 0, 'system', '',
       '2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z', 1
FROM (VALUES ('M-00000001', 'José Núñez'), ('M-00000002', 'Joseph Nunn')) o (number, name)
)";

} // namespace

class UpgradeTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;

    void migrateTo(std::size_t version)
    {
        const auto all = db::compiledMigrations();
        must(db::migrate(m_info, SystemClock().now(), db::within(std::chrono::minutes(1)),
                         all.first(version)));
    }
    std::unique_ptr<db::Connection> open() const
    {
        return must(db::Connection::open(m_info, db::within(std::chrono::minutes(1))));
    }

private slots:
    void init() { m_info = TestCluster::ofProcess().createEmptyDatabase(); }

    void payoutsUnderWayAreAskedFor()
    {
        migrateTo(26);
        must(open()->runScript(kPayouts));
        migrateTo(27);
        QCOMPARE(
            must(open()->run(kText)).single().get<std::string>("text"),
            "018f0000-0000-7000-8000-0000000000a1 sandbox transfer f 0 2026-01-02 03:04:05+00");
    }

    void buyersOfBeforeAreFoundWithoutTheirAccents()
    {
        migrateTo(31);
        must(open()->runScript(kOrders));
        migrateTo(33);
        QCOMPARE(must(open()->run(kFound, "jose nunez")).single().get<std::string>("text"),
                 "José Núñez");
        QCOMPARE(must(open()->run(kFound, "JOSE")).single().get<std::string>("text"),
                 "José Núñez, Joseph Nunn");
    }

    void wordsAreWhatTheyWere()
    {
        const auto words = [this] {
            return must(open()->run(kWords)).single().get<std::string>("text");
        };
        migrateTo(33);
        const std::string before = words();
        QVERIFY(before.find(",ab|cd,") != before.npos && before.find(",abxcd,") != before.npos);
        migrateTo(34);
        QCOMPARE(words(), before);
    }
};

STOA_TEST(UpgradeTest)
#include "test_upgrade.moc"
