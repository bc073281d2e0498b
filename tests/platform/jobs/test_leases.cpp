#include "job_bench.h"
#include "platform/jobs/hints.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

// What holds in the database, whatever workers do.
class LeasesTest : public QObject {
    Q_OBJECT

private slots:
    void claimsByPriorityThenTime()
    {
        JobBench bench;
        std::vector<jobs::NewJob> list;
        for (const auto& [priority, secondsAgo] : {std::pair{5, 1}, {5, 9}, {0, 0}, {9, 99}}) {
            jobs::NewJob job = bench.job();
            job.priority = priority;
            job.runAt = bench.clock.now() - std::chrono::seconds(secondsAgo);
            list.push_back(job);
        }
        bench.enqueue(list);
        std::vector<Uuid> order;
        for (int i = 0; i < 4; ++i)
            order.push_back(bench.claim(1).at(0).id);
        const std::vector<Uuid> expected{list[2].id, list[1].id, list[0].id, list[3].id};
        QVERIFY(order == expected);
        QVERIFY(bench.claim(1).empty());
    }

    void nothingIsClaimedBeforeItsTime()
    {
        JobBench bench;
        jobs::NewJob job = bench.job();
        job.runAt = bench.clock.now() + std::chrono::microseconds(1);
        bench.enqueue(job);
        QVERIFY(bench.claim(1).empty());
        bench.clock.advance(std::chrono::microseconds(1));
        QCOMPARE(bench.claim(1).size(), std::size_t{1});
    }

    void twoWorkersNeverClaimTheSameJob()
    {
        JobBench bench;
        std::vector<jobs::NewJob> list;
        for (int i = 0; i < 400; ++i)
            list.push_back(bench.job());
        bench.enqueue(list);
        std::mutex mutex;
        std::vector<Uuid> seen;
        inParallel(4, [&](std::size_t) {
            const auto connection = bench.open();
            const std::array claims{jobs::Claim{bench.org, "default", 7}};
            while (true) {
                const auto taken = must(
                    jobs::claim(*connection, claims, "w", bench.clock.now(), bench.clock.now()));
                if (taken[0].empty()) return;
                const std::lock_guard lock(mutex);
                for (const auto& job : taken[0])
                    seen.push_back(job.id);
            }
        });
        QCOMPARE(seen.size(), std::size_t{400});
        std::sort(seen.begin(), seen.end());
        QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    }

