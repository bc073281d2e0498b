#include "platform/db/connection.h"
#include "platform/db/parallel.h"
#include "platform/db/pipeline.h"
#include "support/chaos_proxy.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <atomic>
#include <thread>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr db::Statement kEcho{"test.echo", "SELECT $1::bigint AS value"};
constexpr db::Statement kSleep{"test.sleep", "SELECT pg_sleep($1)"};
constexpr db::Statement kBroken{"test.broken", "SELECT * FROM no_such_table"};
constexpr db::Statement kInsert{"test.insert", "INSERT INTO item VALUES ($1)"};
constexpr db::Statement kCount{"test.count", "SELECT count(*) AS items FROM item"};
constexpr db::Statement kTerminate{"test.terminate", "SELECT pg_terminate_backend($1)"};
constexpr db::Statement kIsRunning{
    "test.is_running",
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active') AS it"};
constexpr db::Statement kLarge{"test.large", "SELECT repeat('x', $1) AS text, $2::text AS back"};

} // namespace

class ConnectionTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;

    std::unique_ptr<db::Connection> open(milliseconds patience = std::chrono::minutes(2))
    {
        return must(db::Connection::open(m_info, db::within(patience)));
    }

private slots:
    void initTestCase() { m_info = TestCluster::ofProcess().createEmptyDatabase(); }
    void init()
    {
        m_connection = open();
        must(m_connection->runScript("DROP TABLE IF EXISTS item; "
                                     "CREATE TABLE item (id bigint PRIMARY KEY)"));
    }

    void serverThatIsAwayIsConnectionLost()
    {
        db::ConnectInfo nowhere = m_info;
        nowhere.host = "/nowhere";
        const auto opened = db::Connection::open(nowhere, db::within(milliseconds(500)));
        STOA_FAILS(opened, "db.connection_lost");
        QCOMPARE(opened.error().kind, ErrorKind::Unavailable);
    }

    void unknownDatabaseIsConnectionLost()
    {
        db::ConnectInfo other = m_info;
        other.database = "no_such_database";
        STOA_FAILS(db::Connection::open(other, db::within(milliseconds(500))),
                   "db.connection_lost");
    }

    void serverThatDoesNotAnswerTheKnockIsGivenUpAtTheDeadline()
    {
        TestServer& server = TestCluster::ofProcess().server();
        server.freeze();
        const auto start = Clock::now();
        const auto opened = db::Connection::open(m_info, db::within(milliseconds(200)));
        const auto took = Clock::now() - start;
        server.thaw();
        STOA_FAILS(opened, "db.connection_lost");
        QVERIFY(took >= milliseconds(200) && took < milliseconds(1500));
    }

    void brokenStatementLeavesTheConnectionUsable()
    {
        const auto result = m_connection->run(kBroken);
        STOA_FAILS(result, "db.failed");
        QVERIFY(result.error().detail.find("42P01") != std::string::npos);
        QCOMPARE(must(m_connection->run(kEcho, 7)).single().get<std::int64_t>("value"), 7);
        STOA_FAILS(m_connection->run(kBroken), "db.failed"); // and it is not taken for prepared
    }

    void lateStatementEndsOnTheServerAndTheConnectionStays()
    {
        m_connection->setDeadline(db::within(milliseconds(150)));
        const auto start = Clock::now();
        const auto result = m_connection->run(kSleep, 30.0);
        const auto took = Clock::now() - start;
        STOA_FAILS(result, "db.statement_timeout");
        QCOMPARE(result.error().kind, ErrorKind::Timeout);
        QVERIFY(took >= milliseconds(100) && took < milliseconds(1000));
        QVERIFY(m_connection->isUsable());
        m_connection->setDeadline(db::within(milliseconds(5000)));
        QVERIFY(m_connection->run(kSleep, 0.3).has_value()); // the short limit is gone again
    }

    void passedDeadlineStillAnswersWithATimeout()
    {
        m_connection->setDeadline(Clock::now() - milliseconds(10));
        STOA_FAILS(m_connection->run(kSleep, 30.0), "db.statement_timeout");
    }

    void silentLinkIsDroppedSoonAfterTheDeadline()
    {
        ChaosProxy proxy(m_info);
        const auto connection =
            must(db::Connection::open(proxy.info(), db::within(milliseconds(5000))));
        proxy.cutAt("test.echo", ChaosProxy::Cut::Silence);
        connection->setDeadline(db::within(milliseconds(100)));
        const auto start = Clock::now();
        STOA_FAILS(connection->run(kEcho, 1), "db.statement_timeout");
        const auto took = Clock::now() - start;
        QVERIFY(took >= milliseconds(600) && took < milliseconds(1500));
        QVERIFY(!connection->isUsable());
        STOA_FAILS(connection->run(kEcho, 1), "db.connection_lost");
    }

    void serverStopsAStatementWhoseClientHasGone()
    {
        ChaosProxy proxy(m_info);
        auto connection = must(db::Connection::open(proxy.info(), db::within(milliseconds(5000))));
        const int pid = connection->backendPid();
        proxy.cutAt("test.sleep", ChaosProxy::Cut::AfterSend);
        STOA_FAILS(connection->run(kSleep, 4.0), "db.connection_lost");
        const auto start = Clock::now();
        QVERIFY(waitUntil(
            [&] { return !must(m_connection->run(kIsRunning, pid)).single().get<bool>("it"); }));
        QVERIFY(Clock::now() - start < milliseconds(2000));
    }

    void killedInTheMiddleOfAStatementIsConnectionLost()
    {
        const auto victim = open();
        Result<db::Rows> result;
        std::thread working([&] { result = victim->run(kSleep, 30.0); });
        const int pid = victim->backendPid();
        QVERIFY(waitUntil(
            [&] { return must(m_connection->run(kIsRunning, pid)).single().get<bool>("it"); }));
        must(m_connection->run(kTerminate, pid));
        working.join();
        STOA_FAILS(result, "db.connection_lost");
        QVERIFY(!victim->isUsable());
    }

    void sessionClosedWhileIdleIsNoticedWithoutARoundTrip()
    {
        const auto idle = open();
        QVERIFY(idle->isAlive());
        must(m_connection->run(kTerminate, idle->backendPid()));
        const auto before = idle->roundTrips();
        QVERIFY(waitUntil([&] { return !idle->isAlive(); }));
        QCOMPARE(idle->roundTrips(), before);
    }

    void pipelineAnswersBySlotInOneRoundTrip()
    {
        db::Pipeline batch(*m_connection);
        std::vector<db::Pipeline::Slot> slots_;
        for (int i = 0; i < 200; ++i)
            slots_.push_back(batch.add(kEcho, i));
        const auto count = batch.add(kCount);
        const auto before = m_connection->roundTrips();
        STOA_OK(batch.run());
        QCOMPARE(m_connection->roundTrips(), before + 1);
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(batch[slots_[static_cast<std::size_t>(i)]].single().get<int64_t>("value"), i);
        }
        QCOMPARE(batch[count].single().get<std::int64_t>("items"), 0);
    }

    void failedPipelineWritesNothing()
    {
        must(m_connection->run(kInsert, 1));
        db::Pipeline batch(*m_connection);
        batch.add(kInsert, 2);
        batch.add(kInsert, 1);
        batch.add(kInsert, 3);
        STOA_FAILS(batch.run(), "db.unique");
        QCOMPARE(must(m_connection->run(kCount)).single().get<std::int64_t>("items"), 1);
        batch.add(kInsert, 2);
        STOA_OK(batch.run());
    }

    void rowsAreCopiedIn()
    {
        std::string rows;
        for (int i = 1; i <= 100'000; ++i)
            rows += std::to_string(i) + '\n';
        STOA_OK(m_connection->copyIn("COPY item (id) FROM STDIN", rows));
        QCOMPARE(must(m_connection->run(kCount)).single().get<std::int64_t>("items"), 100'000);
    }

    void rowsThatCannotBeCopiedAreAllRefused()
    {
        STOA_FAILS(m_connection->copyIn("COPY item (id) FROM STDIN", "1\n2\nthree\n"),
                   "db.invalid_text");
        STOA_FAILS(m_connection->copyIn("COPY item (id) FROM STDIN", "1\n2\n1\n"), "db.unique");
        STOA_FAILS(m_connection->copyIn("COPY no_such_table FROM STDIN", "1\n"), "db.failed");
        STOA_FAILS(m_connection->copyIn("SELECT 1", "1\n"), "db.failed");
        QCOMPARE(must(m_connection->run(kCount)).single().get<std::int64_t>("items"), 0);
    }

    void aLinkLostWhileCopyingIsConnectionLost()
    {
        const auto victim = open();
        STOA_OK(m_connection->run(kTerminate, victim->backendPid()));
        STOA_FAILS(victim->copyIn("COPY item (id) FROM STDIN", "1\n"), "db.connection_lost");
        QVERIFY(!victim->isUsable());
    }

    void lanesDoEachJobOnce()
    {
        std::array<std::atomic<int>, 20> done{};
        STOA_OK(
            db::inParallel(m_info, db::within(std::chrono::minutes(1)), done.size(),
                           [&](db::Connection& lane, std::size_t n) -> Done {
                               ++done[n];
                               return lane.run(kEcho, static_cast<int>(n)).map([](const auto&) {});
                           }));
        for (const auto& each : done)
            QCOMPARE(each.load(), 1);
        STOA_OK(db::inParallel(m_info, db::within(std::chrono::minutes(1)), 0,
                               [](db::Connection&, std::size_t) { return Done{}; }));
    }

    void theFirstFailureEndsTheLanes()
    {
        std::atomic<int> begun = 0;
        const auto done = db::inParallel(m_info, db::within(std::chrono::minutes(1)), 1000,
                                         [&](db::Connection& lane, std::size_t) -> Done {
                                             ++begun;
                                             return lane.run(kBroken).map([](const auto&) {});
                                         });
        STOA_FAILS(done, "db.failed");
        QVERIFY(begun <= static_cast<int>(db::laneCount()));
        db::ConnectInfo nowhere = m_info;
        nowhere.database = "no_such_database";
        STOA_FAILS(db::inParallel(nowhere, db::within(std::chrono::minutes(1)), 2,
                                  [](db::Connection&, std::size_t) { return Done{}; }),
                   "db.connection_lost");
    }

    void largeTextsBothWaysDoNotBlockEachOther()
    {
        const std::string large(4'000'000, 'y');
        db::Pipeline batch(*m_connection);
        std::vector<db::Pipeline::Slot> all;
        for (int i = 0; i < 5; ++i)
            all.push_back(batch.add(kLarge, 4'000'000, large));
        STOA_OK(batch.run());
        for (const auto slot : all) {
            QCOMPARE(batch[slot].single().get<std::string_view>("text").size(), large.size());
            QVERIFY(batch[slot].single().get<std::string_view>("back") == large);
        }
    }
};

STOA_TEST(ConnectionTest)
#include "test_connection.moc"
