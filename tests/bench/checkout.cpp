#include "bench.h"
#include "http_buyers.h"
#include "load.h"
#include "node/http/http_server.h"
#include "pgbench.h"

#include <cstdio>

namespace stoa::bench {
namespace {

constexpr std::size_t kInFlight = 256;
constexpr std::size_t kHttpClients = 16;
constexpr std::chrono::seconds kWarmUp{2};

void add(Rows& rows, const std::string& name, const Load& load,
         const std::optional<Yardstick>& yardstick)
{
    Row speed{name, load.perSecond(), "orders/s"};
    Row cost{name + ", processor time of one", load.cpuMicrosOfOne(), "µs"};
    if (yardstick) {
        speed.ratio = load.perSecond() / yardstick->tps;
        cost.ratio = yardstick->cpuMicrosOfOne / load.cpuMicrosOfOne();
    }
    rows.push_back(speed);
    rows.push_back(cost);
    rows.push_back({name + ", p50", load.percentileMs(0.5), "ms"});
    rows.push_back({name + ", p99", load.percentileMs(0.99), "ms"});
    if (load.failed == 0) return;
    rows.push_back({name + ", failed", static_cast<double>(load.failed), "orders"});
    std::fprintf(stderr, "%s: %s\n", name.c_str(), load.failure.c_str());
}

} // namespace

Rows benchCheckout(const Settings& settings)
{
    Market market;
    Rows rows;
    const Yardstick tps = pgbench(market.database(), settings.span);
    rows.push_back({"pgbench, 16 clients", tps.tps, "tx/s", 1.0});
    rows.push_back({"pgbench, processor time of one", tps.cpuMicrosOfOne, "µs", 1.0});
    const Load pacedTps = pacedPgbench(market.database(), tps.tps / 2, settings.span);
    rows.push_back({"pgbench, half the rate, p50", pacedTps.percentileMs(0.5), "ms"});
    rows.push_back({"pgbench, half the rate, p99", pacedTps.percentileMs(0.99), "ms"});

    const Start inProcess = checkoutsInProcess(market);
    closedLoop(inProcess, kInFlight, kWarmUp);
    market.analyze();
    const Load full = closedLoop(inProcess, kInFlight, settings.span);
    add(rows, "in process, 256 in flight", full, tps);
    add(rows, "in process, half the rate", paced(inProcess, full.perSecond() / 2, settings.span),
        {});
    add(rows, "in process, one at a time", closedLoop(inProcess, 1, kWarmUp), {});

    http::ServerOptions options;
    http::Sources sources;
    const SystemClock clock;
    sources.clock = &clock;
    sources.version = "bench";
    const auto server =
        must(http::HttpServer::start(market.node(), std::move(options), std::move(sources)));
    httpBuyers(market, server->port(), kHttpClients, kWarmUp);
    add(rows, "HTTP, 16 clients", httpBuyers(market, server->port(), kHttpClients, settings.span),
        tps);
    return rows;
}

} // namespace stoa::bench
