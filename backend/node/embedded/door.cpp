#include "node/embedded/door.h"

#include "core/assert.h"
#include "node/codec/codec.h"
#include "node/embedded/door_sql.h"
#include "node/embedded/idempotency.h"
#include "platform/db/errors.h"
#include "platform/db/transaction.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr int kMaxAttempts = 5; // of a transaction that lost against another one

std::string_view groupOf(const api::Operation& operation)
{
    if (operation.rate == api::RateClass::Checkout) return "checkout";
    if (operation.permission == api::Permission::StorefrontRead) return "search";
    if (operation.name.starts_with("catalogue.") || operation.name.starts_with("inventory.")) {
        return "listings";
    }
    return "console";
}

// Tokens per minute of one principal.
double allowance(api::RateClass rate)
{
    switch (rate) {
    case api::RateClass::SignIn:
        return 60; // identity limits each address and e-mail further
    case api::RateClass::Query:
        return 1200;
    case api::RateClass::Command:
        return 600;
    case api::RateClass::Checkout:
        return 60'000;
    case api::RateClass::Bulk:
        return 30;
    }
    return 60;
}

Error notFound(OrgId seller)
{
    return makeError(ErrorKind::NotFound, "seller.not_found")
        .in("seller")
        .with("seller", seller.text());
}

} // namespace

struct Door::Pass {
    const api::Operation& operation;
    const api::CallOptions& options;
    const codec::OperationCodec& codec;
    void* request;
    db::Deadline deadline;
    Timestamp now;
    RequestId id = options.request.isNil() ? RequestId::make() : options.request;
    Actor actor{};
    std::optional<OrgId> organisation{};
    std::optional<IdempotencyKey> key{};
    bool isReplayed = false;
};

Result<api::ErasedAnswer> Door::pass(const api::Operation& operation,
                                     const api::CallOptions& options, void* request,
                                     db::Deadline deadline)
{
    const auto started = std::chrono::steady_clock::now();
    Pass pass{operation, options,  codec::codecOf(operation),
              request,   deadline, m_parts.clock.now()};
    auto answer = admit(pass);
    const auto took = std::chrono::steady_clock::now() - started;
    report(pass, answer, std::chrono::duration_cast<Duration>(took));
    return answer;
}

Result<api::ErasedAnswer> Door::admit(Pass& pass)
{
    STOA_CHECK(pass.codec.admit(pass.request));
    STOA_CHECK(authorise(pass));
    STOA_CHECK(scope(pass));
    STOA_CHECK(throttle(pass));
    auto reply = pass.operation.kind == api::Kind::Query ? query(pass) : command(pass);
    if (!reply) return fail(reply);
    return api::ErasedAnswer{std::move(*reply), pass.id, pass.isReplayed};
}

Done Door::authorise(Pass& pass)
{
    const bool isPublic = pass.operation.permission == api::Permission::Public;
    if (isPublic && pass.options.token.empty()) {
        pass.actor.name = "Anonymous";
        return {};
    }
    auto actor = m_parts.authenticate(pass.options.token, pass.now);
    if (!actor) {
        if (isPublic) return {}; // an old token must not stop anybody from signing in
        return fail(actor);
    }
    pass.actor = std::move(*actor);
    const auto needed = pass.operation.permission;
    if (isPublic || needed == api::Permission::SignedIn || pass.actor.permissions.has(needed))
        return {};
    return fail(
        makeError(ErrorKind::Forbidden, "permission.denied").with("needed", enumText(needed)));
}

Done Door::scope(Pass& pass)
{
    const std::optional<OrgId> seller = pass.codec.seller(pass.request);
    const bool isMember = pass.actor.isMarketplace();
    switch (pass.operation.scope) {
    case api::Scope::None:
        return {};
    case api::Scope::Marketplace:
        if (!isMember) {
            return fail(makeError(ErrorKind::Forbidden, "permission.marketplace_only"));
        }
        pass.organisation = pass.actor.organisation;
        return {};
    case api::Scope::Storefront:
        STOA_ASSERT(seller.has_value());
        pass.organisation = seller;
        return {};
    case api::Scope::Seller:
        STOA_ASSERT(seller.has_value());
        if (!isMember && *seller != pass.actor.organisation) return fail(notFound(*seller));
        pass.organisation = seller;
        return {};
    case api::Scope::Visible:
        if (isMember) {
            pass.organisation = seller;
            return {};
        }
        if (seller && *seller != pass.actor.organisation) return fail(notFound(*seller));
        pass.organisation = pass.actor.organisation;
        return {};
    }
    return {};
}

Done Door::throttle(const Pass& pass)
{
    const std::string who =
        pass.actor.kind == Actor::Kind::Anonymous ? pass.options.origin : pass.actor.text();
    const std::string bucket = std::to_string(static_cast<int>(pass.operation.rate)) + ' ' + who;
    const double perMinute = allowance(pass.operation.rate);
    const auto wait = m_parts.limiter.take(bucket, perMinute, pass.now);
    if (wait.count() == 0) return {};
    return fail(makeError(ErrorKind::RateLimited, "rate.limited")
                    .after(std::chrono::duration_cast<std::chrono::milliseconds>(wait)));
}

Result<std::shared_ptr<void>> Door::query(Pass& pass)
{
    if (!m_parts.replies.covers(pass.operation)) return read(pass);
    return m_parts.replies.get(pass.codec, pass.organisation, pass.request,
                               [&] { return read(pass); });
}

