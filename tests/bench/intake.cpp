#include "bench.h"
#include "load.h"

namespace stoa::bench {
namespace {

constexpr std::size_t kInFlight[] = {1, 4, 16, 64, 256};
constexpr std::chrono::seconds kWarmUp{2};

} // namespace

Rows benchIntake(const Settings& settings)
{
    Market market;
    const Start inProcess = checkoutsInProcess(market);
    closedLoop(inProcess, kInFlight[2], kWarmUp);
    market.settle();
    Rows rows;
    for (const std::size_t inFlight : kInFlight) {
        const std::int64_t walBefore = market.walBytes();
        const Load load = closedLoop(inProcess, inFlight, settings.span);
        const std::string name = std::to_string(inFlight) + " in flight";
        rows.push_back({name + ", processor time of one", load.cpuMicrosOfOne(), "µs"});
        rows.push_back(
            {name + ", of that in the servers", load.microsOfOne(load.cpu - load.ownCpu), "µs"});
        rows.push_back({name + ", write-ahead log of one",
                        static_cast<double>(market.walBytes() - walBefore) / 1024 /
                            static_cast<double>(load.latencies.size()),
                        "KiB"});
        rows.push_back({name + ", p50", load.percentileMs(0.5), "ms"});
    }
    return rows;
}

} // namespace stoa::bench
