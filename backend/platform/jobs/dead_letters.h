#pragma once
// Dead letters: jobs that nobody will try again by itself, with the reason and everything needed to
// run them after all. They stay until somebody replays or discards them.
//
//     job.payload_unreadable   the kind's decoder could not read it
//     job.attempts_exhausted   it failed at every attempt; the detail is the last error
//     job.worker_lost          its worker died at every attempt
//     any other                the handler said that trying again is useless, and why

#include "platform/jobs/jobs.h"

namespace stoa::jobs {

struct DeadLetter {
    Uuid org;
    Uuid id;
    std::string queue;
    std::string kind;
    std::string payload;
    int attempts = 0;
    Timestamp enqueuedAt;
    Timestamp diedAt;
    std::string reason; // a code
    std::string detail;
};

struct DeadLetterFilter {
    std::string queue;                 // empty: all
    std::string kind;                  // empty: all
    std::pair<Timestamp, Uuid> before; // died earlier than this: the last of the page before
};

constexpr std::size_t kMaxReplayed = 1000; // of one call of replayKind

// Newest first.
Result<std::vector<DeadLetter>> listDead(db::Connection& connection, const DeadLetterFilter& filter,
                                         std::int64_t limit);
// Ready at once, with all its attempts. Inside a transaction.
// Errors: job.not_dead (NotFound), job.already_waiting (Conflict: one with its unique key).
Done replay(db::Connection& connection, const Uuid& org, const Uuid& id, Timestamp now);
// The oldest of a kind; how many are ready again. Inside a transaction. Those whose equal waits
// already stay; 0 when only such are left.
Result<std::size_t> replayKind(db::Connection& connection, std::string_view kind, Timestamp now);
// Errors: job.not_dead.
Done discard(db::Connection& connection, const Uuid& org, const Uuid& id);

} // namespace stoa::jobs
