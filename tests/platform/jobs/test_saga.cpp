#include "job_bench.h"
#include "platform/jobs/saga.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using jobs::SagaState;

namespace {

// A saga of three steps that write what they do, and fail or die where a test says so.
struct Trip {
    explicit Trip(JobBench& at) : bench(at)
    {
        sagas.add({"trip", std::chrono::hours(1), {step("train"), step("hotel"), step("dinner")}});
        sagas.addTo(bench.kinds);
    }

    jobs::SagaStep step(const std::string& name)
    {
        return {name, [this, name](jobs::SagaRun& run) { return act(run, name); },
                [this, name](jobs::SagaRun& run) { return act(run, "-" + name); }};
    }
    Done act(jobs::SagaRun& run, const std::string& what)
    {
        {
            const std::lock_guard lock(mutex);
            calls.push_back(what + ' ' + run.key());
            auto& failing = failures[what];
            if (!failing.empty()) {
                const ErrorKind kind = failing.back();
                failing.pop_back();
                return fail(kind, "trip.failed", what);
            }
        }
        run.data += what + ';';
        run.commitWith([what](db::Connection& connection) -> Done {
            STOA_CHECK(connection.run(kInsertEffect, Uuid::makeV7(), what));
            return {};
        });
        return {};
    }
    Uuid start()
    {
        db::Transaction transaction(bench.db());
        const Uuid id =
            must(sagas.start(bench.db(), {.org = bench.org, .kind = "trip"}, bench.clock.now()));
        must(transaction.commit());
        return id;
    }
    jobs::Saga read(const Uuid& id) { return must(jobs::Sagas::read(bench.db(), bench.org, id)); }
    bool isIn(const Uuid& id, SagaState state) { return read(id).state == state; }
    static jobs::Worker::Options options()
    {
        auto chosen = JobBench::options(1);
        chosen.queues = {{.name = std::string(jobs::Sagas::kQueue), .concurrency = 1}};
        return chosen;
    }
    std::string callsWithout(const Uuid& id)
    {
        const std::lock_guard lock(mutex);
        std::string text;
        for (const auto& call : calls) {
            std::string each = call;
            each.replace(each.find(id.text()), id.text().size(), "#");
            text += (text.empty() ? "" : ", ") + each;
        }
        return text;
    }

    JobBench& bench;
    jobs::Sagas sagas;
    std::mutex mutex;
    std::vector<std::string> calls;
    std::map<std::string, std::vector<ErrorKind>> failures; // the next is the last
};

} // namespace

class SagaTest : public QObject {
    Q_OBJECT

private slots:
    void runsItsStepsInOrderAndKeepsTheirData()
    {
        JobBench bench;
        Trip trip(bench);
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        worker->ring();
        QVERIFY(waitUntil([&] { return trip.isIn(id, SagaState::Completed); }));
        QCOMPARE(trip.read(id).data, std::string("train;hotel;dinner;"));
        QCOMPARE(trip.callsWithout(id), std::string("train #:0, hotel #:1, dinner #:2"));
        QCOMPARE(bench.countOf("test_effect"), 3);
        QCOMPARE(bench.countOf("job"), 0);
        QCOMPARE(bench.countOf("job_done"), 3);
    }

    void aRefusedStepUndoesTheOthersInReverseOrder()
    {
        JobBench bench;
        Trip trip(bench);
        trip.failures["dinner"] = {ErrorKind::Refused};
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        QVERIFY(waitUntil([&] { return trip.isIn(id, SagaState::Compensated); }));
        QCOMPARE(trip.callsWithout(id),
                 std::string("train #:0, hotel #:1, dinner #:2, -hotel #:1:undo, -train #:0:undo"));
        QCOMPARE(trip.read(id).lastError, std::string("refused trip.failed: dinner"));
        QCOMPARE(trip.read(id).data, std::string("train;hotel;-hotel;-train;"));
        QCOMPARE(bench.countOf("job_dead"), 0);
    }

    void aFirstStepThatIsRefusedUndoesNothing()
    {
        JobBench bench;
        Trip trip(bench);
        trip.failures["train"] = {ErrorKind::Refused};
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        QVERIFY(waitUntil([&] { return trip.isIn(id, SagaState::Compensated); }));
        QCOMPARE(trip.callsWithout(id), std::string("train #:0"));
        QCOMPARE(bench.countOf("test_effect"), 0);
    }

    void aStepThatMayPassIsTriedAgain()
    {
        JobBench bench;
        Trip trip(bench);
        trip.failures["hotel"] = {ErrorKind::Unavailable, ErrorKind::Timeout};
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        QVERIFY(bench.passTimeUntil(*worker, [&] { return trip.isIn(id, SagaState::Completed); }));
        QCOMPARE(trip.callsWithout(id),
                 std::string("train #:0, hotel #:1, hotel #:1, hotel #:1, dinner #:2"));
        QCOMPARE(bench.countOf("test_effect"), 3);
    }

