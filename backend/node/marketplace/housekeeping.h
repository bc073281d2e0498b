#pragma once
// The job that keeps the database from growing for ever: deletes the answers of idempotent requests
// after their week, carts that have run out, sessions that have ended, what was posted to webhook
// endpoints a month ago, and finished jobs and sagas that nobody asks about any more. Facts stay:
// the event log, the audit log, the ledger and dead letters are never touched.
//
// A run does one page of organisations and leaves the next page to a job of its own, so that no run
// is long, however many sellers there are.

#include "api/describe.h"
#include "api/ids.h"
#include "platform/jobs/kinds.h"

namespace stoa::node {

// The payload, as JSON.
struct Housekeeping {
    std::optional<OrgId> after; // the organisations behind this one; absent: all
};
STOA_STRUCT(Housekeeping, after)

inline constexpr std::string_view kHousekeeping = "node.housekeeping";
inline constexpr std::string_view kMaintenanceQueue = "maintenance";

void addHousekeeping(jobs::Kinds& kinds);

} // namespace stoa::node
