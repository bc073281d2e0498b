// Histories of a queue: two workers on links that break, servers' sessions that are killed, others
// that claim jobs and vanish, a clock that jumps. Every job has its effect once, and none is lost.

#include "job_bench.h"
#include "support/chaos_proxy.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::size_t kHistories = 12;
constexpr std::size_t kJobs = 60; // of one history
constexpr int kFaults = 4;

constexpr db::Statement kKillOthers{
    "test.kill_others", "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"};

// Statements that only workers send.
constexpr std::array<std::string_view, 4> kPlaces{"jobs.claim_jobs", "jobs.complete_job",
                                                  "test.insert_effect", "db.commit"};

} // namespace

class JobCampaign final : public QObject {
    Q_OBJECT

    static std::string wrongWith(std::uint64_t seed);
    static void harm(Random& random, JobBench& bench, ChaosProxy& proxy);

private slots:
    void everyJobHasItsEffectOnce();
};

void JobCampaign::harm(Random& random, JobBench& bench, ChaosProxy& proxy)
{
    switch (random.between(0, 3)) {
    case 0:
        must(bench.db().run(kKillOthers));
        break;
    case 1:
        bench.claim(static_cast<std::size_t>(random.between(1, 5)));
        bench.clock.advance(std::chrono::seconds(random.between(1, 40)));
        break;
    default: {
        const auto place = static_cast<std::size_t>(random.between(0, kPlaces.size() - 1));
        proxy.cutAt(std::string(kPlaces[place]),
                    static_cast<ChaosProxy::Cut>(random.between(0, 2)));
    }
    }
}

std::string JobCampaign::wrongWith(std::uint64_t seed)
{
    Random random(seed);
    const auto database = TestCluster::ofProcess().createDatabase();
    JobBench bench(database); // what the test asks never goes through the proxy
    ChaosProxy proxy(database);
    db::Pool behind(proxy.info(), 16);
    std::vector<jobs::NewJob> list(kJobs, bench.job());
    for (auto& job : list)
        job.id = Uuid::makeV7();
    bench.enqueue(list);
    std::vector<std::unique_ptr<jobs::Worker>> workers;
    for (int i = 0; i < 2; ++i) {
        workers.push_back(std::make_unique<jobs::Worker>(
            jobs::Worker::Parts{behind, bench.clock, bench.kinds, bench.pressure, bench.metrics,
                                [] { return 0.5; }},
            JobBench::options(2)));
        workers.back()->start();
    }
    for (int i = 0; i < kFaults; ++i) {
        const std::int64_t done = kJobs * static_cast<std::size_t>(i) / kFaults;
        bench.passTimeUntil(*workers[0], [&] { return bench.countOf("test_effect") >= done; });
        harm(random, bench, proxy);
    }
    if (!bench.passTimeUntil(*workers[0], [&] { return bench.countOf("job") == 0; }))
        return std::to_string(bench.countOf("job")) + " jobs are left";
    workers.clear();
    const auto all = static_cast<std::int64_t>(kJobs);
    if (const auto effects = bench.countOf("test_effect"); effects != all)
        return std::to_string(effects) + " effects";
    const auto distinct = bench.number("SELECT count(DISTINCT job_id) AS n FROM test_effect");
    if (distinct != all) return std::to_string(distinct) + " jobs had one";
    if (const auto dead = bench.countOf("job_dead"); dead != 0)
        return std::to_string(dead) + " were given up";
    return {};
}

void JobCampaign::everyJobHasItsEffectOnce()
{
    const auto seed = Random().seed();
    for (std::size_t i = 0; i < historyCount(kHistories); ++i) {
        const std::string wrong = wrongWith(seed + i);
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed + i) + ": " + wrong).c_str());
    }
}

STOA_TEST(JobCampaign)
#include "test_job_campaign.moc"
