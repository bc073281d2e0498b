#pragma once
// When sellers are paid out and how much, pure. Days begin at 00:00 UTC; a schedule names days, and
// a seller is due when one of them has begun since the last payout, so that a day that nobody was
// up for is made up for, once.

#include "api/payout_batches.h"
#include "core/state_table.h"

namespace stoa::payouts {

enum class Command {
    Approve,
    Pay,
    Fail,
    Return, // what was paid came back
    Cancel,
};
enum class Who { Staff, Provider }; // of manual payouts, staff says what the bank has done
using Transition = stoa::Transition<api::PayoutStatus, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::PayoutStatus::Pending, Command::Approve, api::PayoutStatus::Processing,
               Who::Staff},
    Transition{api::PayoutStatus::Pending, Command::Cancel, api::PayoutStatus::Canceled,
               Who::Staff},
    Transition{api::PayoutStatus::Processing, Command::Pay, api::PayoutStatus::Paid, Who::Provider},
    Transition{api::PayoutStatus::Processing, Command::Fail, api::PayoutStatus::Failed,
               Who::Provider},
    Transition{api::PayoutStatus::Paid, Command::Return, api::PayoutStatus::Failed, Who::Provider},
};
std::optional<api::PayoutStatus> next(api::PayoutStatus from, Command command);

// The newest day of the schedule that has begun; nothing when it is paid out by hand.
std::optional<Timestamp> latestDay(const api::PayoutScheduleView& schedule, Timestamp now);
// The next day of it that has not.
std::optional<Timestamp> nextDay(const api::PayoutScheduleView& schedule, Timestamp now);

bool isDue(const api::PayoutScheduleView& schedule, std::optional<Timestamp> lastPayout,
           Timestamp now);

struct Amount {
    Money debtPaid; // from the balance, whether or not the rest is paid out
    Money payout;   // nothing when left out
    api::LeftOut leftOut = api::LeftOut::None;
};

// What a payout does with `available`, of which nothing is reserved: it is due, or asked for.
Amount amountOf(const Money& available, const Money& debt, const api::PayoutScheduleView& schedule);

// Errors: payout.bad_day (Invalid, field day, params most); commission.negative_amount and
// commission.duplicate_currency (field minimums[i]).
Done checkSchedule(api::PayoutInterval interval, std::int64_t day, const api::Amounts& minimums);

// "PB-" and six Crockford digits of the id's random bits.
std::string batchNumber(PayoutBatchId id);

} // namespace stoa::payouts
