#include "job_bench.h"
#include "platform/jobs/jobs_sql.h"
#include "platform/jobs/schedule.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class EnqueueTest : public QObject {
    Q_OBJECT

private slots:
    void everyStatementFitsTheSchema()
    {
        JobBench bench;
        STOA_OK(prepareAll(bench.db(), jobs::sql::kAll));
    }

    void commitsOrRollsBackWithTheTransaction()
    {
        JobBench bench;
        {
            db::Transaction transaction(bench.db());
            bench.enqueue(bench.job());
        }
        QCOMPARE(bench.countOf("job"), 0);
        QCOMPARE(bench.countOf("dispatch_hint"), 0);
        db::Transaction transaction(bench.db());
        bench.enqueue(bench.job());
        STOA_OK(transaction.commit());
        QCOMPARE(bench.countOf("job"), 1);
        QCOMPARE(bench.countOf("dispatch_hint"), 1);
    }

    void manyJobsCostOneRoundTrip()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        std::vector<jobs::NewJob> many;
        for (int i = 0; i < 500; ++i)
            many.push_back(bench.job());
        const auto before = bench.db().roundTrips();
        QCOMPARE(bench.enqueue(many), std::size_t{500});
        QCOMPARE(bench.db().roundTrips() - before, 1);
    }

    void keepsEverythingThatWasSaid()
    {
        JobBench bench;
        jobs::NewJob job = bench.job("mail.send");
        job.payload = std::string("a\0b\xff", 4);
        job.priority = 2;
        job.runAt = bench.clock.now() - std::chrono::seconds(5);
        job.uniqueKey = "order 7";
        job.maxAttempts = 3;
        job.traceParent = "00-abc-def-01";
        bench.enqueue(job);
        const auto taken = bench.claim(1);
        QCOMPARE(taken.size(), std::size_t{1});
        QCOMPARE(taken[0].id, job.id);
        QCOMPARE(taken[0].org, bench.org);
        QCOMPARE(taken[0].kind, std::string("mail.send"));
        QCOMPARE(taken[0].payload, job.payload);
        QCOMPARE(taken[0].priority, 2);
        QCOMPARE(taken[0].runAt, *job.runAt);
        QCOMPARE(taken[0].uniqueKey, job.uniqueKey);
        QCOMPARE(taken[0].maxAttempts, 3);
        QCOMPARE(taken[0].traceParent, job.traceParent);
        QCOMPARE(taken[0].attempt, 1);
        QCOMPARE(taken[0].fence, 1);
    }

    void oneJobForEachUniqueKey()
    {
        JobBench bench;
        jobs::NewJob first = bench.job();
        first.uniqueKey = "same";
        bench.enqueue(first);
        jobs::NewJob second = first;
        second.id = Uuid::makeV7();
        QCOMPARE(bench.enqueue(std::vector{second}), std::size_t{0});
        jobs::NewJob otherKind = second;
        otherKind.kind = "test.other";
        jobs::NewJob otherOrg = second;
        otherOrg.org = bench.addOrg();
        otherOrg.id = Uuid::makeV7();
        jobs::NewJob twice = bench.job();
        twice.uniqueKey = "twice in one call";
        jobs::NewJob twiceAgain = twice;
        twiceAgain.id = Uuid::makeV7();
        QCOMPARE(bench.enqueue(std::vector{otherKind, otherOrg, twice, twiceAgain}),
                 std::size_t{3});
        // While it runs the key is taken; when it is done the key is free.
        const auto running = bench.claim(10);
        QCOMPARE(bench.enqueue(std::vector{second}), std::size_t{0});
        for (const auto& job : running)
            STOA_OK(jobs::complete(bench.db(), jobs::Held::of(job), bench.clock.now()));
        QCOMPARE(bench.enqueue(std::vector{second}), std::size_t{1});
    }

    void refusesAnUnknownOrganisation()
    {
        JobBench bench;
        jobs::NewJob job = bench.job();
        job.org = Uuid::makeV7();
        STOA_FAILS(jobs::enqueue(bench.db(), {&job, 1}, bench.clock.now()), "db.foreign_key");
    }

    void aFullQueueRefusesByImportance_data()
    {
        QTest::addColumn<qint64>("ready");
        QTest::addColumn<int>("ageSeconds");
        QTest::addColumn<int>("importance");
        QTest::addColumn<bool>("isAdmitted");
        const auto row = [](const char* name, qint64 ready, int age, jobs::Importance importance,
                            bool isAdmitted) {
            QTest::newRow(name) << ready << age << static_cast<int>(importance) << isAdmitted;
        };
        using enum jobs::Importance;
        row("sheddable, at the limit", 10'000, 60, Sheddable, true);
        row("sheddable, too many", 10'001, 0, Sheddable, false);
        row("sheddable, too old", 1, 61, Sheddable, false);
        row("default, too many for sheddable", 10'001, 61, Default, true);
        row("default, at the limit", 50'000, 600, Default, true);
        row("default, too many", 50'001, 0, Default, false);
        row("critical, any number", 99'999, 9999, Critical, true);
    }
    void aFullQueueRefusesByImportance()
    {
        QFETCH(qint64, ready);
        QFETCH(int, ageSeconds);
        QFETCH(int, importance);
        QFETCH(bool, isAdmitted);
        FakeClock clock;
        jobs::Pressure pressure;
        jobs::QueueLoad load;
        load.ready = ready;
        load.oldestReady = clock.now() - std::chrono::seconds(ageSeconds);
        pressure.measured({{"default", load}});
        jobs::NewJob job;
        job.queue = "default";
        job.importance = static_cast<jobs::Importance>(importance);
        const Done admitted = pressure.admit(job, clock.now());
        QCOMPARE(admitted.has_value(), isAdmitted);
        if (!isAdmitted) {
            QCOMPARE(admitted.error().kind, ErrorKind::Unavailable);
            QCOMPARE(admitted.error().code, std::string("job.queue_full"));
            QCOMPARE(admitted.error().retryAfter, std::chrono::milliseconds(5000));
        }
        job.queue = "another";
        STOA_OK(pressure.admit(job, clock.now()));
    }

    void aRefusalWritesNothing()
    {
        JobBench bench;
        jobs::QueueLoad load;
        load.ready = 50'001;
        bench.pressure.measured({{"default", load}});
        const std::vector jobs{bench.job("a"), bench.job("b")};
        STOA_FAILS(jobs::enqueue(bench.db(), jobs, bench.clock.now(), &bench.pressure),
                   "job.queue_full");
        QCOMPARE(bench.countOf("job"), 0);
    }

    void measuresWhatWaitsRunsAndDied()
    {
        JobBench bench;
        jobs::NewJob old = bench.job();
        old.runAt = bench.clock.now() - std::chrono::seconds(90);
        jobs::NewJob later = bench.job();
        later.runAt = bench.clock.now() + std::chrono::seconds(90);
        bench.enqueue(std::vector{bench.job(), bench.job(), old, later, bench.job()});
        const auto taken = bench.claim(2); // the old one and one more
        STOA_OK(jobs::bury(bench.db(), jobs::Held::of(taken[1]), bench.clock.now(), "x", "y"));
        const auto loads = must(jobs::measure(bench.db(), bench.clock.now()));
        QCOMPARE(loads.size(), std::size_t{1});
        const jobs::QueueLoad& load = loads.at("default");
        QCOMPARE(load.ready, 2);
        QCOMPARE(load.scheduled, 1);
        QCOMPARE(load.running, 1);
        QCOMPARE(load.dead, 1);
        QVERIFY(load.oldestReady == bench.clock.now());
    }

    void aScheduleHasOneJobForEachSlotHoweverManyAsk()
    {
        JobBench bench;
        const std::vector<jobs::Schedule> hourly{
            {.kind = "tick", .queue = "default", .every = std::chrono::hours(1)}};
        std::optional<Uuid> owner;
        const auto ask = [&](db::Connection&) -> Result<std::optional<Uuid>> { return owner; };
        jobs::Scheduler first(hourly, ask);
        jobs::Scheduler second(hourly, ask);
        STOA_OK(first.keep(bench.db(), bench.clock.now()));
        QCOMPARE(bench.countOf("job"), 0); // nobody to own it yet
        owner = bench.org;
        STOA_OK(first.keep(bench.db(), bench.clock.now()));
        STOA_OK(second.keep(bench.db(), bench.clock.now()));
        QCOMPARE(bench.countOf("job"), 2); // the current slot and the next
        QCOMPARE(bench.claim(10).size(), std::size_t{1});
        bench.clock.advance(std::chrono::minutes(59));
        STOA_OK(first.keep(bench.db(), bench.clock.now()));
        QCOMPARE(bench.countOf("job"), 2);
        bench.clock.advance(std::chrono::minutes(1));
        STOA_OK(first.keep(bench.db(), bench.clock.now()));
        STOA_OK(second.keep(bench.db(), bench.clock.now()));
        QCOMPARE(bench.countOf("job"), 3);
    }
};

STOA_TEST(EnqueueTest)
#include "test_enqueue.moc"
