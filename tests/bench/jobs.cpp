#include "bench.h"
#include "core/clock.h"
#include "market.h"
#include "platform/jobs/worker.h"
#include "platform/observability/metrics.h"

#include <atomic>
#include <condition_variable>
#include <thread>

namespace stoa::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSingle = 20'000;
constexpr std::size_t kBatched = 60'000;
constexpr int kPaced = 2500; // at 500 a second
constexpr std::size_t kOrganisations = 4;
constexpr db::Statement kInsertOrg{
    "bench.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Bench', 'open', $3, 1)"};

// The value below which `share` of them lie.
double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share)];
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Counts runs, and tells whoever waits for the last of them.
struct Counter {
    std::atomic<std::size_t> count = 0;
    std::size_t wanted = 0;
    std::mutex mutex;
    std::condition_variable wake;

    void add()
    {
        if (++count != wanted) return;
        const std::lock_guard lock(mutex);
        wake.notify_all();
    }
    bool wait()
    {
        std::unique_lock lock(mutex);
        return wake.wait_for(lock, std::chrono::minutes(2), [this] { return count >= wanted; });
    }
};

struct Stand {
    explicit Stand(const db::ConnectInfo& database)
        : pool(database, 16),
          connection(must(db::Connection::open(database, db::within(std::chrono::minutes(10)))))
    {
        for (std::size_t i = 0; i < kOrganisations; ++i) {
            orgs.push_back(Uuid::makeV7());
            must(connection->run(kInsertOrg, orgs.back(), orgs.back().text(), clock.now()));
        }
        const jobs::Kinds::Decode<std::string> read =
            [](std::string_view payload) -> Result<std::string> { return std::string(payload); };
        const auto handle = [this](jobs::JobRun& run, const std::string&) -> jobs::Outcome {
            if (isTiming) {
                const std::lock_guard lock(done.mutex);
                pickups.push_back(static_cast<double>((run.now() - run.job().runAt).count()) / 1e3);
            }
            done.add();
            return jobs::Outcome::done();
        };
        kinds.add<std::string>("bench.single", {}, read, handle);
        kinds.add<std::string>("bench.batched", {.isBatched = true}, read, handle);
    }

    double enqueue(const std::string& kind, std::size_t count)
    {
        const auto start = Clock::now();
        std::vector<jobs::NewJob> list;
        for (std::size_t i = 0; i < count; ++i) {
            jobs::NewJob job;
            job.org = orgs[i % orgs.size()];
            job.queue = "bench";
            job.kind = kind;
            job.payload = R"({"order": "0192f0c1-7b1e-7cc3-98b4-1f2d3c4b5a69"})";
            list.push_back(std::move(job));
            if (list.size() == 1000 || i + 1 == count) {
                must(jobs::enqueue(*connection, list, clock.now()));
                list.clear();
            }
        }
        return static_cast<double>(count) / secondsSince(start);
    }
    std::unique_ptr<jobs::Worker> work(std::size_t threads)
    {
        jobs::Worker::Options options;
        options.threads = threads;
        options.queues = {{.name = "bench", .concurrency = threads, .claimSize = 200}};
        return std::make_unique<jobs::Worker>(
            jobs::Worker::Parts{pool, clock, kinds, pressure, metrics, [] { return 0.5; }},
            std::move(options));
    }
    // Jobs a second from the start of the worker until all are written down.
    double run(std::size_t count, std::size_t threads)
    {
        done.count = 0;
        done.wanted = count;
        const auto worker = work(threads);
        const auto start = Clock::now();
        worker->start();
        if (!done.wait()) std::fprintf(stderr, "stoa_bench: not all jobs ran\n");
        worker->stop(); // writes what is left
        return static_cast<double>(count) / secondsSince(start);
    }

    SystemClock clock;
    db::Pool pool;
    std::unique_ptr<db::Connection> connection;
    std::vector<Uuid> orgs;
    jobs::Kinds kinds;
    jobs::Pressure pressure;
    observability::Metrics metrics;
    Counter done;
    bool isTiming = false;
    std::vector<double> pickups; // milliseconds
};

// One job every two milliseconds, each in a commit of its own, while the worker rests in between.
void pace(Stand& stand)
{
    stand.isTiming = true;
    stand.done.count = 0;
    stand.done.wanted = kPaced;
    const auto worker = stand.work(4);
    worker->start();
    auto next = Clock::now();
    for (int i = 0; i < kPaced; ++i) {
        stand.enqueue("bench.single", 1);
        worker->ring();
        next += std::chrono::milliseconds(2);
        std::this_thread::sleep_until(next);
    }
    stand.done.wait();
    worker->stop();
}

} // namespace

Rows benchJobs(const Settings&)
{
    const Market market;
    Stand stand(market.database());
    Rows rows;
    rows.push_back({"enqueued, 1000 a call", stand.enqueue("bench.single", kSingle), "jobs/s"});
    rows.push_back({"done, acknowledged one by one", stand.run(kSingle, 8), "jobs/s"});
    stand.enqueue("bench.batched", kBatched);
    rows.push_back({"done, acknowledged in batches", stand.run(kBatched, 4), "jobs/s"});
    pace(stand);
    rows.push_back({"pick-up at 500/s, p50", percentile(stand.pickups, 0.5), "ms"});
    rows.push_back({"pick-up at 500/s, p99", percentile(stand.pickups, 0.99), "ms"});
    return rows;
}

} // namespace stoa::bench
