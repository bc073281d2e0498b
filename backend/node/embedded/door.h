#pragma once
// The one door that every operation goes through, whoever calls and however: token, permission,
// tenant, limits, rate, idempotency, transaction, events, audit, metrics. Handlers contain none of
// it, so no operation can forget it. Called on worker threads; blocks until the operation is
// decided.
//
// Refusals come in this order: request.invalid and friends, session.*, permission.denied, the
// tenant's not_found, rate.limited, idempotency.*, then the operation's own.

#include "api/node.h"
#include "core/clock.h"
#include "node/embedded/order_log.h"
#include "node/embedded/reply_cache.h"
#include "platform/db/pool.h"
#include "platform/observability/metrics.h"
#include "platform/observability/traffic.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::node {

// Turns a token into an actor. Errors: session.missing, session.expired, session.revoked,
// api_key.*.
using Authenticate = std::function<Result<Actor>(std::string_view token, Timestamp now)>;

class Door {
public:
    struct Call {
        const api::CallOptions& options;
        void* request;
        db::Deadline deadline;
        Result<api::ErasedAnswer> answer = fail(ErrorKind::Internal, "node.undecided");
    };

    struct Parts {
        db::Pool& pool;
        const Clock& clock;
        const Handlers& handlers;
        Authenticate authenticate;
        resilience::RateLimiter& limiter;
        ReplyCache& replies;
        observability::Metrics& metrics;
        observability::Traffic& traffic;
        std::function<void(std::span<const api::Event>)> publish; // after commit; must not block
        journal::Journal* journal = nullptr; // of the order log; without it nothing is queued
        double rateFactor = 1; // times what each caller may usually ask for in a minute
    };

    explicit Door(Parts parts);

    // Sets every call's answer; several only of an operation that is done in batches.
    void pass(const api::Operation& operation, std::span<Call> calls);
    bool isBatched(const api::Operation& operation) const;

    // Whose events a token may hear: one seller's, or everybody's for the marketplace's people.
    Result<std::optional<OrgId>> audience(std::string_view token);

private:
    Done admit(Pass& pass);
    Done authorise(Pass& pass);
    Done scope(Pass& pass);
    Done throttle(const Pass& pass);
    Done claim(Pass& pass);
    Result<std::shared_ptr<void>> query(Pass& pass);
    Result<std::shared_ptr<void>> read(Pass& pass);
    void report(const Pass& pass, Duration took);

    const Parts m_parts;
    const Commands m_commands;
    std::optional<OrderLog> m_orderLog;
};

} // namespace stoa::node