    // It may have happened, so it is undone too; and undoing is tried until it succeeds, whatever
    // the error.
    void aStepInDoubtIsUndoneToo()
    {
        JobBench bench;
        Trip trip(bench);
        trip.failures["hotel"].assign(25, ErrorKind::InDoubt);
        trip.failures["-hotel"] = {ErrorKind::Refused, ErrorKind::Internal};
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        // An hour is the deadline; with random 0 all attempts are made before it.
        bench.random = 0;
        QVERIFY(
            bench.passTimeUntil(*worker, [&] { return trip.isIn(id, SagaState::Compensated); }));
        const std::string calls = trip.callsWithout(id);
        QVERIFY2(calls.ends_with("hotel #:1, -hotel #:1:undo, -hotel #:1:undo, -hotel #:1:undo, "
                                 "-train #:0:undo"),
                 calls.c_str());
        QCOMPARE(trip.read(id).data, std::string("train;-hotel;-train;"));
    }

    void theDeadlineTurnsItBack()
    {
        JobBench bench;
        Trip trip(bench);
        const Uuid id = trip.start();
        bench.clock.advance(std::chrono::hours(1));
        const auto worker = bench.work(Trip::options());
        QVERIFY(waitUntil([&] { return trip.isIn(id, SagaState::Compensated); }));
        QCOMPARE(trip.read(id).lastError, std::string("timeout saga.deadline_passed"));
        QVERIFY(trip.calls.empty());
    }

    // Its worker dies right before what a step did is recorded; and right after.
    void aCrashAroundEveryStepResumes_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<bool>("isForward");
        for (int steps = 0; steps <= 2; ++steps)
            QTest::addRow("forward, after %d steps", steps) << steps << true;
        for (int steps = 0; steps <= 1; ++steps)
            QTest::addRow("backward, after %d compensations", steps) << steps << false;
    }
    void aCrashAroundEveryStepResumes()
    {
        QFETCH(int, steps);
        QFETCH(bool, isForward);
        JobBench bench;
        Trip trip(bench);
        if (!isForward) trip.failures["dinner"] = {ErrorKind::Refused};
        const Uuid id = trip.start();
        const int before = isForward ? steps : 3 + steps; // jobs that are done and recorded
        for (int i = 0; i < before; ++i)
            QVERIFY(runOne(bench, trip));
        // The step has acted, and nothing of it reached the database.
        const auto lost = claimOne(bench).at(0);
        actWithoutRecord(bench, trip, lost);
        bench.clock.advance(std::chrono::seconds(31));
        const auto worker = bench.work(Trip::options());
        const auto end = isForward ? SagaState::Completed : SagaState::Compensated;
        QVERIFY(waitUntil([&] { return trip.isIn(id, end); }));
        QCOMPARE(trip.read(id).data,
                 std::string(isForward ? "train;hotel;dinner;" : "train;hotel;-hotel;-train;"));
        QCOMPARE(bench.countOf("test_effect"), isForward ? 3 : 4); // each once
        QCOMPARE(bench.countOf("job"), 0);
        STOA_FAILS(jobs::complete(bench.db(), jobs::Held::of(lost), bench.clock.now()),
                   "job.lease_lost");
    }

    void aCompensationThatNeverSucceedsIsADeadLetterAndCanBeReplayed()
    {
        JobBench bench;
        Trip trip(bench);
        bench.random = 0;
        trip.failures["hotel"] = {ErrorKind::Refused};
        trip.failures["-train"].assign(25, ErrorKind::Refused);
        const auto worker = bench.work(Trip::options());
        const Uuid id = trip.start();
        QVERIFY(bench.passTimeUntil(*worker, [&] { return bench.countOf("job_dead") == 1; }));
        QCOMPARE(trip.read(id).state, SagaState::Compensating);
        QCOMPARE(bench.dead().at(0).kind, std::string("saga.trip"));
        STOA_OK(jobs::replay(bench.db(), bench.org, bench.dead().at(0).id, bench.clock.now()));
        worker->ring();
        QVERIFY(waitUntil([&] { return trip.isIn(id, SagaState::Compensated); }));
    }

private:
    static std::vector<jobs::Job> claimOne(JobBench& bench)
    {
        const std::array claims{jobs::Claim{bench.org, std::string(jobs::Sagas::kQueue), 1}};
        return must(jobs::claim(bench.db(), claims, "somebody else", bench.clock.now(),
                                bench.clock.now() + std::chrono::seconds(30)))[0];
    }
    static jobs::JobRun::Context contextOf(JobBench& bench, db::Pool& pool)
    {
        return {pool, bench.clock, db::within(std::chrono::seconds(5)), [] { return false; }};
    }
    static bool runOne(JobBench& bench, Trip&)
    {
        const auto job = claimOne(bench).at(0);
        jobs::JobRun run(job, contextOf(bench, bench.pool));
        const auto outcome = bench.kinds.find(job.kind)->run(run);
        return outcome && outcome->kind == jobs::Outcome::Kind::Done && run.isCompleted();
    }
    // The first connection reads the saga; there is none for the record, as when the worker is
    // gone.
    static void actWithoutRecord(JobBench& bench, Trip& trip, const jobs::Job& job)
    {
        const auto before = trip.calls.size();
        const jobs::Saga saga = trip.read(must(Uuid::parse(job.payload)));
        jobs::JobRun run(job, contextOf(bench, bench.pool));
        jobs::SagaRun step(run, saga);
        const std::vector<std::string> names{"train", "hotel", "dinner"};
        const bool isBack = saga.state == SagaState::Compensating;
        const std::string name = names.at(saga.step - (isBack ? 1 : 0));
        must(trip.act(step, isBack ? "-" + name : name));
        if (trip.calls.size() != before + 1) qFatal("the step did not act");
    }
};

STOA_TEST(SagaTest)
#include "test_saga.moc"
