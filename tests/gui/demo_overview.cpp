#include "gui/demo_overview.h"

namespace stoa::test {

namespace {

constexpr std::int64_t kMinute = 60'000'000;

// A running total in 24 steps that ends at `value`, uneven as days are.
std::vector<std::int64_t> courseTo(std::int64_t value)
{
    std::vector<std::int64_t> course;
    const std::int64_t weights[] = {2, 1, 1, 2, 3, 5, 7, 6, 8, 9, 7, 6};
    std::int64_t sum = 0;
    for (int i = 0; i < 24; ++i)
        sum += weights[i % 12];
    std::int64_t part = 0;
    for (int i = 0; i < 24; ++i) {
        part += weights[i % 12];
        course.push_back(value * part / sum);
    }
    return course;
}

api::FigureView figure(api::FigureKind kind, std::int64_t value, std::int64_t before)
{
    return {kind, value, before, courseTo(value), courseTo(before)};
}

} // namespace

api::OverviewView demoOverview(Timestamp now, api::Period)
{
    api::OverviewView view;
    view.from = *Timestamp::parse("2026-11-18T00:00:00Z");
    view.to = now;
    view.currency = Currency::of("EUR");
    view.currencies = {Currency::of("EUR"), Currency::of("GBP"), Currency::of("SEK")};
    view.figures = {figure(api::FigureKind::Sales, 18'492'031, 17'412'400),
                    figure(api::FigureKind::NetRevenue, 1'628'112, 1'537'300),
                    figure(api::FigureKind::Orders, 2'417, 2'328),
                    figure(api::FigureKind::Refunded, 427'100, 329'000),
                    figure(api::FigureKind::ActiveSellers, 1'286, 1'274)};
    view.flow = {{"paid", 1'042, 37},
                 {"fulfilled", 1'913, 24},
                 {"delivered", 1'204, 0},
                 {"refunded", 214, 0}};
    const auto ago = [&](int minutes) { return Timestamp(now.micros() - kMinute * minutes); };
    view.attention = {
        {api::AttentionKind::ServiceDown, 1, ago(26), std::nullopt},
        {api::AttentionKind::OverdueReviews, 17, ago(190), std::nullopt},
        {api::AttentionKind::LateShipments, 37, ago(8'600), Money(287'640, Currency::of("EUR"))},
        {api::AttentionKind::UnpaidOrders, 7, ago(55), Money(61'204, Currency::of("EUR"))},
        {api::AttentionKind::LowStock, 12, std::nullopt, std::nullopt}};
    return view;
}

api::TrafficView demoTraffic(Timestamp now, std::int64_t minutes)
{
    api::TrafficView view;
    const std::pair<const char*, std::int64_t> groups[] = {
        {"checkout", 60}, {"search", 900}, {"listings", 640}, {"console", 140}};
    for (const auto& [group, busy] : groups) {
        api::TrafficSeries series{group, {}};
        for (std::int64_t i = 0; i < minutes; ++i) {
            const bool isFailing = std::string_view(group) == "checkout" && i >= minutes - 26;
            api::TrafficPoint point;
            point.at = Timestamp((now.micros() / kMinute - minutes + 1 + i) * kMinute);
            point.requests = busy + (i * 37) % 23;
            point.errors = isFailing ? point.requests * (2 + i % 3) / 100 : i % 29 == 0 ? 1 : 0;
            point.p50Micros = 12'000 + (i % 7) * 900;
            point.p99Micros = isFailing ? 940'000 : 85'000 + (i % 11) * 4'000;
            series.points.push_back(point);
        }
        view.series.push_back(std::move(series));
    }
    return view;
}

api::NodeView demoNode(Timestamp now)
{
    api::NodeView view;
    view.version = "0.1.0";
    view.startedAt = Timestamp(now.micros() - kMinute * 60 * 53);
    view.services = {
        {"postgresql", api::ServiceState::Running, "15.8", "", 0},
        {"redis", api::ServiceState::Stopped, "7.0", "the socket refused the connection", 3}};
    view.databaseBytes = 1'412'000'000;
    view.poolSize = 16;
    view.poolInUse = 5;
    return view;
}

} // namespace stoa::test
