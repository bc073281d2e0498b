#include "bench.h"
#include "load.h"
#include "node/local/verify.h"
#include "platform/db/event_chain.h"

namespace stoa::bench {
namespace {

constexpr std::size_t kInFlight = 256;
constexpr db::Statement kSelectLogs{"bench.select_logs", "SELECT org_id FROM org_head"};

// Events a second.
double chainsVerified(const db::ConnectInfo& database)
{
    const auto connection =
        must(db::Connection::open(database, db::within(std::chrono::minutes(5))));
    std::set<Uuid> organisations;
    for (const db::Row row : must(connection->run(kSelectLogs)))
        organisations.insert(row.get<Uuid>("org_id"));
    const auto begin = std::chrono::steady_clock::now();
    std::int64_t checked = 0;
    for (const auto& [_, chain] : must(db::verifyChains(*connection, organisations)))
        checked += chain.checked;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(checked) / took.count();
}

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
    const auto [verified, _] = timed([&](const db::ConnectInfo& database) {
        return node::verify(database, node::checkpointsIn(market.folder()));
    });
    const auto [rebuilt, images] = timed(node::rebuild);
    const double chains = chainsVerified(market.database());
    return {{"chains verified", chains, "events/s"},
            {"everything verified, chains, ledger, rebuild", verified, "events/s"},
            {"tables rebuilt and compared", rebuilt, "events/s"},
            {"tables rebuilt and compared", images, "rows/s"}};
}

} // namespace stoa::bench
