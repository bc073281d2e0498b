#include "platform/db/connection.h"
#include "platform/db/errors.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE item (
    id        integer PRIMARY KEY,
    parent_id integer CONSTRAINT item_parent REFERENCES parent,
    amount    integer NOT NULL CONSTRAINT amount_positive CHECK (amount > 0)
);
INSERT INTO parent VALUES (1);
INSERT INTO item VALUES (1, 1, 5), (2, 1, 5);
)";

constexpr db::Statement kInsert{"test.insert", "INSERT INTO item VALUES ($1, $2, $3)"};
constexpr db::Statement kLock{"test.lock", "SELECT id FROM item WHERE id = $1 FOR UPDATE"};
constexpr db::Statement kLockNow{"test.lock_now",
                                 "SELECT id FROM item WHERE id = $1 FOR UPDATE NOWAIT"};
constexpr db::Statement kRaise{"test.raise", "SELECT test_raise($1)"};
constexpr const char* kRaiseFunction = R"(
CREATE FUNCTION test_raise(state text) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = state; END $$;
)";

} // namespace

class ErrorsTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;

    std::unique_ptr<db::Connection> open(const db::ConnectInfo& info)
    {
        return must(db::Connection::open(info, db::within(std::chrono::minutes(5))));
    }

private slots:
    void initTestCase()
    {
        m_info = TestCluster::ofProcess().createEmptyDatabase();
        m_connection = open(m_info);
        must(m_connection->runScript(kSchema));
        must(m_connection->runScript(kRaiseFunction));
    }

    void everySqlStateHasItsMeaning_data()
    {
        QTest::addColumn<QString>("sqlState");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* state, const char* code, ErrorKind kind) {
            QTest::newRow(state) << state << code << static_cast<int>(kind);
        };
        row("23505", "db.unique", ErrorKind::Conflict);
        row("23503", "db.foreign_key", ErrorKind::Conflict);
        row("23514", "db.check", ErrorKind::Refused);
        row("23502", "db.failed", ErrorKind::Internal);
        row("40001", "db.serialization", ErrorKind::Conflict);
        row("40P01", "db.serialization", ErrorKind::Conflict);
        row("55P03", "db.lock_timeout", ErrorKind::Timeout);
        row("57014", "db.statement_timeout", ErrorKind::Timeout);
        row("57P01", "db.connection_lost", ErrorKind::Unavailable);
        row("57P02", "db.connection_lost", ErrorKind::Unavailable);
        row("57P03", "db.connection_lost", ErrorKind::Unavailable);
        row("08006", "db.connection_lost", ErrorKind::Unavailable);
        row("25P03", "db.connection_lost", ErrorKind::Unavailable);
        row("25P02", "db.transaction_failed", ErrorKind::Internal);
        row("53100", "db.disk_full", ErrorKind::Unavailable);
        row("53200", "db.out_of_resources", ErrorKind::Unavailable);
        row("53300", "db.out_of_resources", ErrorKind::Unavailable);
        row("22P02", "db.invalid_text", ErrorKind::Invalid);
        row("22021", "db.invalid_text", ErrorKind::Invalid);
        row("22003", "db.failed", ErrorKind::Internal);
        row("42P01", "db.failed", ErrorKind::Internal);
        row("XX000", "db.failed", ErrorKind::Internal);
        row("P0001", "db.failed", ErrorKind::Internal);
    }
    void everySqlStateHasItsMeaning()
    {
        QFETCH(QString, sqlState);
        QFETCH(QString, code);
        QFETCH(int, kind);
        const auto result = m_connection->run(kRaise, sqlState.toStdString());
        STOA_FAILS(result, code.toStdString());
        QCOMPARE(static_cast<int>(result.error().kind), kind);
        QVERIFY(result.error().detail.find(sqlState.toStdString()) != std::string::npos);
        QVERIFY(m_connection->isUsable());
    }

    void namesTheConstraint()
    {
        const auto unique = m_connection->run(kInsert, 1, 1, 1);
        STOA_FAILS(unique, "db.unique");
        QCOMPARE(db::constraintOf(unique.error()), "item_pkey");
        const auto parent = m_connection->run(kInsert, 3, 99, 1);
        STOA_FAILS(parent, "db.foreign_key");
        QCOMPARE(db::constraintOf(parent.error()), "item_parent");
        const auto check = m_connection->run(kInsert, 3, 1, -4711);
        STOA_FAILS(check, "db.check");
        QCOMPARE(db::constraintOf(check.error()), "amount_positive");
    }

    void detailsHoldNoValues()
    {
        static constexpr db::Statement kCast{"test.cast", "SELECT $1::text::integer"};
        const auto cast = m_connection->run(kCast, "secret-4711");
        STOA_FAILS(cast, "db.invalid_text");
        QVERIFY(describe(cast.error()).find("4711") == std::string::npos);
        const auto check = m_connection->run(kInsert, 3, 1, -4711);
        QVERIFY(describe(check.error()).find("4711") == std::string::npos);
        QVERIFY(describe(check.error()).find("test.insert") != std::string::npos);
    }

    void invalidUtf8IsInvalidText()
    {
        static constexpr db::Statement kText{"test.text", "SELECT $1::text AS t"};
        STOA_FAILS(m_connection->run(kText, "\xff\xfe"), "db.invalid_text");
    }

    void aLockThatIsNotFreeTimesOut()
    {
        const auto holder = open(m_info);
        db::Transaction holding(*holder);
        must(holder->run(kLock, 1));
        STOA_FAILS(m_connection->run(kLockNow, 1), "db.lock_timeout");

        db::ConnectInfo hasty = m_info;
        hasty.lockTimeout = std::chrono::milliseconds(50);
        STOA_FAILS(open(hasty)->run(kLock, 1), "db.lock_timeout");
    }

    void oneOfTwoDeadlockedIsToldToRunAgain()
    {
        const auto other = open(m_info);
        db::Transaction ours(*m_connection);
        db::Transaction theirs(*other);
        must(m_connection->run(kLock, 1));
        must(other->run(kLock, 2));
        Result<db::Rows> rivals;
        std::thread rival([&] { rivals = other->run(kLock, 1); });
        const Result<db::Rows> mine = m_connection->run(kLock, 2);
        rival.join();
        QVERIFY(mine.has_value() != rivals.has_value());
        const Error& victim = mine ? rivals.error() : mine.error();
        QVERIFY2(db::isSerialization(victim), describe(victim).c_str());
    }
};

STOA_TEST(ErrorsTest)
#include "test_errors.moc"
