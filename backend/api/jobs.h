#pragma once
// The manual of the node's job queues: how full they are, and the dead letters, which are jobs that
// nobody will try again by itself. A dead letter says why, and stays until an operator replays or
// discards it. Records of the marketplace's operators: sellers see none of it.

#include "api/operation.h"

namespace stoa::api {

// One queue over all organisations; counts end at 100,000.
struct QueueView {
    std::string name;
    std::int64_t ready = 0;     // due now
    std::int64_t scheduled = 0; // due later
    std::int64_t running = 0;
    std::int64_t dead = 0;
    std::optional<Timestamp> oldestReady; // since when the oldest of them has been due
};
STOA_STRUCT(QueueView, name, ready, scheduled, running, dead, oldestReady)

struct QueuesView {
    std::vector<QueueView> queues; // by name; those that hold anything
};
STOA_STRUCT(QueuesView, queues)

struct ListQueues {
    using Reply = QueuesView;
};
STOA_STRUCT(ListQueues)
STOA_OPERATION(ListQueues, .name = "jobs.list_queues", .route = "/jobs/queues",
               .permission = Permission::NodeRead, .scope = Scope::Marketplace,
               .summary = "How full the job queues are");

struct DeadJobView {
    OrgId organisation;
    JobId id;
    std::string queue;
    std::string kind;
    std::string payload; // at most 2,000 characters; what is no text is shown as question marks
    std::int64_t payloadBytes = 0;
    std::int64_t attempts = 0;
    Timestamp enqueuedAt;
    Timestamp diedAt;
    std::string reason; // a code, as of errors
    std::string detail;
};
STOA_STRUCT(DeadJobView, organisation, id, queue, kind, payload, payloadBytes, attempts, enqueuedAt,
            diedAt, reason, detail)

using QueueName = Text<0, 40>;
using JobKind = Text<0, 100>;

// Newest first. Errors: cursor.malformed.
struct ListDeadJobs {
    QueueName queue; // empty: all
    JobKind kind;    // empty: all
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<DeadJobView>;
};
STOA_STRUCT(ListDeadJobs, queue, kind, after, limit)
STOA_OPERATION(ListDeadJobs, .name = "jobs.list_dead", .route = "/jobs/dead",
               .permission = Permission::NodeRead, .scope = Scope::Marketplace,
               .summary = "Jobs that were given up, newest first");

// Ready at once, with all its attempts. Errors: job.not_dead, job.already_waiting.
struct ReplayDeadJob {
    OrgId organisation;
    JobId job;
    using Reply = Nothing;
};
STOA_STRUCT(ReplayDeadJob, organisation, job)
STOA_OPERATION(ReplayDeadJob, .name = "jobs.replay_dead", .method = Method::Post,
               .route = "/jobs/dead/{organisation}/{job}/replay",
               .permission = Permission::NodeOperate, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Run a job that was given up after all");

struct ReplayedView {
    std::int64_t replayed = 0; // at most 1,000: ask again until it is 0
};
STOA_STRUCT(ReplayedView, replayed)

// The oldest dead letters of a kind. Those whose unique key waits already stay dead.
struct ReplayDeadJobs {
    Text<1, 100> kind;
    using Reply = ReplayedView;
};
STOA_STRUCT(ReplayDeadJobs, kind)
STOA_OPERATION(ReplayDeadJobs, .name = "jobs.replay_dead_kind", .method = Method::Post,
               .route = "/jobs/dead/replay", .permission = Permission::NodeOperate,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Run all jobs of a kind that were given up after all");

// Deletes it for good; the audit log keeps who did and why. Errors: job.not_dead.
struct DiscardDeadJob {
    OrgId organisation;
    JobId job;
    Text<1, 500> reason;
    using Reply = Nothing;
};
STOA_STRUCT(DiscardDeadJob, organisation, job, reason)
STOA_OPERATION(DiscardDeadJob, .name = "jobs.discard_dead", .method = Method::Post,
               .route = "/jobs/dead/{organisation}/{job}/discard",
               .permission = Permission::NodeOperate, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Delete a job that was given up");

using JobOperations =
    Operations<ListQueues, ListDeadJobs, ReplayDeadJob, ReplayDeadJobs, DiscardDeadJob>;

} // namespace stoa::api
