#include "job_bench.h"
#include "support/test_main.h"

#include <QProcess>

#include <latch>

using namespace stoa;
using namespace stoa::test;
using jobs::Outcome;

class WorkerTest : public QObject {
    Q_OBJECT

private slots:
    void runsWhatIsEnqueuedAndMovesItToDone()
    {
        JobBench bench;
        const auto worker = bench.work();
        const Uuid id = bench.enqueue(bench.job());
        worker->ring();
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(bench.countOf("job"), 0);
        QCOMPARE(bench.countOf("test_effect"), 1);
        QCOMPARE(bench.text("SELECT job_id::text AS text FROM job_done"), id.text());
        const std::string page = bench.metrics.page();
        QVERIFY(page.find("stoa_jobs_total{kind=\"test.effect\",outcome=\"done\"} 1") !=
                std::string::npos);
        QVERIFY(page.find("stoa_job_pickup_seconds_count{queue=\"default\"} 1") !=
                std::string::npos);
    }

    void findsItsJobsWithoutBeingRung()
    {
        JobBench bench;
        const auto worker = bench.work();
        bench.enqueue(bench.job());
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
    }

    void runsInTheOrderOfPriority()
    {
        JobBench bench;
        std::mutex mutex;
        std::string order;
        bench.handle("test.note", [&](jobs::JobRun&, const std::string& payload) {
            const std::lock_guard lock(mutex);
            order += payload;
            return Outcome::done();
        });
        std::vector<jobs::NewJob> list;
        for (const auto& [payload, priority] : {std::pair{"c", 5}, {"d", 9}, {"a", 0}, {"b", 1}}) {
            jobs::NewJob job = bench.job("test.note");
            job.payload = payload;
            job.priority = priority;
            list.push_back(job);
        }
        bench.enqueue(list);
        const auto worker = bench.work(JobBench::options(1));
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 4; }));
        QCOMPARE(order, std::string("abcd"));
    }

    // The flood is there first and never ends in this test; the small one's job passes it.
    void aFloodOfOneOrganisationDoesNotStarveAnother()
    {
        JobBench bench;
        std::mutex mutex;
        std::vector<Uuid> order;
        bench.handle("test.note", [&](jobs::JobRun& run, const std::string&) {
            const std::lock_guard lock(mutex);
            order.push_back(run.job().org);
            return Outcome::done();
        });
        std::vector<jobs::NewJob> list(3000, bench.job("test.note"));
        for (auto& job : list) {
            job.id = Uuid::makeV7();
            job.priority = 0;
        }
        const Uuid small = bench.addOrg();
        for (int i = 0; i < 3; ++i) {
            jobs::NewJob job = bench.job("test.note");
            job.org = small;
            job.priority = 9;
            list.push_back(job);
        }
        bench.enqueue(list);
        const auto worker = bench.work(JobBench::options(2));
        QVERIFY(
            waitUntil([&] { return bench.countOf("job_done") == 3003; }, std::chrono::seconds(60)));
        const auto last = std::find(order.rbegin(), order.rend(), small);
        QVERIFY(std::distance(last, order.rend()) <= 8); // in turns, on two threads
    }

    void failuresAreTriedAgainByTheBackOffAndThenDie()
    {
        JobBench bench;
        std::atomic<int> runs = 0;
        bench.handle("test.fails", [&](jobs::JobRun&, const std::string&) -> Outcome {
            ++runs;
            return fail(ErrorKind::Unavailable, "mail.away", "no route");
        });
        jobs::NewJob job = bench.job("test.fails");
        job.maxAttempts = 4;
        bench.enqueue(job);
        const auto worker = bench.work();
        // random is 0.5: half of 2, 4 and 8 seconds.
        for (const int seconds : {1, 2, 4}) {
            const auto due = bench.clock.now() + std::chrono::seconds(seconds);
            QVERIFY(waitUntil([&] {
                return bench.number("SELECT count(*) AS n FROM job WHERE "
                                    "state = 'ready' AND run_at = '" +
                                    due.text() + "'") == 1;
            }));
            QCOMPARE(bench.text("SELECT last_error AS text FROM job"),
                     std::string("unavailable mail.away: no route"));
            bench.clock.set(due);
            worker->ring();
        }
        QVERIFY(waitUntil([&] { return bench.countOf("job_dead") == 1; }));
        QCOMPARE(runs.load(), 4);
        const auto letter = bench.dead().at(0);
        QCOMPARE(letter.reason, std::string("job.attempts_exhausted"));
        QCOMPARE(letter.detail, std::string("unavailable mail.away: no route"));
        QCOMPARE(letter.attempts, 4);
    }

    void snoozesDoNotCountAsAttempts()
    {
        JobBench bench;
        std::atomic<int> runs = 0;
        std::atomic<int> lastAttempt = 0;
        bench.handle("test.waits", [&](jobs::JobRun& run, const std::string&) {
            lastAttempt = run.job().attempt;
            if (++runs < 3) return Outcome::snooze(std::chrono::minutes(5));
            return Outcome::done();
        });
        jobs::NewJob job = bench.job("test.waits");
        job.maxAttempts = 1;
        bench.enqueue(job);
        const auto worker = bench.work();
        for (int i = 1; i <= 2; ++i) {
            const auto due = bench.clock.now() + std::chrono::minutes(5);
            QVERIFY(waitUntil([&] {
                return bench.number("SELECT count(*) AS n FROM job WHERE "
                                    "state = 'ready' AND run_at = '" +
                                    due.text() + "'") == 1;
            }));
            bench.clock.set(due);
            worker->ring();
        }
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(lastAttempt.load(), 1);
    }

    void whatCannotSucceedIsADeadLetterAtOnce_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("detail");
        QTest::newRow("payload that cannot be read")
            << "test.typed"
            << "job.payload_unreadable"
            << "invalid number.malformed in quantity: expected a number";
        QTest::newRow("refused") << "test.refused"
                                 << "refund.too_late"
                                 << "refused refund.too_late: after 90 days";
    }
    void whatCannotSucceedIsADeadLetterAtOnce()
    {
        QFETCH(QString, kind);
        QFETCH(QString, reason);
        QFETCH(QString, detail);
        JobBench bench;
        const jobs::Kinds::Decode<int> decode = [](std::string_view) -> Result<int> {
            return fail(makeError(ErrorKind::Invalid, "number.malformed")
                            .in("quantity")
                            .because("expected a number"));
        };
        std::atomic<int> handled = 0;
        bench.kinds.add<int>("test.typed", {}, decode, [&](jobs::JobRun&, const int&) {
            ++handled;
            return Outcome::done();
        });
        bench.handle("test.refused", [](jobs::JobRun&, const std::string&) -> Outcome {
            return fail(ErrorKind::Refused, "refund.too_late", "after 90 days");
        });
        jobs::NewJob job = bench.job(kind.toStdString());
        job.payload = "quantity: many";
        bench.enqueue(job);
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] { return bench.countOf("job_dead") == 1; }));
        const auto letter = bench.dead().at(0);
        QCOMPARE(letter.id, job.id);
        QCOMPARE(letter.payload, job.payload);
        QCOMPARE(letter.reason, reason.toStdString());
        QCOMPARE(letter.detail, detail.toStdString());
        QCOMPARE(letter.attempts, 1);
        QCOMPARE(handled.load(), 0);
    }

    void aKindOfAnotherVersionIsTriedAgainLater()
    {
        JobBench bench;
        bench.enqueue(bench.job("test.from_the_future"));
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] {
            return bench.text("SELECT last_error AS text FROM job")
                .starts_with("unavailable job.kind_unknown (kind=test.from_the_future)");
        }));
        QCOMPARE(bench.countOf("job_dead"), 0);
    }

    void aHandlerThatThrowsTakesNobodyDown()
    {
        JobBench bench;
        bench.handle("test.throws", [](jobs::JobRun&, const std::string&) -> Outcome {
            throw std::runtime_error("index out of range");
        });
        bench.enqueue(std::vector{bench.job("test.throws"), bench.job()});
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] {
            return bench.countOf("job_done") == 1 &&
                   bench.number("SELECT count(*) AS n FROM job WHERE state = 'ready'") == 1;
        }));
        QCOMPARE(bench.text("SELECT last_error AS text FROM job"),
                 std::string("internal job.handler_failed: index out of range"));
    }

    void batchedKindsAreAllWrittenDown()
    {
        JobBench bench;
        bench.handle("test.cheap",
                     [](jobs::JobRun&, const std::string&) { return Outcome::done(); },
                     {.isBatched = true});
        std::vector<jobs::NewJob> list(1234, bench.job("test.cheap"));
        for (auto& job : list)
            job.id = Uuid::makeV7();
        bench.enqueue(list);
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1234; }));
        QCOMPARE(bench.countOf("job"), 0);
    }

    void aLongJobKeepsItsLease()
    {
        JobBench bench;
        std::latch mayEnd(1);
        bench.handle("test.long", [&](jobs::JobRun&, const std::string&) {
            mayEnd.wait();
            return Outcome::done();
        });
        bench.enqueue(bench.job("test.long"));
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] {
            return bench.number("SELECT count(*) AS n FROM job WHERE state = 'running'") == 1;
        }));
        for (int i = 0; i < 10; ++i) {
            bench.clock.advance(std::chrono::seconds(10));
            const auto until = bench.clock.now() + std::chrono::seconds(30);
            worker->ring();
            QVERIFY(waitUntil([&] {
                return bench.number("SELECT count(*) AS n FROM job WHERE locked_until = '" +
                                    until.text() + "'") == 1;
            }));
        }
        mayEnd.count_down();
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(bench.number("SELECT attempt::bigint AS n FROM job_done"), 1);
    }

    void aDeadWorkersJobRunsElsewhereWithin31Seconds()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        const jobs::Job zombie = bench.claim(1).at(0);
        const auto worker = bench.work();
        const Timestamp claimed = bench.clock.now();
        QVERIFY(bench.passTimeUntil(*worker, [&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(bench.number("SELECT (extract(epoch FROM finished_at - '" + claimed.text() +
                              "') >= 30)::int::bigint AS n FROM job_done"),
                 1);
        STOA_FAILS(jobs::complete(bench.db(), jobs::Held::of(zombie), bench.clock.now()),
                   "job.lease_lost");
        QCOMPARE(bench.countOf("test_effect"), 1);
    }

    void aKilledProcessLosesNothing()
    {
        JobBench bench;
        bench.clock.set(SystemClock().now());
        bench.enqueue(bench.job());
        QProcess process;
        process.start(STOA_JOBS_WORKER, {bench.info.host.c_str(), QString::number(bench.info.port),
                                         bench.info.database.c_str(), bench.info.user.c_str()});
        QVERIFY(process.waitForReadyRead());
        QCOMPARE(process.readLine(), QByteArray("started\n"));
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(bench.number("SELECT count(*) AS n FROM job WHERE state = 'running'"), 1);

        bench.clock.set(SystemClock().now() + std::chrono::seconds(31));
        const auto worker = bench.work();
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(bench.countOf("test_effect"), 1);
        QCOMPARE(bench.number("SELECT attempt::bigint AS n FROM job_done"), 2);
    }

    // What runs may end; what waits goes back at once, without having been tried.
    void stoppingDrains()
    {
        JobBench bench;
        std::latch hasBegun(1);
        std::atomic<bool> hasSeenTheEnd = false;
        bench.handle("test.long", [&](jobs::JobRun& run, const std::string&) {
            hasBegun.count_down();
            hasSeenTheEnd = waitUntil([&] { return run.isEnding(); });
            return Outcome::done();
        });
        auto first = bench.job("test.long");
        first.priority = 0;
        bench.enqueue(std::vector{first, bench.job(), bench.job()});
        auto worker = bench.work(JobBench::options(1));
        hasBegun.wait();
        worker->stop();
        QVERIFY(hasSeenTheEnd);
        QCOMPARE(bench.countOf("job_done"), 1);
        QCOMPARE(bench.number("SELECT count(*) AS n FROM job WHERE state = 'ready' AND "
                              "attempt = 0"),
                 2);
        QCOMPARE(bench.countOf("test_effect"), 0);
    }
};

STOA_TEST(WorkerTest)
#include "test_worker.moc"
