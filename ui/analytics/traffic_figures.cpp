#include "ui/analytics/traffic_figures.h"

#include "ui/analytics/overview_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct Bucket {
    std::int64_t requests = 0;
    std::int64_t errors = 0;
};

std::map<std::int64_t, Bucket> bucketsOf(const api::TrafficView& traffic, std::string_view group)
{
    constexpr std::int64_t kMillis = kBucketMinutes * 60'000;
    std::map<std::int64_t, Bucket> buckets; // by the start in milliseconds
    for (const api::TrafficSeries& series : traffic.series) {
        if (series.group != group) continue;
        for (const api::TrafficPoint& point : series.points) {
            Bucket& bucket = buckets[point.at.millis() / kMillis * kMillis];
            bucket.requests += point.requests;
            bucket.errors += point.errors;
        }
    }
    return buckets;
}

} // namespace

QString groupText(const std::string& group)
{
    const auto say = [](const char* text) {
        return QCoreApplication::translate("TrafficGroup", text);
    };
    if (group == "checkout") return say(QT_TRANSLATE_NOOP("TrafficGroup", "Checkout"));
    if (group == "search") return say(QT_TRANSLATE_NOOP("TrafficGroup", "Search"));
    if (group == "listings") return say(QT_TRANSLATE_NOOP("TrafficGroup", "Listing pages"));
    if (group == "console") return say(QT_TRANSLATE_NOOP("TrafficGroup", "Console"));
    QString text = fromUtf8(group);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

std::vector<GroupFigures> groupFigures(const api::TrafficView& traffic, int minutes)
{
    std::vector<GroupFigures> groups;
    const auto steps = static_cast<std::size_t>(
        std::max<std::int64_t>(1, minutes * 60 / std::max<std::int64_t>(1, traffic.stepSeconds)));
    for (const api::TrafficSeries& series : traffic.series) {
        GroupFigures figures{series.group, 0, 0, 0};
        const std::size_t first = series.points.size() - std::min(series.points.size(), steps);
        for (std::size_t i = first; i < series.points.size(); ++i) {
            figures.requests += series.points[i].requests;
            figures.errors += series.points[i].errors;
            figures.p99Micros = std::max(figures.p99Micros, series.points[i].p99Micros);
        }
        groups.push_back(figures);
    }
    return groups;
}

QVector<QPointF> errorRatePoints(const api::TrafficView& traffic, std::string_view group)
{
    QVector<QPointF> points;
    for (const auto& [at, bucket] : bucketsOf(traffic, group)) {
        if (bucket.requests == 0) continue;
        points << QPointF(static_cast<double>(at), static_cast<double>(bucket.errors) /
                                                       static_cast<double>(bucket.requests));
    }
    return points;
}

QVector<QPointF> errorPoints(const api::TrafficView& traffic, std::string_view group)
{
    QVector<QPointF> points;
    for (const auto& [at, bucket] : bucketsOf(traffic, group))
        points << QPointF(static_cast<double>(at), static_cast<double>(bucket.errors));
    return points;
}

std::optional<Money> averageOrder(const api::OverviewView& overview)
{
    const api::FigureView* sales = figureOf(overview, api::FigureKind::Sales);
    const api::FigureView* orders = figureOf(overview, api::FigureKind::Orders);
    if (sales == nullptr || orders == nullptr || orders->value <= 0) return std::nullopt;
    return Money(sales->value, overview.currency).portion(1, orders->value);
}

} // namespace stoa::ui
