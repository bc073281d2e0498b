#include "domain/analytics/overview_rules.h"

namespace stoa::analytics {
namespace {

int daysOf(api::Period period)
{
    switch (period) {
    case api::Period::Today:
        return 1;
    case api::Period::Week:
        return 7;
    case api::Period::Month:
        return 30;
    case api::Period::Quarter:
        return 90;
    }
    return 1;
}

void addSteps(Steps& steps, bool isCurrent, Timestamp from, Timestamp to)
{
    const Duration length = to - from;
    for (int i = 0; i < kSteps; ++i) {
        steps.isCurrent.push_back(isCurrent);
        steps.number.push_back(i);
        steps.begins.push_back(from + length * i / kSteps);
        steps.ends.push_back(from + length * (i + 1) / kSteps);
    }
}

} // namespace

Steps stepsOf(const Stretch& stretch)
{
    Steps steps;
    addSteps(steps, false, stretch.beforeFrom, stretch.beforeTo);
    addSteps(steps, true, stretch.from, stretch.to);
    return steps;
}

Stretch stretchOf(api::Period period, Timestamp now)
{
    constexpr std::int64_t kDay = Duration(std::chrono::days(1)).count();
    const Duration days = std::chrono::days(daysOf(period));
    const Timestamp midnight(now.micros() - now.micros() % kDay);
    Stretch stretch;
    stretch.from = midnight - days + std::chrono::days(1);
    // At midnight sharp the stretch is one microsecond long, not nothing.
    stretch.to = std::max(now, stretch.from + Duration(1));
    stretch.beforeFrom = stretch.from - days;
    stretch.beforeTo = stretch.to - days;
    return stretch;
}

} // namespace stoa::analytics
