#include "platform/db/transaction.h"
#include "support/chaos_proxy.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

namespace {

constexpr db::Statement kInsert{"test.insert", "INSERT INTO item VALUES ($1)"};
constexpr db::Statement kHas{"test.has", "SELECT EXISTS (SELECT FROM item WHERE id = $1) AS it"};
constexpr db::Statement kOwnId{"test.own_id", "SELECT pg_current_xact_id()::text AS xid"};
constexpr db::Statement kOne{"test.one", "SELECT 1 AS one"};
constexpr db::Statement kTerminate{"test.terminate", "SELECT pg_terminate_backend($1)"};
constexpr db::Statement kLock{"test.lock", "SELECT pg_advisory_xact_lock($1)"};
constexpr db::Statement kIsLocked{
    "test.is_locked",
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1) AS it"};
constexpr db::Statement kRecord{"test.record",
                                "INSERT INTO item VALUES ($1) RETURNING '{}' AS recorded", "item"};
constexpr db::Statement kText{"test.text", "SELECT $1::text"};
constexpr db::Statement kInsertLate{"test.insert_late", "INSERT INTO late VALUES ($1)"};

} // namespace

class TransactionTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
    std::int64_t m_nextId = 0;

    static std::unique_ptr<db::Connection> open(const db::ConnectInfo& info)
    {
        return must(db::Connection::open(info, db::within(std::chrono::minutes(2))));
    }
    bool has(std::int64_t id) { return must(m_connection->run(kHas, id)).single().get<bool>("it"); }

