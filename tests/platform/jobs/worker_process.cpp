// A worker in a process of its own, on the real clock, with a handler that never comes to its end:
// tests kill it in the middle of a job. Arguments: socket folder, port, database, user.

#include "platform/jobs/worker.h"
#include "platform/observability/metrics.h"

#include <cstdio>
#include <thread>

using namespace stoa;

int main(int argc, char** argv)
{
    if (argc != 5) return 2;
    db::ConnectInfo info;
    info.host = argv[1];
    info.port = std::atoi(argv[2]);
    info.database = argv[3];
    info.user = argv[4];
    info.sslMode = "disable";

    const SystemClock clock;
    db::Pool pool(info, 4);
    jobs::Kinds kinds;
    const jobs::Kinds::Decode<std::string> read =
        [](std::string_view payload) -> Result<std::string> { return std::string(payload); };
    kinds.add<std::string>("test.effect", {}, read,
                           [](jobs::JobRun&, const std::string&) -> jobs::Outcome {
                               std::puts("started");
                               std::fflush(stdout);
                               std::this_thread::sleep_for(std::chrono::hours(1));
                               return jobs::Outcome::done();
                           });
    jobs::Pressure pressure;
    observability::Metrics metrics;
    jobs::Worker::Options options;
    options.queues = {{.name = "default", .concurrency = 1}};
    options.threads = 1;
    jobs::Worker worker({pool, clock, kinds, pressure, metrics, [] { return 0.5; }},
                        std::move(options));
    worker.start();
    std::this_thread::sleep_for(std::chrono::hours(1));
}