Result<std::shared_ptr<void>> Door::read(Pass& pass)
{
    STOA_TRY(lease, m_parts.pool.acquire(pass.deadline));
    Unit unit(*lease, {pass.actor, pass.organisation, pass.id, pass.now, pass.options.origin});
    const auto* handler = m_parts.handlers.find(pass.operation);
    STOA_ASSERT(handler != nullptr);
    return (*handler)(unit, pass.request);
}

Result<std::shared_ptr<void>> Door::command(Pass& pass)
{
    if (pass.options.idempotencyKey.empty()) {
        if (pass.operation.idempotency == api::Idempotency::Required) {
            return fail(
                ErrorKind::Invalid, "idempotency.key_required",
                "send an Idempotency-Key, new for each new intent and kept for its retries");
        }
    } else if (pass.options.idempotencyKey.size() > 255) {
        return fail(makeError(ErrorKind::Invalid, "idempotency.key_too_long").with("most", "255"));
    } else if (pass.operation.idempotency != api::Idempotency::None && pass.organisation) {
        pass.key = IdempotencyKey::of(pass.codec, *pass.organisation, pass.actor,
                                      pass.options.idempotencyKey, pass.request);
    }
    STOA_TRY(lease, m_parts.pool.acquire(pass.deadline));
    for (int tries = 1;; ++tries) {
        auto reply = attempt(pass, *lease);
        if (reply || !db::isSerialization(reply.error()) || tries == kMaxAttempts) {
            if (!reply && !pass.isReplayed) rememberRefusal(pass, *lease, reply.error());
            return reply;
        }
    }
}

Result<std::shared_ptr<void>> Door::attempt(Pass& pass, db::Connection& connection)
{
    db::Transaction transaction(connection);
    if (pass.key) {
        STOA_TRY(isOurs, claim(connection, *pass.key, pass.now));
        if (!isOurs) {
            transaction.rollback();
            pass.isReplayed = true;
            return replay(connection, *pass.key);
        }
    }
    Unit unit(connection, {pass.actor, pass.organisation, pass.id, pass.now, pass.options.origin});
    const auto* handler = m_parts.handlers.find(pass.operation);
    STOA_ASSERT(handler != nullptr);
    auto reply = (*handler)(unit, pass.request);
    if (!reply && !unit.keepsWrites()) return reply;
    if (reply && pass.key) finishWithReply(connection, *pass.key, reply->get());
    audit(pass, connection, unit.auditTarget(), reply ? "done" : reply.error().code);
    STOA_TRY(events, appendRaised(unit));
    STOA_CHECK(transaction.commit());
    if (!events.empty()) m_parts.publish(events);
    return reply;
}

void Door::rememberRefusal(Pass& pass, db::Connection& connection, const Error& error)
{
    const bool isDecision = error.kind == ErrorKind::Refused;
    if (!isDecision || !pass.organisation || !connection.isUsable()) return;
    db::Transaction transaction(connection);
    if (pass.key) {
        const auto isOurs = claim(connection, *pass.key, pass.now);
        if (!isOurs || !*isOurs) return;
        finishWithError(connection, *pass.key, error);
    }
    audit(pass, connection, {}, error.code);
    if (const auto done = transaction.commit(); !done) {
        spdlog::warn("{}: the refusal was answered but not recorded: {}", pass.operation.name,
                     describe(done.error()));
    }
}

void Door::audit(const Pass& pass, db::Connection& connection, std::string_view target,
                 std::string_view outcome) const
{
    if (!pass.organisation) return; // sessions have their events
    const std::optional<UserId> actor = pass.actor.user;
    connection.defer(door::sql::kInsertAudit, *pass.organisation, AuditId::make(), pass.now, actor,
                     pass.actor.name, pass.operation.name, target, pass.id.text(), outcome,
                     json::serialize(pass.codec.auditRequest(pass.request)));
}

void Door::report(const Pass& pass, const Result<api::ErasedAnswer>& answer, Duration took)
{
    using observability::Outcome;
    auto outcome = Outcome::Done;
    std::string_view word = pass.isReplayed ? "replayed" : "done";
    if (!answer) {
        const ErrorKind kind = answer.error().kind;
        const bool isOurs = kind == ErrorKind::Internal || kind == ErrorKind::Unavailable ||
                            kind == ErrorKind::Timeout || kind == ErrorKind::InDoubt;
        outcome = isOurs ? Outcome::Failed : Outcome::Refused;
        word = name(kind);
        if (isOurs) {
            spdlog::error("{} {} {}", pass.id.text(), pass.operation.name,
                          describe(answer.error()));
        }
    }
    m_parts.metrics.operationFinished(pass.operation.name, word, took);
    m_parts.traffic.record(groupOf(pass.operation), outcome, took, pass.now);
}

Result<std::optional<OrgId>> Door::audience(std::string_view token)
{
    STOA_TRY(actor, m_parts.authenticate(token, m_parts.clock.now()));
    if (actor.isMarketplace() && actor.kind == Actor::Kind::Person) return std::optional<OrgId>();
    if (actor.kind == Actor::Kind::Person) return std::optional<OrgId>(actor.organisation);
    return fail(ErrorKind::Forbidden, "permission.denied", "events are for people's sessions");
}

} // namespace stoa::node
