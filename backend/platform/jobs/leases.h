#pragma once
// The jobs that workers hold, in the database: claiming them for a while, holding on, and every way
// to let go. Each write carries the fence of the claim, so a worker that was paused for longer than
// its lease can neither complete nor fail what another has taken since. Used by Worker; by tests to
// be a worker that dies.

#include "platform/jobs/jobs.h"

namespace stoa::jobs {

struct Claim {
    Uuid org;
    std::string queue;
    std::size_t most = 1;
};

// Takes the jobs that are due, in the order of priority and time, at most `most` of each claim; the
// lists come in the order of the claims, each sorted. One round trip.
Result<std::vector<std::vector<Job>>> claim(db::Connection& connection,
                                            std::span<const Claim> claims, std::string_view worker,
                                            Timestamp now, Timestamp until);

// What names a held job.
struct Held {
    Uuid org;
    Uuid id;
    std::int64_t fence = 0;

    static Held of(const Job& job) { return {job.org, job.id, job.fence}; }
};

// It is done. Inside a transaction, its effects are committed with it or not at all.
// Errors: job.lease_lost (Conflict) when somebody else holds it by now: roll back.
Done complete(db::Connection& connection, const Held& job, Timestamp now);
// The same for many, in one round trip; how many were still ours.
Result<std::size_t> completeMany(db::Connection& connection, std::span<const Held> jobs,
                                 Timestamp now);
// Back into its queue, due at `runAt`. Errors: job.lease_lost.
Done putBack(db::Connection& connection, const Job& job, Timestamp runAt, bool countsAsAttempt,
             std::string_view error);
// To the dead letters. Errors: job.lease_lost.
Done bury(db::Connection& connection, const Held& job, Timestamp now, std::string_view reason,
          std::string_view detail);
// Ids of those that are still ours until `until`.
Result<std::vector<Uuid>> extend(db::Connection& connection, std::span<const Held> jobs,
                                 Timestamp until);

struct Rescued {
    std::size_t readyAgain = 0;
    std::size_t buried = 0; // their last attempt was lost too: job.worker_lost
};
// Frees the jobs whose leases ended until `now`.
Result<Rescued> rescue(db::Connection& connection, Timestamp now);

} // namespace stoa::jobs
