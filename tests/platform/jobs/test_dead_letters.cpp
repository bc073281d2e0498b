#include "job_bench.h"
#include "platform/jobs/retention.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class DeadLettersTest : public QObject {
    Q_OBJECT

    // Given up one after the other, a second apart.
    static std::vector<jobs::NewJob> bury(JobBench& bench, std::vector<jobs::NewJob> list)
    {
        for (const auto& job : list) {
            bench.enqueue(job);
            const auto taken = bench.claim(1);
            must(jobs::bury(bench.db(), jobs::Held::of(taken.at(0)), bench.clock.now(),
                            "refund.too_late", "after 90 days"));
            bench.clock.advance(std::chrono::seconds(1));
        }
        return list;
    }

private slots:
    void listsNewestFirstInPages()
    {
        JobBench bench;
        const auto buried = bury(bench, {bench.job("a"), bench.job("b"), bench.job("a")});
        const auto letters = bench.dead();
        QCOMPARE(letters.size(), std::size_t{3});
        QCOMPARE(letters[0].id, buried[2].id);
        QCOMPARE(letters[2].id, buried[0].id);
        const jobs::DeadLetterFilter rest{{}, {}, {letters[0].diedAt, letters[0].id}};
        const auto page = must(jobs::listDead(bench.db(), rest, 1));
        QCOMPARE(page.size(), std::size_t{1});
        QCOMPARE(page[0].id, buried[1].id);
        const jobs::DeadLetterFilter onlyA{"default", "a", {bench.clock.now(), Uuid()}};
        QCOMPARE(must(jobs::listDead(bench.db(), onlyA, 10)).size(), std::size_t{2});
        const jobs::DeadLetterFilter other{"another", {}, {bench.clock.now(), Uuid()}};
        QVERIFY(must(jobs::listDead(bench.db(), other, 10)).empty());
    }

    void replayBringsItBackWholeWithAllItsAttempts()
    {
        JobBench bench;
        jobs::NewJob job = bench.job("mail.send");
        job.payload = "order 7";
        job.priority = 1;
        job.maxAttempts = 3;
        job.uniqueKey = "7";
        job.traceParent = "00-abc-def-01";
        bury(bench, {job});
        STOA_OK(jobs::replay(bench.db(), bench.org, job.id, bench.clock.now()));
        QCOMPARE(bench.countOf("job_dead"), 0);
        const jobs::Job again = bench.claim(1).at(0);
        QCOMPARE(again.id, job.id);
        QCOMPARE(again.payload, job.payload);
        QCOMPARE(again.priority, 1);
        QCOMPARE(again.uniqueKey, job.uniqueKey);
        QCOMPARE(again.traceParent, job.traceParent);
        QCOMPARE(again.attempt, 1);
        QCOMPARE(again.maxAttempts, 3);
        QVERIFY(again.fence > 1); // whoever held it before stays shut out
    }

    void aReplayedJobIsDone()
    {
        JobBench bench;
        const auto job = bury(bench, {bench.job()}).at(0);
        const auto worker = bench.work();
        STOA_OK(jobs::replay(bench.db(), bench.org, job.id, bench.clock.now()));
        worker->ring();
        QVERIFY(waitUntil([&] { return bench.countOf("job_done") == 1; }));
        QCOMPARE(bench.countOf("test_effect"), 1);
    }

    void refusesWhatIsNotDead()
    {
        JobBench bench;
        const Uuid alive = bench.enqueue(bench.job());
        for (const Uuid& id : {alive, Uuid::makeV7()}) {
            const Done replayed = jobs::replay(bench.db(), bench.org, id, bench.clock.now());
            STOA_FAILS(replayed, "job.not_dead");
            QCOMPARE(replayed.error().kind, ErrorKind::NotFound);
            STOA_FAILS(jobs::discard(bench.db(), bench.org, id), "job.not_dead");
        }
        QCOMPARE(bench.countOf("job"), 1);
    }

    void anotherOrganisationsLetterIsNotFound()
    {
        JobBench bench;
        const auto job = bury(bench, {bench.job()}).at(0);
        const Uuid other = bench.addOrg();
        STOA_FAILS(jobs::replay(bench.db(), other, job.id, bench.clock.now()), "job.not_dead");
        STOA_FAILS(jobs::discard(bench.db(), other, job.id), "job.not_dead");
        QCOMPARE(bench.countOf("job_dead"), 1);
    }

    void oneWhoseEqualWaitsStaysDead()
    {
        JobBench bench;
        jobs::NewJob job = bench.job("mail.send");
        job.uniqueKey = "7";
        jobs::NewJob equal = job;
        equal.id = Uuid::makeV7();
        bury(bench, {job, equal});
        {
            db::Transaction transaction(bench.db());
            QCOMPARE(must(jobs::replayKind(bench.db(), "mail.send", bench.clock.now())),
                     std::size_t{1}); // the older one
            STOA_OK(transaction.commit());
        }
        QCOMPARE(bench.dead().at(0).id, equal.id);
        const Done replayed = jobs::replay(bench.db(), bench.org, equal.id, bench.clock.now());
        STOA_FAILS(replayed, "job.already_waiting");
        QCOMPARE(replayed.error().kind, ErrorKind::Conflict);
        QCOMPARE(must(jobs::replayKind(bench.db(), "mail.send", bench.clock.now())),
                 std::size_t{0});
        QCOMPARE(bench.countOf("job_dead"), 1);
    }

    void replaysAllOfOneKindInEveryOrganisation()
    {
        JobBench bench;
        bury(bench, {bench.job("a"), bench.job("b"), bench.job("a")});
        const Uuid first = bench.org;
        bench.org = bench.addOrg();
        bury(bench, {bench.job("a")});
        QCOMPARE(must(jobs::replayKind(bench.db(), "a", bench.clock.now())), std::size_t{3});
        QCOMPARE(bench.countOf("job_dead"), 1);
        QCOMPARE(bench.claim(10).size(), std::size_t{1});
        bench.org = first;
        QCOMPARE(bench.claim(10).size(), std::size_t{2});
    }

    void discardedIsGone()
    {
        JobBench bench;
        const auto job = bury(bench, {bench.job()}).at(0);
        STOA_OK(jobs::discard(bench.db(), bench.org, job.id));
        QCOMPARE(bench.countOf("job_dead"), 0);
        QCOMPARE(bench.countOf("job"), 0);
    }

    void finishedJobsAreForgottenAfterADayAndDeadOnesNever()
    {
        JobBench bench;
        bury(bench, {bench.job()});
        for (int i = 0; i < 3; ++i)
            bench.enqueue(bench.job());
        for (const auto& job : bench.claim(3))
            STOA_OK(jobs::complete(bench.db(), jobs::Held::of(job), bench.clock.now()));
        const auto forget = [&](int most) {
            return must(jobs::forgetFinished(bench.db(), bench.org, bench.clock.now(), most));
        };
        bench.clock.advance(std::chrono::hours(24));
        QCOMPARE(forget(10), std::size_t{0});
        bench.clock.advance(std::chrono::microseconds(1));
        QCOMPARE(forget(2), std::size_t{2});
        QCOMPARE(forget(2), std::size_t{1});
        bench.clock.advance(std::chrono::hours(24 * 365));
        QCOMPARE(forget(10), std::size_t{0});
        QCOMPARE(bench.countOf("job_dead"), 1);
    }
};

STOA_TEST(DeadLettersTest)
#include "test_dead_letters.moc"
