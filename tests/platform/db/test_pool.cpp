#include "platform/db/pool.h"
#include "platform/db/transaction.h"
#include "support/chaos_proxy.h"
#include "support/expect.h"
#include "support/in_parallel.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <atomic>
#include <thread>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

namespace {

constexpr db::Statement kOne{"test.one", "SELECT 1 AS one"};
constexpr db::Statement kTerminate{"test.terminate", "SELECT pg_terminate_backend($1)"};

} // namespace

class PoolTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;

    static db::Deadline soon() { return db::within(milliseconds(20'000)); }

private slots:
    void initTestCase() { m_info = TestCluster::ofProcess().createEmptyDatabase(); }

    void exhaustedPoolGivesUpAtTheDeadlineAndRecovers()
    {
        db::Pool pool(m_info, 2);
        {
            const auto first = must(pool.acquire(soon()));
            const auto second = must(pool.acquire(soon()));
            const auto start = std::chrono::steady_clock::now();
            const auto third = pool.acquire(db::within(milliseconds(60)));
            STOA_FAILS(third, "db.pool_exhausted");
            QCOMPARE(third.error().kind, ErrorKind::Unavailable);
            QVERIFY(std::chrono::steady_clock::now() - start >= milliseconds(60));
            QCOMPARE(pool.counters().inUse, 2U);
            QCOMPARE(pool.counters().exhausted, 1);
        }
        QCOMPARE(pool.counters().inUse, 0U);
        QCOMPARE(pool.counters().open, 2U);
        STOA_OK(pool.acquire(soon()));
        QCOMPARE(pool.counters().open, 2U);
    }

    void idleConnectionsAreUsedAgain()
    {
        db::Pool pool(m_info, 4);
        int pid = 0;
        for (int i = 0; i < 5; ++i) {
            const auto lease = must(pool.acquire(soon()));
            if (pid == 0) pid = lease->backendPid();
            QCOMPARE(lease->backendPid(), pid);
        }
        QCOMPARE(pool.counters().open, 1U);
    }

    void waitersAreServedInTheirOrder()
    {
        db::Pool pool(m_info, 1);
        std::mutex mutex;
        std::vector<int> order;
        std::vector<std::thread> threads;
        {
            const auto held = must(pool.acquire(soon()));
            for (int i = 0; i < 5; ++i) {
                threads.emplace_back([&, i] {
                    const auto lease = must(pool.acquire(soon()));
                    const std::lock_guard lock(mutex);
                    order.push_back(i);
                });
                const auto waiting = static_cast<std::size_t>(i) + 1;
                QVERIFY(waitUntil([&] { return pool.counters().waiting == waiting; }));
            }
        }
        for (auto& thread : threads)
            thread.join();
        QVERIFY((order == std::vector<int>{0, 1, 2, 3, 4}));
        QCOMPARE(pool.counters().waits, 5);
        QCOMPARE(pool.counters().open, 1U);
    }

    void brokenConnectionIsReplaced()
    {
        db::Pool pool(m_info, 1);
        const auto killer = must(db::Connection::open(m_info, soon()));
        int first = 0;
        {
            const auto lease = must(pool.acquire(soon()));
            first = lease->backendPid();
            must(killer->run(kTerminate, first));
            QVERIFY(!lease->run(kOne).has_value());
        }
        const auto lease = must(pool.acquire(soon()));
        QVERIFY(lease->backendPid() != first);
        STOA_OK(lease->run(kOne));
        QCOMPARE(pool.counters().dropped, 1);
    }

    void connectionKilledWhileIdleIsReplaced()
    {
        db::Pool pool(m_info, 2);
        const auto killer = must(db::Connection::open(m_info, soon()));
        int first = must(pool.acquire(soon()))->backendPid();
        static constexpr db::Statement kGone{
            "test.gone", "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1) AS it"};
        must(killer->run(kTerminate, first));
        QVERIFY(
            waitUntil([&] { return must(killer->run(kGone, first)).single().get<bool>("it"); }));
        const auto lease = must(pool.acquire(soon()));
        STOA_OK(lease->run(kOne));
        QVERIFY(lease->backendPid() != first);
    }

    void serverThatIsAwayFailsEveryWaiterInsteadOfHanging()
    {
        db::ConnectInfo nowhere = m_info;
        nowhere.host = "/nowhere";
        db::Pool pool(nowhere, 1);
        std::atomic<int> lost = 0;
        inParallel(
            8, [&](std::size_t) { lost += codeOf(pool.acquire(soon())) == "db.connection_lost"; });
        QCOMPARE(lost.load(), 8);
        QCOMPARE(pool.counters().inUse, 0U);
        QCOMPARE(pool.counters().open, 0U);
    }

    void aServerThatStaysAwayIsNotWaitedFor()
    {
        using State = resilience::CircuitBreaker::State;
        ChaosProxy proxy(m_info);
        db::Pool pool(proxy.info(), 2);
        proxy.refuse(true);
        for (int i = 0; i < 10; ++i)
            STOA_FAILS(pool.acquire(soon()), "db.connection_lost");
        QVERIFY(pool.breaker().state() == State::Open);
        const auto refused = pool.acquire(soon());
        STOA_FAILS(refused, "db.connection_lost");
        QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
        QVERIFY(refused.error().retryAfter > milliseconds(0));
        QVERIFY(refused.error().retryAfter <= milliseconds(500));
        QCOMPARE(pool.breaker().counters().refused, 1);
        proxy.refuse(false);
        QVERIFY(waitUntil([&] { return pool.acquire(soon()).has_value(); }));
        QVERIFY(pool.breaker().state() == State::Closed);
        QCOMPARE(pool.counters().inUse, 0U);
    }

    void manyThreadsShareFewConnections()
    {
        db::Pool pool(m_info, 3);
        std::atomic<int> done = 0;
        inParallel(12, [&](std::size_t) {
            for (int round = 0; round < 50; ++round) {
                const auto lease = must(pool.acquire(soon()));
                done += must(lease->run(kOne)).single().get<int>("one");
            }
        });
        QCOMPARE(done.load(), 600);
        QVERIFY(pool.counters().open <= 3);
        QCOMPARE(pool.counters().inUse, 0U);
    }
};

STOA_TEST(PoolTest)
#include "test_pool.moc"
