#include "node/marketplace/node_operations.h"

#include "node/marketplace/marketplace_sql.h"

namespace stoa::node {
namespace {

Result<api::TrafficView> readTraffic(const NodeFacts& facts, const Unit& unit,
                                     const api::GetTraffic& request)
{
    api::TrafficView view;
    view.stepSeconds = 60;
    const auto minutes = static_cast<std::size_t>(request.minutes.value);
    for (const auto& [group, series] : facts.traffic.read(minutes, unit.now())) {
        api::TrafficSeries points{group, {}};
        points.points.reserve(series.size());
        for (const auto& minute : series) {
            points.points.push_back({minute.at, minute.requests, minute.failed, minute.refused,
                                     minute.p50.count(), minute.p99.count()});
        }
        view.series.push_back(std::move(points));
    }
    return view;
}

Result<api::NodeView> readNode(const NodeFacts& facts, Unit& unit)
{
    STOA_TRY(rows, unit.db().run(marketplace::sql::kDatabaseSize));
    const auto counters = facts.pool.counters();
    api::NodeView view;
    view.version = facts.version;
    view.startedAt = facts.startedAt;
    if (facts.services) view.services = facts.services();
    view.databaseBytes = rows.single().get<std::int64_t>("bytes");
    view.poolSize = static_cast<std::int64_t>(counters.open);
    view.poolInUse = static_cast<std::int64_t>(counters.inUse);
    view.queueDepth = static_cast<std::int64_t>(facts.queueDepth());
    for (auto& service : view.services) {
        if (service.name == "postgresql")
            service.version = rows.single().get<std::string>("version");
    }
    return view;
}

} // namespace

void bindNodeOperations(Handlers& handlers, const NodeFacts& facts)
{
    handlers.bind<api::GetTraffic>([&facts](Unit& unit, const api::GetTraffic& request) {
        return readTraffic(facts, unit, request);
    });
    handlers.bind<api::GetNode>(
        [&facts](Unit& unit, const api::GetNode&) { return readNode(facts, unit); });
}

} // namespace stoa::node
