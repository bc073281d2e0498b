#pragma once
// The deadlines of orders. How long each lasts is data (order_timer_rule); most of them follow from
// what the order says of itself, so that a plain order needs no row for them. The others, and what
// became of any, are rows of order_timer.
//
//     payment        unpaid after 15 minutes: canceled
//     auto_cancel    nothing sent within 14 days: canceled, the buyer gets everything back; waits
//                    while the order is on hold, or an edit for its payment
//     auto_complete  a while after the last parcel arrived the money is due to the seller: the
//                    ledger's date (escrow.h); waits while a claim is open
//     dispute        a claim that nobody resolved within 60 days is decided for the buyer
//     dispute_evidence  until when a chargeback can be answered: the bank says so
//     hold_alarm, hold_ceiling  for how long money may be held, by the seller's country; they wait
//                    for an edit's payment, which is days, not weeks
//     edit_payment   an edit that nobody has paid within three days is dropped

#include "domain/orders/order_view.h"

namespace stoa::orders {

enum class TimerState { Pending, Fired, Stopped, Failed };
STOA_ENUM(TimerState, Pending, Fired, Stopped, Failed)

using TimerRules = std::map<api::TimerKind, Duration>;

struct Timer {
    api::TimerKind kind = api::TimerKind::Payment;
    TimerState state = TimerState::Pending;
    Timestamp dueAt;
};

// Those that still run, earliest first. Pure.
// `releaseDueAt` is the ledger's date of the held money.
std::vector<api::DeadlineView> deadlinesOf(const api::OrderView& order, const TimerRules& rules,
                                           std::span<const Timer> timers,
                                           std::optional<Timestamp> releaseDueAt);

// Of kSelectRules and kSelectTimers.
TimerRules rulesOf(const db::Rows& rows);
std::vector<Timer> timersOf(const db::Rows& rows);

// These go out with the unit's next round trip.
void startTimer(Unit& unit, OrderId order, api::TimerKind kind); // by its rule, from now
void setTimer(Unit& unit, OrderId order, api::TimerKind kind, Timestamp dueAt);
void endTimer(Unit& unit, OrderId order, api::TimerKind kind, TimerState state);

// Whether a claim waits for its decision. One round trip.
Result<bool> isDisputed(Unit& unit, OrderId order);

struct DueTimer {
    OrgId seller;
    OrderId order;
    api::TimerKind kind = api::TimerKind::Payment;
};

constexpr int kMaxDue = 500; // of each kind in one look
// One statement over all sellers.
Result<std::vector<DueTimer>> findDue(db::Connection& connection, Timestamp now);

} // namespace stoa::orders
