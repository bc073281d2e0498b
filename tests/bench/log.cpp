#include "bench.h"
#include "load.h"
#include "node/local/verify.h"

namespace stoa::bench {
namespace {

constexpr std::size_t kInFlight = 256;

} // namespace

Rows benchLog(const Settings& settings)
{
    Market market;
    closedLoop(checkoutsInProcess(market), kInFlight, settings.span);
    const auto timed = [&](auto prove) {
        const auto begin = std::chrono::steady_clock::now();
        const node::VerifyReport report = must(prove(market.database()));
        if (!report.isSound()) {
            giveUp(makeError(ErrorKind::Internal, "bench.not_sound",
                             report.findings.front().rule + ' ' + report.findings.front().detail));
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        return std::pair(static_cast<double>(report.events) / took.count(),
                         static_cast<double>(report.images) / took.count());
    };
    const auto [verified, _] = timed(
        [&](const db::ConnectInfo& database) { return node::verify(database, market.folder()); });
    const auto [rebuilt, images] = timed(node::rebuild);
    return {{"everything verified, chains, ledger, rebuild", verified, "events/s"},
            {"tables rebuilt and compared", rebuilt, "events/s"},
            {"tables rebuilt and compared", images, "rows/s"}};
}

} // namespace stoa::bench
