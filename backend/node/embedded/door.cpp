#include "node/embedded/door.h"

#include "core/assert.h"
#include "node/embedded/pass.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::size_t kMaxKey = 255;

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

Door::Door(Parts parts)
    : m_parts(std::move(parts)), m_commands({m_parts.pool, m_parts.handlers, m_parts.publish})
{
    if (m_parts.journal != nullptr)
        m_orderLog.emplace(
            OrderLog::Parts{*m_parts.journal, m_commands, m_parts.pool, m_parts.clock});
}

bool Door::isBatched(const api::Operation& operation) const
{
    return m_parts.handlers.findBatch(operation) != nullptr;
}

void Door::pass(const api::Operation& operation, std::span<Call> calls)
{
    const auto started = std::chrono::steady_clock::now();
    const auto& codec = codec::codecOf(operation);
    std::vector<Pass> passes;
    std::vector<Pass*> commands;
    passes.reserve(calls.size());
    for (const Call& call : calls) {
        Pass& pass = passes.emplace_back(
            Pass{operation, call.options, codec, call.request, call.deadline, m_parts.clock.now()});
        if (auto admitted = admit(pass); !admitted)
            pass.reply = fail(admitted);
        else if (operation.kind == api::Kind::Query)
            pass.reply = query(pass);
        else
            commands.push_back(&pass);
    }
    if (!commands.empty()) m_commands.run(commands);
    if (m_orderLog) m_orderLog->take(commands);
    const auto took = std::chrono::steady_clock::now() - started;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        Pass& pass = passes[i];
        report(pass, std::chrono::duration_cast<Duration>(took));
        if (pass.reply)
            calls[i].answer = api::ErasedAnswer{std::move(*pass.reply), pass.id, pass.isReplayed,
                                                std::move(pass.json)};
        else
            calls[i].answer = fail(pass.reply);
    }
}

Done Door::admit(Pass& pass)
{
    STOA_CHECK(pass.codec.admit(pass.request));
    STOA_CHECK(authorise(pass));
    STOA_CHECK(scope(pass));
    STOA_CHECK(throttle(pass));
    return claim(pass);
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
    const double perMinute = allowance(pass.operation.rate) * m_parts.rateFactor;
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

Done Door::claim(Pass& pass)
{
    const auto wish = pass.operation.idempotency;
    if (pass.operation.kind == api::Kind::Query) return {};
    if (pass.options.idempotencyKey.empty()) {
        if (wish != api::Idempotency::Required) return {};
        return fail(ErrorKind::Invalid, "idempotency.key_required",
                    "send an Idempotency-Key, new for each new intent and kept for its retries");
    }
    if (pass.options.idempotencyKey.size() > kMaxKey) {
        return fail(makeError(ErrorKind::Invalid, "idempotency.key_too_long")
                        .with("most", std::to_string(kMaxKey)));
    }
    if (wish != api::Idempotency::None && pass.organisation) {
        pass.key = IdempotencyKey::of(pass.codec, *pass.organisation, pass.actor,
                                      pass.options.idempotencyKey, pass.request);
    }
    return {};
}

void Door::report(const Pass& pass, Duration took)
{
    const auto& answer = pass.reply;
    using observability::Outcome;
    auto outcome = Outcome::Done;
    std::string_view word = pass.isReplayed ? "replayed" : pass.isQueued ? "queued" : "done";
    if (!answer && !pass.isQueued) {
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
