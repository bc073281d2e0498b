#pragma once
// The manual of analytics and of the node's own health: the figures of the overview, and what the
// charts of traffic, errors and latency are drawn from.

#include "api/operation.h"

namespace stoa::api {

enum class Period { Today, Week, Month, Quarter };
enum class FigureKind { Sales, NetRevenue, Orders, Refunded, ActiveSellers };
enum class AttentionKind { OverdueReviews, UnpaidOrders, LateShipments, LowStock, ServiceDown };
enum class ServiceState { Absent, Starting, Running, Degraded, Restarting, Stopped };

STOA_ENUM(Period, Today, Week, Month, Quarter)
STOA_ENUM(FigureKind, Sales, NetRevenue, Orders, Refunded, ActiveSellers)
STOA_ENUM(AttentionKind, OverdueReviews, UnpaidOrders, LateShipments, LowStock, ServiceDown)
STOA_ENUM(ServiceState, Absent, Starting, Running, Degraded, Restarting, Stopped)

// One headline figure with its course over the period, and the same stretch of the period before.
struct FigureView {
    FigureKind kind = FigureKind::Sales;
    std::int64_t value = 0; // minor units for money, else a count
    std::int64_t before = 0;
    std::vector<std::int64_t> course; // equal steps from the period's start to now, running totals
    std::vector<std::int64_t> courseBefore;
};
STOA_STRUCT(FigureView, kind, value, before, course, courseBefore)

// "paid" and "fulfilled" count every order that waits to be shipped or delivered, "delivered" and
// "refunded" those placed in the period. All currencies.
struct FlowView {
    std::string stage;
    std::int64_t count = 0;
    std::int64_t stuck = 0; // longer than promised
};
STOA_STRUCT(FlowView, stage, count, stuck)

struct AttentionView {
    AttentionKind kind = AttentionKind::OverdueReviews;
    std::int64_t count = 0;
    std::optional<Timestamp> oldest;
    std::optional<Money> amount;
};
STOA_STRUCT(AttentionView, kind, count, oldest, amount)

struct OverviewView {
    Timestamp from;
    Timestamp to;
    Currency currency;
    std::vector<Currency> currencies; // that have orders in the period
    std::vector<FigureView> figures;
    std::vector<FlowView> flow;
    std::vector<AttentionView> attention;
};
STOA_STRUCT(OverviewView, from, to, currency, currencies, figures, flow, attention)

// Days begin at midnight UTC; a week is seven of them, today the last. Errors: currency.unknown.
struct GetOverview {
    std::optional<OrgId> seller;
    Period period = Period::Today;
    Text<0, 3> currency; // empty: the named seller's, else the marketplace's own
    using Reply = OverviewView;
};
STOA_STRUCT(GetOverview, seller, period, currency)
STOA_OPERATION(GetOverview, .name = "analytics.get_overview", .route = "/overview",
               .permission = Permission::AnalyticsRead, .scope = Scope::Visible,
               .deadline = std::chrono::seconds(10), .summary = "The figures of the overview");

// What happened in one step of time, per group of operations.
struct TrafficPoint {
    Timestamp at; // start of the step
    std::int64_t requests = 0;
    std::int64_t errors = 0;  // our fault or a dependency's: 5xx
    std::int64_t refused = 0; // the caller's: 4xx
    std::int64_t p50Micros = 0;
    std::int64_t p99Micros = 0;
};
STOA_STRUCT(TrafficPoint, at, requests, errors, refused, p50Micros, p99Micros)

struct TrafficSeries {
    std::string group; // "checkout", "search", "listings", "console"
    std::vector<TrafficPoint> points;
};
STOA_STRUCT(TrafficSeries, group, points)

struct TrafficView {
    std::int64_t stepSeconds = 60;
    std::vector<TrafficSeries> series;
};
STOA_STRUCT(TrafficView, stepSeconds, series)

struct GetTraffic {
    Integer<1, 1440> minutes = 60;
    using Reply = TrafficView;
};
STOA_STRUCT(GetTraffic, minutes)
STOA_OPERATION(GetTraffic, .name = "node.get_traffic", .route = "/node/traffic",
               .permission = Permission::NodeRead,
               .summary = "Requests, errors and latency of this node");

struct ServiceView {
    std::string name; // "postgresql", "redis"
    ServiceState state = ServiceState::Running;
    std::string version;
    std::string note; // why it is not running
    std::int64_t restarts = 0;
};
STOA_STRUCT(ServiceView, name, state, version, note, restarts)

struct NodeView {
    std::string version;
    Timestamp startedAt;
    std::vector<ServiceView> services;
    std::int64_t databaseBytes = 0;
    std::int64_t poolSize = 0;
    std::int64_t poolInUse = 0;
    std::int64_t queueDepth = 0; // calls that wait for a worker
};
STOA_STRUCT(NodeView, version, startedAt, services, databaseBytes, poolSize, poolInUse, queueDepth)

struct GetNode {
    using Reply = NodeView;
};
STOA_STRUCT(GetNode)
STOA_OPERATION(GetNode, .name = "node.get_node", .route = "/node",
               .permission = Permission::NodeRead,
               .summary = "State of this node and its services");

using AnalyticsOperations = Operations<GetOverview, GetTraffic, GetNode>;

} // namespace stoa::api
