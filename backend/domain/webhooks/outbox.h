#pragma once
// The event log as the outbox: what has happened since an endpoint was last looked at becomes its
// deliveries, in the transaction that moves its place in the log; and endpoints that have something
// to send are given to a job. Both are repeated by whoever feels like it, on any node, and lock the
// endpoints' rows, so nothing is done twice.

#include "api/webhooks.h"
#include "domain/unit/unit.h"

namespace stoa::webhooks {

inline constexpr std::string_view kQueue = "webhooks";
inline constexpr std::string_view kSendKind = "webhooks.send"; // its payload: the endpoint's id
inline constexpr std::int64_t kMaxTaken = 500; // events of one endpoint and transaction
inline constexpr int kMaxAtOnce = 200;         // organisations, or endpoints, of one look
inline constexpr std::chrono::hours kKeepDeliveries{30 * 24};
// An endpoint that was given to a job is given to one again when it has not been heard of since.
inline constexpr Duration kWorkLease = std::chrono::seconds(60);

// Those with an active endpoint that has not come to the end of the log.
Result<std::vector<OrgId>> organisationsBehind(db::Connection& connection);

struct Taken {
    std::size_t deliveries = 0;
    bool hasMore = false; // of the log
};
// One transaction of its own.
Result<Taken> takeIn(db::Connection& connection, OrgId organisation, Timestamp now);

// Enqueues a job for each endpoint that has something to send, unless there is one; how many
// endpoints there were. One transaction of its own.
Result<std::size_t> putToWork(db::Connection& connection, Timestamp now);

struct Backlog {
    std::int64_t count = 0;
    std::optional<Timestamp> oldest; // when it happened that an active endpoint does not know yet
};
Result<Backlog> backlog(db::Connection& connection);

// Deliveries of more than thirty days ago, whatever became of them, and removed endpoints that have
// none left; how many were deleted.
Result<std::size_t> forgetDeliveries(db::Connection& connection, OrgId organisation, Timestamp now,
                                     int most);

} // namespace stoa::webhooks
