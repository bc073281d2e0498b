#pragma once
// The overview of the demo marketplace: figures, traffic with a checkout that begins to fail, and
// services. Deterministic.

#include "api/analytics.h"

namespace stoa::test {

api::OverviewView demoOverview(Timestamp now, api::Period period);
api::TrafficView demoTraffic(Timestamp now, std::int64_t minutes);
api::NodeView demoNode(Timestamp now);

} // namespace stoa::test
