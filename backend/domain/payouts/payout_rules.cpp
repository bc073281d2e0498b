#include "domain/payouts/payout_rules.h"

#include "domain/orders/commission_rules.h"

#include <chrono>

namespace stoa::payouts {
namespace {

using Days = std::chrono::sys_days;

Days dayOf(Timestamp at)
{
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::microseconds>(Duration(at.micros())));
}

Timestamp startOf(Days day)
{
    return Timestamp(std::chrono::duration_cast<Duration>(day.time_since_epoch()).count());
}

// Of this month or, when that has not come yet, of the one before.
Days latestOfMonth(Days today, unsigned day)
{
    const std::chrono::year_month_day date(today);
    const auto month = date.year() / date.month();
    const Days thisMonth(month / std::chrono::day(day));
    return thisMonth <= today ? thisMonth
                              : Days((month - std::chrono::months(1)) / std::chrono::day(day));
}

Days latestOfWeek(Days today, std::int64_t day)
{
    const auto ago = (std::chrono::weekday(today).iso_encoding() + 7 - day) % 7;
    return today - std::chrono::days(ago);
}

Days following(api::PayoutInterval interval, Days latest)
{
    if (interval == api::PayoutInterval::Daily) return latest + std::chrono::days(1);
    if (interval == api::PayoutInterval::Weekly) return latest + std::chrono::days(7);
    return Days(std::chrono::year_month_day(latest) + std::chrono::months(1));
}

std::optional<Money> minimumIn(const api::Amounts& minimums, Currency currency)
{
    const auto found = std::ranges::find(minimums, currency, &Money::currency);
    return found == minimums.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<api::PayoutStatus> next(api::PayoutStatus from, Command command)
{
    return next(StateTable<api::PayoutStatus, Command, Who>(kTransitions), from, command);
}

std::optional<Timestamp> latestDay(const api::PayoutScheduleView& schedule, Timestamp now)
{
    const Days today = dayOf(now);
    switch (schedule.interval) {
    case api::PayoutInterval::Daily:
        return startOf(today);
    case api::PayoutInterval::Weekly:
        return startOf(latestOfWeek(today, schedule.day));
    case api::PayoutInterval::Monthly:
        return startOf(latestOfMonth(today, static_cast<unsigned>(schedule.day)));
    case api::PayoutInterval::Manual:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Timestamp> nextDay(const api::PayoutScheduleView& schedule, Timestamp now)
{
    const auto latest = latestDay(schedule, now);
    if (!latest) return std::nullopt;
    return startOf(following(schedule.interval, dayOf(*latest)));
}

bool isDue(const api::PayoutScheduleView& schedule, std::optional<Timestamp> lastPayout,
           Timestamp now)
{
    const auto latest = latestDay(schedule, now);
    return latest && (!lastPayout || *lastPayout < *latest);
}

Amount amountOf(const Money& available, const Money& debt, const api::PayoutScheduleView& schedule)
{
    const Money none(0, available.currency());
    Amount amount;
    amount.debtPaid = std::max(none, std::min(available, debt));
    amount.payout = available - amount.debtPaid;
    if (!amount.payout.isPositive()) {
        amount.leftOut = api::LeftOut::InDebt;
    } else if (amount.payout < minimumIn(schedule.minimums, none.currency()).value_or(none)) {
        amount.leftOut = api::LeftOut::BelowMinimum;
        amount.payout = none;
    }
    return amount;
}

Done checkSchedule(api::PayoutInterval interval, std::int64_t day, const api::Amounts& minimums)
{
    if (interval == api::PayoutInterval::Weekly && day > 7) {
        return fail(makeError(ErrorKind::Invalid, "payout.bad_day").in("day").with("most", "7"));
    }
    return orders::checkAmounts(minimums, "minimums");
}

std::string batchNumber(PayoutBatchId id)
{
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto& bytes = id.uuid().bytes;
    std::uint64_t random = 0;
    for (std::size_t i = 9; i < 16; ++i)
        random = random << 8 | bytes[i];
    std::string number = "PB-";
    for (int digit = 0; digit < 6; ++digit)
        number += kDigits[random >> (5 * digit) & 31];
    return number;
}

} // namespace stoa::payouts
