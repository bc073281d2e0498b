#pragma once
// The durable queue of work: a job is enqueued in the transaction that wants it done, and done
// later, at least once, by a Worker (worker.h) of any process on the database. Its effects happen
// exactly once when its handler writes them in the transaction that completes it (kinds.h).
//
//     const NewJob job{.org = seller, .queue = "mail", .kind = "mail.order_placed", .payload = …};
//     STOA_TRY(added, jobs::enqueue(unit.db(), std::array{job}, unit.now()));
//
// Where it is not: the outbox of facts is the event log. Nothing here knows what a kind means.

#include "platform/db/connection.h"

#include <span>

namespace stoa::jobs {

class Pressure;

// Who is refused first when a queue overflows: see Pressure.
enum class Importance { Sheddable, Default, Critical };

struct NewJob {
    Uuid org;
    std::string queue;   // which of the Worker's queues runs it
    std::string kind;    // who handles it, `slice.verb`
    std::string payload; // what the kind's decoder reads; ids rather than copies of records
    int priority = 5;    // 0 before 9, within one organisation and queue
    std::optional<Timestamp> runAt; // not before; absent: now
    // At most one job with this key waits or runs in the organisation and kind; empty: any number.
    std::string uniqueKey;
    int maxAttempts = 25;
    std::string traceParent; // W3C trace context of whoever asked
    Importance importance = Importance::Default;
    Uuid id = Uuid::makeV7();
};

constexpr std::size_t kMaxPayloadBytes = 256 * 1024;
constexpr std::size_t kMaxJobsPerCall = 10'000;
constexpr std::size_t kMaxErrorText = 2000; // characters of an error that are kept with a job

// Adds the jobs in one round trip, inside the caller's transaction or by itself. How many are new:
// one whose unique key waits or runs already is not. Workers of this process learn of it by
// Worker::ring() after the commit, others within their poll.
// Errors: job.queue_full (Unavailable) when `pressure` says so; db.foreign_key (no such
// organisation), db.*.
Result<std::size_t> enqueue(db::Connection& connection, std::span<const NewJob> jobs, Timestamp now,
                            const Pressure* pressure = nullptr);

// A job as a worker holds it.
struct Job {
    Uuid org;
    Uuid id;
    std::string queue;
    std::string kind;
    std::string payload;
    int priority = 0;
    Timestamp runAt;
    int attempt = 1; // this one, from 1
    int maxAttempts = 1;
    std::int64_t fence = 0; // grows with every claim: the older holder can write nothing more
    std::string uniqueKey;
    std::string traceParent;
    Timestamp enqueuedAt;
};

} // namespace stoa::jobs
