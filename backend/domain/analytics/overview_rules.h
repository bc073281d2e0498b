#pragma once
// The times of the overview, pure: which stretch a period is, what it is compared with, and when an
// order or a case has waited too long. Days begin at midnight UTC.

#include "api/analytics.h"

namespace stoa::analytics {

constexpr int kSteps = 24; // of a figure's course
constexpr std::int64_t kLowStock = 3;

constexpr Duration kUnpaidAfter = std::chrono::minutes(15);
constexpr Duration kReviewWithin = std::chrono::hours(2);
constexpr Duration kShipWithin = std::chrono::days(3);
constexpr Duration kDeliverWithin = std::chrono::days(14); // since the order was placed

// From midnight of the first day until now; `before` is as long and whole periods earlier.
struct Stretch {
    Timestamp from;
    Timestamp to;
    Timestamp beforeFrom;
    Timestamp beforeTo;
};

// The steps of both courses as statements take them, column by column. They follow each other
// without a gap; the last one of a stretch ends where the stretch does.
struct Steps {
    std::vector<bool> isCurrent;
    std::vector<int> number;
    std::vector<Timestamp> begins;
    std::vector<Timestamp> ends;
};
Steps stepsOf(const Stretch& stretch);

// Today is 1 day, a week 7, a month 30, a quarter 90; today is the last of them.
Stretch stretchOf(api::Period period, Timestamp now);

} // namespace stoa::analytics
