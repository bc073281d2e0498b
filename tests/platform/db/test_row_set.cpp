// Sets of rows arrive whole and in order, whether they go out as values or as arrays.

#include "platform/db/connection.h"
#include "platform/db/row_set.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/statements.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr const char* kSchema = R"(
CREATE DOMAIN small AS bigint CHECK (VALUE < 1000);
CREATE TABLE item (
    id    uuid        PRIMARY KEY,
    place integer     NOT NULL,
    count small       NOT NULL,
    word  text        NOT NULL,
    note  text,
    data  bytea       NOT NULL,
    is_on boolean     NOT NULL,
    at    timestamptz NOT NULL
))";

constexpr db::Statement kInsert{"test.insert_items",
                                "INSERT INTO item (id, place, count, word, note, data, is_on, at)\n"
                                "SELECT r.*\n"
                                "FROM unnest($1::uuid[], $2::integer[], $3::bigint[], $4::text[],\n"
                                "            $5::text[], $6::bytea[], $7::boolean[],\n"
                                "            $8::timestamptz[])\n"
                                "     AS r (id, place, count, word, note, data, is_on, at)",
                                {},
                                true};
constexpr db::Statement kUpdate{"test.update_items",
                                "UPDATE item i SET count = r.count\n"
                                "FROM unnest($1::uuid[], $2::bigint[])\n"
                                "     AS r (id, count)\n"
                                "WHERE i.id = r.id",
                                {},
                                true};
constexpr db::Statement kSelect{
    "test.select_items",
    "SELECT string_agg(concat_ws(',', place, count, word, coalesce(note, 'NULL'),"
    " encode(data, 'hex'), is_on, at), ' ' ORDER BY place) AS text FROM item"};
constexpr db::Statement kForms{
    "test.forms", "SELECT string_agg(name, ' ' ORDER BY name) AS text FROM pg_prepared_statements"
                  " WHERE name LIKE 'test.%_items%' AND name ~ '(insert|update)'"};
constexpr db::Statement kClear{"test.clear_items", "TRUNCATE item"};

const Timestamp kTime = *Timestamp::parse("2026-11-22T08:00:00.000001Z");

} // namespace

class RowSetTest : public QObject {
    Q_OBJECT

    std::unique_ptr<db::Connection> m_connection;

    Done write(const db::RowSet& rows)
    {
        db::Transaction transaction(*m_connection);
        m_connection->defer(rows);
        return transaction.commit();
    }
    std::string text(const db::Statement& statement)
    {
        const auto rows = must(m_connection->run(statement));
        return rows.single().get<std::optional<std::string>>("text").value_or("");
    }

    static void add(db::RowSet& rows, int place, std::int64_t count)
    {
        const std::vector<std::uint8_t> data(static_cast<std::size_t>(place % 3), 0xab);
        const auto note = place % 2 == 0
                              ? std::optional<std::string>("n'\"" + std::to_string(place))
                              : std::nullopt;
        rows.put(Uuid::makeV7(), place, count, place % 5 == 0 ? std::string() : "wörd", note,
                 std::span<const std::uint8_t>(data), place % 2 == 1, kTime);
    }
    static std::string shown(int place, std::int64_t count)
    {
        const std::string number = std::to_string(place);
        return number + ',' + std::to_string(count) + ',' + (place % 5 == 0 ? "" : "wörd") + ',' +
               (place % 2 == 0 ? "n'\"" + number : "NULL") + ',' +
               (place % 3 == 0   ? ""
                : place % 3 == 1 ? "ab"
                                 : "abab") +
               ',' + (place % 2 == 1 ? "t" : "f") + ",2026-11-22 08:00:00.000001+00";
    }

private slots:
    void init()
    {
        m_connection = must(db::Connection::open(TestCluster::ofProcess().createEmptyDatabase(),
                                                 db::within(std::chrono::minutes(5))));
        must(m_connection->runScript(kSchema));
    }

    void arriveWholeInEveryForm()
    {
        for (const int count : {0, 1, 2, 3, 4, 5, 7, 8, 9, 40}) {
            db::RowSet rows(kInsert);
            std::string expected;
            for (int place = 0; place < count; ++place) {
                add(rows, place, place + 100);
                expected += (place == 0 ? "" : " ") + shown(place, place + 100);
            }
            STOA_OK(write(rows));
            QCOMPARE(text(kSelect), expected);
            must(m_connection->run(kClear));
        }
        QCOMPARE(text(kForms), "test.insert_items test.insert_items/1 test.insert_items/2"
                               " test.insert_items/4 test.insert_items/8");
    }

    void changeTheRowsThatTheyName()
    {
        for (const int count : {1, 3, 20}) {
            db::RowSet rows(kInsert);
            db::RowSet changes(kUpdate);
            std::string expected;
            for (int place = 0; place < count; ++place) {
                const Uuid id = Uuid::makeV7();
                rows.put(id, place, std::int64_t{1}, "w", std::optional<std::string>(),
                         std::span<const std::uint8_t>(), true, kTime);
                changes.put(id, std::int64_t{place + 7});
                expected += (place == 0 ? "" : " ") + std::to_string(place) + ',' +
                            std::to_string(place + 7) + ",w,NULL,,t,2026-11-22 08:00:00.000001+00";
            }
            STOA_OK(write(rows));
            STOA_OK(write(changes));
            QCOMPARE(text(kSelect), expected);
            must(m_connection->run(kClear));
        }
    }

    void failAsOne()
    {
        for (const int count : {1, 3, 20}) {
            db::RowSet rows(kInsert);
            for (int place = 0; place < count; ++place)
                add(rows, place, place == count - 1 ? 1000 : 1);
            const auto refused = write(rows);
            STOA_FAILS(refused, "db.check");
            QVERIFY(refused.error().detail.starts_with("test.insert_items: SQLSTATE 23514"));
            QCOMPARE(text(kSelect), "");
        }
    }

    void refuseTextThatCannotBeStored()
    {
        for (const int count : {1, 20}) {
            db::RowSet rows(kInsert);
            for (int place = 0; place < count; ++place) {
                rows.put(Uuid::makeV7(), place, std::int64_t{1}, std::string("a\0b", 3),
                         std::optional<std::string>(), std::span<const std::uint8_t>(), true,
                         kTime);
            }
            STOA_FAILS(write(rows), "db.invalid_text");
            QCOMPARE(text(kSelect), "");
        }
    }

    void allFormsAreTestedAgainstTheSchema()
    {
        STOA_OK(prepareAll(*m_connection, std::span(&kUpdate, 1)));
        QCOMPARE(text(kForms), "test.update_items test.update_items/1 test.update_items/2"
                               " test.update_items/4 test.update_items/8");
    }
};

STOA_TEST(RowSetTest)
#include "test_row_set.moc"