    void aLeaseIsRescuedWhenItEndsAndNotBefore()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        bench.claim(1);
        bench.clock.advance(std::chrono::seconds(30) - std::chrono::microseconds(1));
        QCOMPARE(must(jobs::rescue(bench.db(), bench.clock.now())).readyAgain, std::size_t{0});
        bench.clock.advance(std::chrono::microseconds(1));
        QCOMPARE(must(jobs::rescue(bench.db(), bench.clock.now())).readyAgain, std::size_t{1});
        const auto again = bench.claim(1);
        QCOMPARE(again.at(0).attempt, 2);
        QCOMPARE(again.at(0).fence, 2);
    }

    void aLeaseThatIsExtendedIsNotRescued()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        const auto held = jobs::Held::of(bench.claim(1).at(0));
        bench.clock.advance(std::chrono::seconds(29));
        const auto until = bench.clock.now() + std::chrono::seconds(30);
        QCOMPARE(must(jobs::extend(bench.db(), {&held, 1}, until)).size(), std::size_t{1});
        bench.clock.advance(std::chrono::seconds(29));
        QCOMPARE(must(jobs::rescue(bench.db(), bench.clock.now())).readyAgain, std::size_t{0});
    }

    // The older holder resumes after its lease, when another has the job or has finished it.
    void aZombieCanWriteNothing()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        const jobs::Job zombie = bench.claim(1).at(0);
        bench.clock.advance(std::chrono::seconds(31));
        must(jobs::rescue(bench.db(), bench.clock.now()));
        const jobs::Job owner = bench.claim(1).at(0);
        const auto now = bench.clock.now();
        const auto held = jobs::Held::of(zombie);

        const auto refusesAll = [&] {
            STOA_FAILS(jobs::complete(bench.db(), held, now), "job.lease_lost");
            QCOMPARE(must(jobs::completeMany(bench.db(), {&held, 1}, now)), std::size_t{0});
            STOA_FAILS(jobs::putBack(bench.db(), zombie, now, true, "late"), "job.lease_lost");
            STOA_FAILS(jobs::bury(bench.db(), held, now, "late", "late"), "job.lease_lost");
            QVERIFY(must(jobs::extend(bench.db(), {&held, 1}, now)).empty());
        };
        refusesAll();
        QCOMPARE(bench.countOf("job"), 1);
        STOA_OK(jobs::complete(bench.db(), jobs::Held::of(owner), now));
        refusesAll();
        QCOMPARE(bench.countOf("job_done"), 1);
        QCOMPARE(bench.countOf("job_dead"), 0);
    }

    // Its effects roll back with its completion.
    void aZombiesEffectsDoNotHappen()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        const jobs::Job zombie = bench.claim(1).at(0);
        bench.clock.advance(std::chrono::seconds(31));
        must(jobs::rescue(bench.db(), bench.clock.now()));
        const auto effect = [&](const jobs::Job& job, const std::string& by) {
            const auto context = jobs::JobRun::Context{
                bench.pool, bench.clock, db::within(std::chrono::seconds(5)), [] { return false; }};
            jobs::JobRun run(job, context);
            return JobBench::effect(run, by);
        };
        const jobs::Job owner = bench.claim(1).at(0);
        STOA_FAILS(effect(zombie, "too early"), "job.lease_lost"); // the owner is at it
        STOA_OK(effect(owner, "owner"));
        STOA_FAILS(effect(zombie, "too late"), "job.lease_lost");
        QCOMPARE(bench.countOf("test_effect"), 1);
        QCOMPARE(bench.text("SELECT made_by AS text FROM test_effect"), std::string("owner"));
    }

    // Between its lease and the next claim nobody else has begun: its work counts.
    void whoeverFinishesBeforeTheNextClaimIsHeard()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        const jobs::Job late = bench.claim(1).at(0);
        bench.clock.advance(std::chrono::seconds(31));
        must(jobs::rescue(bench.db(), bench.clock.now()));
        STOA_OK(jobs::complete(bench.db(), jobs::Held::of(late), bench.clock.now()));
        QVERIFY(bench.claim(1).empty());
    }

    void theLastLostAttemptIsADeadLetter()
    {
        JobBench bench;
        jobs::NewJob job = bench.job();
        job.maxAttempts = 2;
        bench.enqueue(job);
        for (int attempt = 1; attempt <= 2; ++attempt) {
            QCOMPARE(bench.claim(1).at(0).attempt, attempt);
            bench.clock.advance(std::chrono::seconds(31));
            const auto rescued = must(jobs::rescue(bench.db(), bench.clock.now()));
            QCOMPARE(rescued.buried, std::size_t(attempt - 1));
        }
        QCOMPARE(bench.countOf("job"), 0);
        QCOMPARE(bench.dead().at(0).reason, std::string("job.worker_lost"));
    }

    void putBackKeepsTheErrorAndCountsOnlyWhatItShould()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        jobs::Job job = bench.claim(1).at(0);
        const std::string broken("bad \xff\x01 text");
        STOA_OK(jobs::putBack(bench.db(), job, bench.clock.now(), true, broken));
        QCOMPARE(bench.text("SELECT last_error AS text FROM job"), std::string("bad ?? text"));
        job = bench.claim(1).at(0);
        QCOMPARE(job.attempt, 2);
        STOA_OK(jobs::putBack(bench.db(), job, bench.clock.now(), false, {}));
        QCOMPARE(bench.claim(1).at(0).attempt, 2);
    }

    // A hint that was raised because nothing was there comes back with the next job, and again
    // after one second for whoever was enqueueing at that very moment.
    void hintsFollowTheJobs()
    {
        JobBench bench;
        const std::vector<std::string> queues{"default"};
        const auto due = [&] {
            return must(jobs::readHints(bench.db(), queues, bench.clock.now(), Uuid())).size();
        };
        jobs::HintColumns here;
        here.add(bench.org, "default");
        bench.enqueue(bench.job());
        QCOMPARE(due(), std::size_t{1});
        bench.claim(1);
        STOA_OK(jobs::settleHints(bench.db(), here, {}, bench.clock.now()));
        QCOMPARE(due(), std::size_t{0});
        bench.clock.advance(std::chrono::seconds(1));
        QCOMPARE(due(), std::size_t{1});
        STOA_OK(jobs::settleHints(bench.db(), here, {}, bench.clock.now()));
        bench.clock.advance(std::chrono::seconds(1));
        QCOMPARE(due(), std::size_t{0}); // two seconds this time
        jobs::NewJob later = bench.job();
        later.runAt = bench.clock.now() + std::chrono::milliseconds(100);
        bench.enqueue(later);
        QCOMPARE(due(), std::size_t{0});
        bench.clock.advance(std::chrono::milliseconds(100));
        QCOMPARE(due(), std::size_t{1});
    }

    void lostHintsAreFoundAgain()
    {
        JobBench bench;
        bench.enqueue(bench.job());
        must(bench.db().runScript("DELETE FROM dispatch_hint"));
        STOA_OK(jobs::rebuildHints(bench.db(), bench.clock.now()));
        QCOMPARE(bench.countOf("dispatch_hint"), 1);
        must(bench.db().runScript(
            "UPDATE dispatch_hint SET next_run_at = next_run_at + interval '1 hour'"));
        STOA_OK(jobs::rebuildHints(bench.db(), bench.clock.now()));
        const auto hints = must(jobs::readHints(bench.db(), {"default"}, bench.clock.now(), {}));
        QCOMPARE(hints.size(), std::size_t{1});
        // Nothing is written when nothing is wrong.
        const auto before = bench.text("SELECT xmin::text AS text FROM dispatch_hint");
        STOA_OK(jobs::rebuildHints(bench.db(), bench.clock.now()));
        QCOMPARE(bench.text("SELECT xmin::text AS text FROM dispatch_hint"), before);
    }
};

STOA_TEST(LeasesTest)
#include "test_leases.moc"
