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
#include "node/embedded/handlers.h"
#include "node/embedded/reply_cache.h"
#include "platform/db/pool.h"
#include "platform/observability/metrics.h"
#include "platform/observability/traffic.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::codec {
struct OperationCodec;
}

namespace stoa::node {

// Turns a token into an actor. Errors: session.missing, session.expired, session.revoked,
// api_key.*.
using Authenticate = std::function<Result<Actor>(std::string_view token, Timestamp now)>;

class Door {
public:
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
    };

    explicit Door(Parts parts) : m_parts(std::move(parts)) {}

    Result<api::ErasedAnswer> pass(const api::Operation& operation, const api::CallOptions& options,
                                   void* request, db::Deadline deadline);

    // Whose events a token may hear: one seller's, or everybody's for the marketplace's people.
    Result<std::optional<OrgId>> audience(std::string_view token);

private:
    struct Pass;

    Result<api::ErasedAnswer> admit(Pass& pass);
    Done authorise(Pass& pass);
    Done scope(Pass& pass);
    Done throttle(const Pass& pass);
    Result<std::shared_ptr<void>> query(Pass& pass);
    Result<std::shared_ptr<void>> read(Pass& pass);
    Result<std::shared_ptr<void>> command(Pass& pass);
    Result<std::shared_ptr<void>> attempt(Pass& pass, db::Connection& connection);
    void rememberRefusal(Pass& pass, db::Connection& connection, const Error& error);
    void audit(const Pass& pass, db::Connection& connection, std::string_view target,
               std::string_view outcome) const;
    void report(const Pass& pass, const Result<api::ErasedAnswer>& answer, Duration took);

    Parts m_parts;
};

} // namespace stoa::node
