#include "platform/observability/traffic.h"

#include <algorithm>
#include <cmath>

namespace stoa::observability {
namespace {

constexpr std::int64_t kMinuteMicros = 60'000'000;

} // namespace

void Traffic::record(std::string_view group, Outcome outcome, Duration took, Timestamp now)
{
    const std::int64_t number = now.micros() / kMinuteMicros;
    const std::scoped_lock lock(m_mutex);
    auto at = m_groups.find(group);
    if (at == m_groups.end()) at = m_groups.emplace(group, Ring(kMinutes)).first;
    Minute& minute = at->second[static_cast<std::size_t>(number) % kMinutes];
    if (minute.number != number) {
        minute = Minute{};
        minute.number = number;
    }
    if (outcome == Outcome::Refused) ++minute.refused;
    if (outcome == Outcome::Failed) ++minute.failed;
    ++minute.latencies[bucketOf(took)];
}

std::map<std::string, std::vector<TrafficMinute>> Traffic::read(std::size_t minutes,
                                                                Timestamp now) const
{
    const std::int64_t last = now.micros() / kMinuteMicros;
    const std::int64_t first = last - static_cast<std::int64_t>(std::min(minutes, kMinutes)) + 1;
    std::map<std::string, std::vector<TrafficMinute>> result;
    const std::scoped_lock lock(m_mutex);
    for (const auto& [group, ring] : m_groups) {
        auto& series = result[group];
        for (std::int64_t number = first; number <= last; ++number) {
            const Minute& minute = ring[static_cast<std::size_t>(number) % kMinutes];
            const Timestamp at(number * kMinuteMicros);
            series.push_back(minute.number == number ? summarise(minute, at)
                                                     : TrafficMinute{.at = at});
        }
    }
    return result;
}

std::size_t Traffic::bucketOf(Duration took)
{
    const double steps = 2 * std::log2(std::max(1.0, static_cast<double>(took.count()) / 100.0));
    return std::min(kBuckets - 1, static_cast<std::size_t>(std::ceil(steps)));
}

Duration Traffic::upperBound(std::size_t bucket)
{
    return Duration(static_cast<std::int64_t>(100.0 * std::exp2(static_cast<double>(bucket) / 2)));
}

TrafficMinute Traffic::summarise(const Minute& minute, Timestamp at)
{
    TrafficMinute summary{.at = at, .refused = minute.refused, .failed = minute.failed};
    for (const auto count : minute.latencies)
        summary.requests += count;
    const auto quantile = [&](std::int64_t percent) {
        const std::int64_t rank = (summary.requests * percent + 99) / 100;
        std::int64_t seen = 0;
        for (std::size_t i = 0; i < kBuckets; ++i) {
            seen += minute.latencies[i];
            if (seen >= rank) return upperBound(i);
        }
        return upperBound(kBuckets - 1);
    };
    if (summary.requests > 0) {
        summary.p50 = quantile(50);
        summary.p99 = quantile(99);
    }
    return summary;
}

} // namespace stoa::observability
