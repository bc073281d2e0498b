#include "platform/db/connection.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <limits>

using namespace stoa;
using namespace stoa::test;

namespace {

struct OrderTag {
    static constexpr std::string_view kPrefix = "ord";
};
using OrderId = Id<OrderTag>;

constexpr db::Statement kScalars{
    "test.scalars", "SELECT $1::boolean AS b, $2::integer AS i, $3::bigint AS l, $4::float8 AS d,"
                    " $5::text AS t, $6::uuid AS u, $7::timestamptz AS at, $8::bytea AS raw,"
                    " $9::char(3) AS currency, $10::jsonb AS json, $11::smallint AS s"};
constexpr db::Statement kNulls{"test.nulls", "SELECT $1::integer AS i, $2::text AS t"};
constexpr db::Statement kArrays{
    "test.arrays", "SELECT $1::bigint[] AS l, $2::text[] AS t, $3::uuid[] AS u, $4::bytea[] AS raw,"
                   " $5::boolean[] AS b, $6::timestamptz[] AS at"};
constexpr db::Statement kWithHole{"test.with_hole", "SELECT ($1::integer[])[2] IS NULL AS hole"};

} // namespace

class ValuesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<db::Connection> m_connection;

private slots:
    void initTestCase()
    {
        m_connection = must(db::Connection::open(TestCluster::ofProcess().createEmptyDatabase(),
                                                 db::within(std::chrono::minutes(5))));
    }

    void scalarsComeBackAsTheyWent()
    {
        const OrderId order = OrderId::make();
        const Timestamp at(1'772'445'600'123'456);
        const db::Bytes raw{0, 1, 2, 255, 0, '\'', '\\'};
        const std::string text = "naïve \"quotes\" \\ and 'more' — 日本 {,}";
        const auto rows = must(m_connection->run(
            kScalars, true, -7, std::numeric_limits<std::int64_t>::min(), 0.1, text, order, at, raw,
            Currency::of("EUR"), R"({"b": 1, "a": [2]})", 12));
        const db::Row row = rows.single();
        QCOMPARE(row.get<bool>("b"), true);
        QCOMPARE(row.get<int>("i"), -7);
        QCOMPARE(row.get<std::int64_t>("l"), std::numeric_limits<std::int64_t>::min());
        QCOMPARE(row.get<std::int64_t>("i"), -7);
        QCOMPARE(row.get<int>("s"), 12);
        QCOMPARE(row.get<double>("d"), 0.1);
        QCOMPARE(row.get<std::string>("t"), text);
        QCOMPARE(row.get<OrderId>("u"), order);
        QCOMPARE(row.get<Uuid>("u"), order.uuid());
        QCOMPARE(row.get<Timestamp>("at"), at);
        QVERIFY(row.get<db::Bytes>("raw") == raw);
        QCOMPARE(row.get<std::string>("json"), R"({"a": [2], "b": 1})");
        QCOMPARE(row.money("i", "currency"), Money(-7, Currency::of("EUR")));
    }

    void timestampsKeepMicrosecondsOnBothSidesOfTheirEpoch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("year one") << "0001-01-01T00:00:00.000001Z";
        QTest::newRow("before 1970") << "1969-12-31T23:59:59.999999Z";
        QTest::newRow("before 2000") << "1999-12-31T23:59:59.999999Z";
        QTest::newRow("far") << "9999-12-31T23:59:59.999999Z";
    }
    void timestampsKeepMicrosecondsOnBothSidesOfTheirEpoch()
    {
        QFETCH(QString, text);
        const Timestamp at = must(Timestamp::parse(text.toStdString()));
        static constexpr db::Statement kAt{"test.at", "SELECT $1::timestamptz AS at"};
        QCOMPARE(must(m_connection->run(kAt, at)).single().get<Timestamp>("at"), at);
    }

    void emptyOptionalIsNull()
    {
        const auto rows =
            must(m_connection->run(kNulls, std::optional<int>(), std::optional<std::string>("")));
        QVERIFY(rows.single().isNull("i"));
        QVERIFY(!rows.single().get<std::optional<int>>("i").has_value());
        QCOMPARE(rows.single().get<std::optional<std::string>>("t").value(), "");
    }

    void arraysComeBackAsTheyWent()
    {
        const std::vector<std::int64_t> numbers{1, -2, 9'000'000'000};
        const std::vector<std::string> texts{"", "NULL", "a,b", "{c}", "\"d\"", "\\e", " f ", "ü"};
        const std::vector<Uuid> uuids{Uuid::makeV7(), Uuid{}};
        const std::vector<db::Bytes> raw{{}, {0, 255}, {'\\', '"'}};
        const std::vector<bool> flags{true, false};
        const std::vector<Timestamp> times{Timestamp(-1), Timestamp(1)};
        const auto rows =
            must(m_connection->run(kArrays, numbers, texts, uuids, raw, flags, times));
        const db::Row row = rows.single();
        QVERIFY(row.get<std::vector<std::int64_t>>("l") == numbers);
        QVERIFY(row.get<std::vector<std::string>>("t") == texts);
        QVERIFY(row.get<std::vector<Uuid>>("u") == uuids);
        QVERIFY(row.get<std::vector<db::Bytes>>("raw") == raw);
        QVERIFY(row.get<std::vector<bool>>("b") == flags);
        QVERIFY(row.get<std::vector<Timestamp>>("at") == times);
    }

    void emptyArrayIsEmpty()
    {
        const std::vector<std::int64_t> none;
        const auto rows = must(m_connection->run(kArrays, none, std::vector<std::string>{},
                                                 std::vector<Uuid>{}, std::vector<db::Bytes>{},
                                                 std::vector<bool>{}, std::vector<Timestamp>{}));
        QVERIFY(rows.single().get<std::vector<std::int64_t>>("l").empty());
    }

    void arrayElementMayBeNull()
    {
        const std::vector<std::optional<int>> numbers{1, std::nullopt, 3};
        QVERIFY(must(m_connection->run(kWithHole, numbers)).single().get<bool>("hole"));
    }

    void refusesTextWithNulBeforeSending()
    {
        const auto before = m_connection->roundTrips();
        const auto result = m_connection->run(kNulls, 1, std::string("a\0b", 3));
        STOA_FAILS(result, "db.invalid_text");
        QCOMPARE(result.error().kind, ErrorKind::Invalid);
        QCOMPARE(m_connection->roundTrips(), before);
    }

    void optionalRowIsNothingForNoRow()
    {
        static constexpr db::Statement kNone{"test.none", "SELECT 1 AS one WHERE false"};
        const auto rows = must(m_connection->run(kNone));
        QVERIFY(!rows.optional().has_value());
        QVERIFY(rows.empty());
        QCOMPARE(rows.affected(), 0);
    }
};

STOA_TEST(ValuesTest)
#include "test_values.moc"
