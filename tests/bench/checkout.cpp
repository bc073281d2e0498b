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
constexpr int kRounds = 5;

// One load, measured in every round.
class Series {
public:
    Series(std::string name, std::string unit) : m_name(std::move(name)), m_unit(std::move(unit)) {}

    void add(const Load& load)
    {
        m_perSecond.push_back(load.perSecond());
        m_cpu.push_back(load.cpuMicrosOfOne());
        m_all.latencies.insert(m_all.latencies.end(), load.latencies.begin(), load.latencies.end());
        std::ranges::sort(m_all.latencies);
        m_all.failed += load.failed;
        if (load.failed > 0) m_all.failure = load.failure;
    }

    double perSecond() const { return median(m_perSecond); }

    // Each round is held against the same round of the yardstick: the machine is not equally fast
    // all the time.
    void print(Rows& rows, const Series* yardstick = nullptr) const
    {
        Row speed{m_name, perSecond(), m_unit};
        Row cost{m_name + ", processor time of one", median(m_cpu), "µs"};
        if (yardstick) {
            speed.ratio = medianRatio(m_perSecond, yardstick->m_perSecond);
            cost.ratio = medianRatio(yardstick->m_cpu, m_cpu);
        }
        rows.push_back(speed);
        rows.push_back(cost);
    }

    void printWaits(Rows& rows) const
    {
        rows.push_back({m_name + ", p50", m_all.percentileMs(0.5), "ms"});
        rows.push_back({m_name + ", p99", m_all.percentileMs(0.99), "ms"});
        if (m_all.failed == 0) return;
        rows.push_back({m_name + ", failed", static_cast<double>(m_all.failed), "orders"});
        std::fprintf(stderr, "%s: %s\n", m_name.c_str(), m_all.failure.c_str());
    }

private:
    static double median(std::vector<double> values)
    {
        std::ranges::sort(values);
        return values[values.size() / 2];
    }

    static double medianRatio(const std::vector<double>& dividends,
                              const std::vector<double>& divisors)
    {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < dividends.size(); ++i)
            ratios.push_back(dividends[i] / divisors[i]);
        return median(std::move(ratios));
    }

    std::string m_name;
    std::string m_unit;
    std::vector<double> m_perSecond;
    std::vector<double> m_cpu;
    Load m_all;
};

// Over loopback, while it lives.
struct Storefront {
    explicit Storefront(Market& market)
    {
        http::Sources sources;
        sources.clock = &clock;
        sources.version = "bench";
        server =
            must(http::HttpServer::start(market.node(), http::ServerOptions(), std::move(sources)));
    }

    SystemClock clock;
    std::unique_ptr<http::HttpServer> server;
};

} // namespace

Rows benchCheckout(const Settings& settings)
{
    Market market;
    const PgBench pgbench(market.database());
    const Storefront storefront(market);
    const Start inProcess = checkoutsInProcess(market);
    const auto overHttp = [&](std::chrono::seconds span) {
        return httpBuyers(market, storefront.server->port(), kHttpClients, span);
    };
    closedLoop(inProcess, kInFlight, kWarmUp);
    overHttp(kWarmUp);
    market.settle();

    Series yardstick("pgbench, 16 clients", "tx/s");
    Series node("in process, 256 in flight", "orders/s");
    Series http("HTTP, 16 clients", "orders/s");
    const auto span = std::max(settings.span / 3, std::chrono::seconds(1));
    for (int round = 0; round < kRounds; ++round) {
        yardstick.add(pgbench.run(span));
        node.add(closedLoop(inProcess, kInFlight, span));
        http.add(overHttp(span));
    }
    Rows rows;
    yardstick.print(rows, &yardstick);
    for (const Series* ours : {&node, &http}) {
        ours->print(rows, &yardstick);
        ours->printWaits(rows);
    }
    const auto waits = [&rows](const std::string& name, const Load& load) {
        Series series(name, "");
        series.add(load);
        series.printWaits(rows);
    };
    waits("pgbench, half the rate", pgbench.paced(yardstick.perSecond() / 2, settings.span));
    waits("in process, half the rate", paced(inProcess, node.perSecond() / 2, settings.span));
    Series alone("in process, one at a time", "orders/s");
    alone.add(closedLoop(inProcess, 1, kWarmUp));
    alone.print(rows);
    alone.printWaits(rows);
    return rows;
}

} // namespace stoa::bench
