#pragma once
// What can honestly be said from the node's traffic: error rates per stretch of time and per group
// of operations, and an upper bound of what failed checkouts may have cost. The bound is failed
// checkouts times the average order of the period; some of those buyers tried again and paid, which
// the node cannot tell, so it is shown as "at most" and called an estimate.

#include "api/analytics.h"

#include <QPointF>
#include <QString>
#include <QVector>

#include <optional>

namespace stoa::ui {

constexpr int kBucketMinutes = 5;

struct GroupFigures {
    std::string group;
    std::int64_t requests = 0;
    std::int64_t errors = 0;
    std::int64_t p99Micros = 0; // the worst step
    double errorRate() const
    {
        return requests > 0 ? static_cast<double>(errors) / static_cast<double>(requests) : 0;
    }
};

QString groupText(const std::string& group);
// Per group over its last `minutes`, in the node's order.
std::vector<GroupFigures> groupFigures(const api::TrafficView& traffic, int minutes);

// x in milliseconds since the epoch, y from 0 to 1; one point per kBucketMinutes. Stretches without
// requests have no point.
QVector<QPointF> errorRatePoints(const api::TrafficView& traffic, std::string_view group);
// y is the number of failed requests.
QVector<QPointF> errorPoints(const api::TrafficView& traffic, std::string_view group);

// Nothing when there were no orders in the period.
std::optional<Money> averageOrder(const api::OverviewView& overview);

} // namespace stoa::ui
