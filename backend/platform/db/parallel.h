#pragma once
// Independent pieces of work on several connections at once: what reads much and waits for one
// processor of the server. Threads of their own, `stoa-lane-N`, for as long as the work takes.

#include "platform/db/connection.h"

#include <functional>

namespace stoa::db {

// How many at once: as many as processors, and at most four, for the marketplace goes on beside.
std::size_t laneCount();

// job(connection, n) for each n below `jobs`, in any order, on at most laneCount() new connections.
// The first failure is the answer; what has not begun by then does not begin. The deadline is that
// of each connection until a job sets another.
Done inParallel(const ConnectInfo& info, Deadline deadline, std::size_t jobs,
                const std::function<Done(Connection&, std::size_t)>& job);

} // namespace stoa::db
