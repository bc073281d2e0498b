#pragma once
// The clock of orders: once a minute one look over all sellers for what is due, and one job for
// each of those, so that an order that can't be settled holds up no other. A timer that is refused
// is given up and told in the order's timeline; anything else is tried again.

#include "api/describe.h"
#include "api/order_parts.h"
#include "domain/payments/providers.h"
#include "node/marketplace/job_unit.h"

namespace stoa::node {

struct TimerSweep {}; // the payloads, as JSON
STOA_STRUCT(TimerSweep)

struct TimerJob {
    OrgId seller;
    OrderId order;
    api::TimerKind kind = api::TimerKind::Payment;
};
STOA_STRUCT(TimerJob, seller, order, kind)

inline constexpr std::string_view kTimerSweep = "orders.sweep_timers";
inline constexpr std::string_view kTimerJob = "orders.fire_timer";
inline constexpr std::string_view kTimerQueue = "timers";

void addOrderTimers(jobs::Kinds& kinds, const payments::Providers& providers, Publish publish);

} // namespace stoa::node