private slots:
    void initTestCase()
    {
        m_info = TestCluster::ofProcess().createEmptyDatabase();
        m_connection = open(m_info);
        must(m_connection->runScript("CREATE TABLE item (id bigint PRIMARY KEY); "
                                     "CREATE TABLE late (id bigint REFERENCES item "
                                     "DEFERRABLE INITIALLY DEFERRED)"));
    }

    void leavingTheScopeRollsBack()
    {
        const auto id = ++m_nextId;
        {
            db::Transaction transaction(*m_connection);
            must(m_connection->run(kInsert, id));
            QVERIFY(has(id));
        }
        QVERIFY(!has(id));
    }

    void beginAndCommitCostOneRoundTripBesideTheStatements()
    {
        const auto id = ++m_nextId;
        const auto before = m_connection->roundTrips();
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsert, id));
        STOA_OK(transaction.commit());
        QCOMPARE(m_connection->roundTrips() - before, 2);
        QVERIFY(has(id));
    }

    void emptyTransactionNeverTouchesTheServer()
    {
        const auto before = m_connection->roundTrips();
        {
            const db::Transaction transaction(*m_connection);
        }
        db::Transaction transaction(*m_connection);
        STOA_OK(transaction.commit());
        QCOMPARE(m_connection->roundTrips(), before);
    }

    void deferredWritesTravelWithCommit()
    {
        const auto first = ++m_nextId;
        const auto second = ++m_nextId;
        const auto before = m_connection->roundTrips();
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kOne));
        m_connection->defer(kInsert, first);
        m_connection->defer(kInsert, second);
        STOA_OK(transaction.commit());
        QCOMPARE(m_connection->roundTrips() - before, 2);
        QVERIFY(has(first) && has(second));
    }

    void failingDeferredWriteFailsTheCommit()
    {
        const auto id = ++m_nextId;
        must(m_connection->run(kInsert, id));
        const auto other = ++m_nextId;
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsert, other));
        m_connection->defer(kInsert, id);
        STOA_FAILS(transaction.commit(), "db.unique");
        QVERIFY(!has(other));
        QVERIFY(!m_connection->isInTransaction());
    }

    void rolledBackDeferredWritesAreForgotten()
    {
        const auto id = ++m_nextId;
        {
            db::Transaction transaction(*m_connection);
            must(m_connection->run(kOne));
            m_connection->defer(kInsert, id);
        }
        QVERIFY(!has(id));
    }

    void theServerWorksOnWhatWasSentAhead()
    {
        const auto id = ++m_nextId;
        const auto watcher = open(m_info);
        const auto isLocked = [&] {
            return must(watcher->run(kIsLocked, id)).single().get<bool>("it");
        };
        const auto before = m_connection->roundTrips();
        db::Transaction transaction(*m_connection);
        m_connection->defer(kLock, id);
        m_connection->sendAhead(); // nothing yet: BEGIN has not gone
        QVERIFY(!isLocked());
        must(m_connection->run(kOne));
        m_connection->defer(kLock, id);
        m_connection->defer(kInsert, id);
        m_connection->sendAhead();
        QVERIFY(waitUntil(isLocked));
        m_connection->defer(kInsert, id + 1);
        m_nextId += 1;
        STOA_OK(transaction.commit());
        QCOMPARE(m_connection->roundTrips() - before, 2);
        QVERIFY(has(id) && has(id + 1));
    }

    void anAnswerComesAfterThoseToWhatWasSentAhead()
    {
        const auto id = ++m_nextId;
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kOne));
        m_connection->defer(kInsert, id);
        m_connection->sendAhead();
        QVERIFY(has(id));
        m_connection->sendAhead(); // nothing to send
        QCOMPARE(must(m_connection->run(kOne)).single().get<int>("one"), 1);
    }

    void whatWasSentAheadAndFailedFailsTheNextCall()
    {
        const auto id = ++m_nextId;
        const auto other = ++m_nextId;
        must(m_connection->run(kInsert, id));
        {
            db::Transaction transaction(*m_connection);
            must(m_connection->run(kInsert, other));
            m_connection->defer(kInsert, id);
            m_connection->sendAhead();
            STOA_FAILS(transaction.commit(), "db.unique");
        }
        QVERIFY(!has(other));
        {
            const db::Transaction transaction(*m_connection);
            must(m_connection->run(kOne));
            m_connection->defer(kInsert, id);
            m_connection->sendAhead();
        } // rolls back without having heard of it
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsert, other));
        STOA_OK(transaction.commit());
        QVERIFY(has(other));
    }

    void rollingBackTakesBackWhatWasSentAhead()
    {
        const auto id = ++m_nextId;
        {
            const db::Transaction transaction(*m_connection);
            must(m_connection->run(kOne));
            m_connection->defer(kInsert, id);
            m_connection->sendAhead();
        }
        QVERIFY(!has(id));
        QVERIFY(m_connection->isAlive()); // no answer is left over
    }

    void recordsOfWhatWasSentAheadBelongToAnEvent()
    {
        const auto id = ++m_nextId;
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kOne));
        m_connection->defer(kRecord, id);
        m_connection->sendAhead();
        QVERIFY(m_connection->hasRecorded());
        STOA_FAILS(transaction.commit(), "db.changes_not_logged");
        QVERIFY(!has(id));
    }

    void aTextThatCannotBeSentFailsTheNextCall()
    {
        const auto id = ++m_nextId;
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsert, id));
        m_connection->defer(kText, std::string("a\0b", 3));
        m_connection->sendAhead();
        const auto committed = transaction.commit();
        QVERIFY(!committed);
        QVERIFY(!has(id));
    }

    void linkLostAfterSendingAheadIsConnectionLost()
    {
        const auto id = ++m_nextId;
        const auto connection = open(m_info);
        db::Transaction transaction(*connection);
        must(connection->run(kOne));
        connection->defer(kInsert, id);
        connection->sendAhead();
        must(m_connection->run(kTerminate, connection->backendPid()));
        connection->sendAhead();
        STOA_FAILS(transaction.commit(), "db.connection_lost");
        QVERIFY(!has(id));
    }

    void failedStatementMakesCommitFail()
    {
        const auto id = ++m_nextId;
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsert, id));
        STOA_FAILS(m_connection->run(kInsert, id), "db.unique");
        STOA_FAILS(m_connection->run(kOne), "db.transaction_failed");
        STOA_FAILS(transaction.commit(), "db.transaction_failed");
        QVERIFY(!has(id));
    }

    void constraintCheckedAtCommitIsReported()
    {
        db::Transaction transaction(*m_connection);
        must(m_connection->run(kInsertLate, 4711));
        STOA_FAILS(transaction.commit(), "db.foreign_key");
        QVERIFY(m_connection->run(kOne).has_value());
    }

    void readOnlyRefusesWritesAndSeesOneMoment()
    {
        const auto id = ++m_nextId;
        const auto writer = open(m_info);
        db::Transaction reading(*m_connection, db::Transaction::Mode::ReadOnly);
        QVERIFY(!has(id));
        must(writer->run(kInsert, id));
        QVERIFY(!has(id));
        STOA_FAILS(m_connection->run(kInsert, 0), "db.failed");
        reading.rollback();
        QVERIFY(has(id));
    }

    void othersSeeWhatASharedSnapshotSees()
    {
        const auto id = ++m_nextId;
        const auto mine = ++m_nextId;
        const auto writer = open(m_info);
        const auto sharer = open(m_info);
        db::Transaction sharing(*sharer, db::Transaction::Mode::ReadOnly);
        const auto shared = must(sharing.share());
        must(writer->run(kInsert, id));
        for (int twice = 0; twice < 2; ++twice) {
            db::Transaction same(*m_connection, shared);
            QVERIFY(!has(id));
            must(m_connection->run(kInsert, mine));
            QVERIFY(has(mine));
            same.rollback();
            QVERIFY(has(id));
        }
        {
            db::Transaction same(*m_connection, shared);
            must(m_connection->run(kInsert, mine));
            must(same.commit());
        }
        QVERIFY(has(mine));
        sharing.rollback();
        db::Transaction late(*m_connection, shared);
        STOA_FAILS(m_connection->run(kHas, id), "db.failed");
    }

    void linkLostBeforeCommitIsConnectionLost()
    {
        const auto id = ++m_nextId;
        const auto connection = open(m_info);
        db::Transaction transaction(*connection);
        must(connection->run(kInsert, id));
        must(m_connection->run(kTerminate, connection->backendPid()));
        const auto committed = transaction.commit();
        STOA_FAILS(committed, "db.connection_lost");
        QCOMPARE(committed.error().kind, ErrorKind::Unavailable);
        QVERIFY(!has(id));
        QVERIFY(connection->run(kOne).has_value()); // resolving has opened a new session
    }

    void commitAnswersTheTruthWhereverTheLinkBreaks_data()
    {
        QTest::addColumn<int>("cut");
        QTest::addColumn<int>("expected"); // 1 committed, 0 not, -1 either
        QTest::newRow("before the server") << int(ChaosProxy::Cut::BeforeServer) << 0;
        QTest::newRow("after sending") << int(ChaosProxy::Cut::AfterSend) << -1;
        QTest::newRow("after the answer") << int(ChaosProxy::Cut::AfterAnswer) << 1;
        QTest::newRow("silence") << int(ChaosProxy::Cut::Silence) << 0;
    }
    void commitAnswersTheTruthWhereverTheLinkBreaks()
    {
        QFETCH(int, cut);
        QFETCH(int, expected);
        ChaosProxy proxy(m_info);
        const int rounds = cut == int(ChaosProxy::Cut::Silence) ? 2 : 100;
        for (int round = 0; round < rounds; ++round) {
            const auto id = ++m_nextId;
            const auto connection = open(proxy.info());
            db::Transaction transaction(*connection);
            must(connection->run(kInsert, id));
            proxy.cutAt("db.commit", static_cast<ChaosProxy::Cut>(cut));
            connection->setDeadline(db::within(milliseconds(100)));
            const auto committed = transaction.commit();
            QVERIFY(proxy.hasCut());
            if (!committed) STOA_FAILS(committed, "db.connection_lost");
            if (expected >= 0) QCOMPARE(committed.has_value(), expected == 1);
            QCOMPARE(has(id), committed.has_value());
        }
    }

    void commitIsInDoubtOnlyWhenNobodyCanTell()
    {
        const auto id = ++m_nextId;
        ChaosProxy proxy(m_info);
        const auto connection = open(proxy.info());
        db::Transaction transaction(*connection);
        must(connection->run(kInsert, id));
        proxy.cutAt("db.commit", ChaosProxy::Cut::AfterAnswer);
        proxy.refuse(true);
        connection->setDeadline(db::within(milliseconds(0)));
        const auto start = std::chrono::steady_clock::now();
        const auto committed = transaction.commit();
        STOA_FAILS(committed, "db.commit_in_doubt");
        QCOMPARE(committed.error().kind, ErrorKind::InDoubt);
        QVERIFY(std::chrono::steady_clock::now() - start < milliseconds(4500));
        QVERIFY(has(id));
    }

    void commitSurvivesAServerThatCrashesAndRestarts()
    {
        TestServer server(TestCluster::ofProcess().preparedFolder());
        server.start();
        ChaosProxy proxy(server.info("postgres"));
        const auto connection = open(proxy.info());
        must(connection->runScript("CREATE TABLE item (id bigint PRIMARY KEY)"));
        db::Transaction transaction(*connection);
        must(connection->run(kInsert, 1));
        proxy.cutAt("db.commit", ChaosProxy::Cut::AfterAnswer);
        connection->setDeadline(db::within(milliseconds(20'000)));
        // Refusing keeps the client from asking before the server has crashed.
        proxy.refuse(true);
        Done committed;
        std::thread client([&] { committed = transaction.commit(); });
        const bool hasCut = waitUntil([&] { return proxy.hasCut(); });
        server.kill();
        server.start();
        proxy.refuse(false);
        client.join();
        QVERIFY(hasCut);
        STOA_OK(committed);
    }

    // The id of a transaction that was lost with the server is given to the next one, whose fate is
    // not that of the first.
    void commitIsNotTakenForThatOfAnotherAfterACrash()
    {
        TestServer server(TestCluster::ofProcess().preparedFolder());
        server.start();
        ChaosProxy proxy(server.info("postgres"));
        const auto connection = open(proxy.info());
        must(connection->runScript("CREATE TABLE item (id bigint PRIMARY KEY)"));
        db::Transaction transaction(*connection);
        const auto lost = must(connection->run(kOwnId)).single().get<std::string>("xid");
        proxy.cutAt("db.commit", ChaosProxy::Cut::BeforeServer);
        connection->setDeadline(db::within(milliseconds(20'000)));
        proxy.refuse(true);
        Done committed;
        std::thread client([&] { committed = transaction.commit(); });
        const bool hasCut = waitUntil([&] { return proxy.hasCut(); });
        server.kill();
        server.start();
        const auto other = open(server.info("postgres"));
        std::string given;
        for (int id = 1; id <= 5 && given != lost; ++id) {
            db::Transaction next(*other);
            must(other->run(kInsert, id));
            given = must(other->run(kOwnId)).single().get<std::string>("xid");
            must(next.commit());
        }
        proxy.refuse(false);
        client.join();
        QVERIFY(hasCut);
        QCOMPARE(given, lost);
        STOA_FAILS(committed, "db.connection_lost");
    }
};

STOA_TEST(TransactionTest)
#include "test_transaction.moc"
