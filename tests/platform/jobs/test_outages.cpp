#include "job_bench.h"
#include "support/chaos_proxy.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

// The database breaks in the middle of the work: nothing is lost, and nothing happens twice.
class OutagesTest : public QObject {
    Q_OBJECT

    static std::vector<jobs::NewJob> many(const JobBench& bench, std::size_t count)
    {
        std::vector<jobs::NewJob> list(count, bench.job());
        for (auto& job : list)
            job.id = Uuid::makeV7();
        return list;
    }

private slots:
    void postgresIsRestartedInMidWork()
    {
        TestServer server(TestCluster::ofProcess().preparedFolder());
        server.start();
        JobBench bench(server.info("stoa_template"));
        constexpr std::size_t kJobs = 300;
        bench.enqueue(many(bench, kJobs));
        const auto worker = bench.work();
        for (const std::int64_t done : {20, 120}) {
            QVERIFY(waitUntil([&] { return bench.countOf("job_done") >= done; }));
            server.kill();
            server.start();
            bench.reconnect();
        }
        // Jobs that were claimed when it died come back when their leases end.
        QVERIFY(bench.passTimeUntil(*worker, [&] { return bench.countOf("job") == 0; }));
        QCOMPARE(bench.countOf("job_done"), static_cast<std::int64_t>(kJobs));
        QCOMPARE(bench.countOf("test_effect"), static_cast<std::int64_t>(kJobs));
        QCOMPARE(bench.number("SELECT count(DISTINCT job_id) AS n FROM test_effect"),
                 static_cast<std::int64_t>(kJobs));
        QCOMPARE(bench.countOf("job_dead"), 0);
    }

    void aLinkThatBreaksLosesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cut");
        const auto row = [](const char* name, const char* text, ChaosProxy::Cut cut) {
            QTest::newRow(name) << text << static_cast<int>(cut);
        };
        using enum ChaosProxy::Cut;
        row("before the claim", "jobs.claim_jobs", BeforeServer);
        row("after the claim", "jobs.claim_jobs", AfterAnswer);
        row("before the completion", "jobs.complete_job", BeforeServer);
        row("after the completion", "jobs.complete_job", AfterAnswer);
        row("before the commit", "db.commit", BeforeServer);
        row("in the commit", "db.commit", AfterSend);
        row("after the commit", "db.commit", AfterAnswer);
    }
    void aLinkThatBreaksLosesNothing()
    {
        QFETCH(QString, text);
        QFETCH(int, cut);
        ChaosProxy proxy(TestCluster::ofProcess().createDatabase());
        JobBench bench(proxy.info());
        bench.enqueue(many(bench, 40));
        proxy.cutAt(text.toStdString(), static_cast<ChaosProxy::Cut>(cut));
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] { return proxy.hasCut(); }));
        bench.reconnect();
        QVERIFY(bench.passTimeUntil(*worker, [&] { return bench.countOf("job") == 0; }));
        QCOMPARE(bench.countOf("job_done"), 40);
        QCOMPARE(bench.countOf("test_effect"), 40);
        QCOMPARE(bench.number("SELECT count(DISTINCT job_id) AS n FROM test_effect"), 40);
    }

    // Workers come and go without saying so while the clock runs: leases end under jobs that are
    // being done, and each effect still happens once.
    void manyWorkersThatAbandonTheirJobs()
    {
        JobBench bench;
        Random random;
        constexpr std::int64_t kJobs = 400;
        auto patient = many(bench, kJobs);
        for (auto& job : patient)
            job.maxAttempts = 100; // more than leases of 30 s that can end in the rounds
        bench.enqueue(patient);
        const auto first = bench.work();
        const auto second = bench.work();
        constexpr int kRounds = 150; // of 15 s at most
        for (int round = 0; round < kRounds && bench.countOf("job") > 0; ++round) {
            bench.claim(static_cast<std::size_t>(random.between(1, 5))); // and never heard of again
            bench.clock.advance(std::chrono::seconds(random.between(1, 15)));
            first->ring();
            second->ring();
        }
        QVERIFY(bench.passTimeUntil(*first, [&] { return bench.countOf("job") == 0; }));
        QCOMPARE(bench.countOf("test_effect"), kJobs);
        QCOMPARE(bench.number("SELECT count(DISTINCT job_id) AS n FROM test_effect"), kJobs);
        QCOMPARE(bench.countOf("job_done") + bench.countOf("job_dead"), kJobs);
        QCOMPARE(bench.countOf("job_dead"), 0);
    }
};

STOA_TEST(OutagesTest)
#include "test_outages.moc"
