#include "domain/webhooks/sending.h"

#include "core/text.h"
#include "domain/unit/enum_column.h"
#include "domain/webhooks/delivery_record.h"
#include "domain/webhooks/outbox.h"
#include "domain/webhooks/webhooks_sql.h"

namespace stoa::webhooks {
namespace {

constexpr int kMostContinued = 3; // bytes of a character behind its first

// What a receiver answers may be anything; the log is text.
std::string asText(std::string bytes)
{
    std::string whole = bytes;
    for (int i = 0; i <= kMostContinued; ++i) {
        if (isValidUtf8(whole)) return whole;
        const bool mayBeCut = !whole.empty() && static_cast<unsigned char>(whole.back()) >= 0x80;
        if (!mayBeCut) break;
        whole.pop_back();
    }
    for (char& c : bytes) {
        if ((c < ' ' && c != '\n') || c > '~') c = '?';
    }
    return bytes;
}

// Nothing: it is gone, or somebody else has written down this attempt.
Result<std::optional<Standing>> standingBefore(Unit& unit, WebhookEndpointId endpoint,
                                               const Sent& sent)
{
    STOA_TRY(rows,
             unit.db().run(sql::kSelectStanding, unit.organisation(), sent.delivery, endpoint));
    const auto row = rows.optional();
    if (!row || row->get<int>("attempts") != sent.attempt - 1) return std::optional<Standing>();
    return std::optional(Standing{row->get<int>("attempts"), row->get<int>("round_attempts"),
                                  enumColumn<api::WebhookDeliveryState>(*row, "state"),
                                  std::nullopt});
}

void writeDelivery(Unit& unit, const Sent& sent, const Standing& after)
{
    const Answered& answered = sent.answered;
    const bool isOver = after.state != api::WebhookDeliveryState::Pending;
    unit.db().defer(sql::kUpdateStanding, unit.organisation(), sent.delivery, after.attempts,
                    after.roundAttempts, enumText(after.state), answered.status,
                    after.nextAttemptAt, isOver ? std::optional(unit.now()) : std::nullopt);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(answered.took).count();
    unit.db().defer(sql::kInsertAttempt, unit.organisation(), sent.delivery, sent.attempt,
                    sent.startedAt, took, answered.status, answered.error, asText(answered.body));
}

void writeHealth(Unit& unit, const Stored& endpoint)
{
    const auto& view = endpoint.view;
    unit.db().defer(sql::kUpdateHealth, unit.organisation(), view.id, enumText(view.state),
                    enumText(view.fault), endpoint.failuresInARow, view.failingSince,
                    view.heldUntil, unit.now());
}

Done settle(Unit& unit, Stored& endpoint, const Sent& sent)
{
    STOA_TRY(before, standingBefore(unit, endpoint.view.id, sent));
    if (!before) return {};
    const Health health = endpoint.health();
    const Verdict verdict =
        judge(*before, health, sent.answered, jitterOf(sent.delivery, sent.attempt), unit.now());
    writeDelivery(unit, sent, verdict.delivery);
    if (verdict.endpoint == health) return {};
    auto& view = endpoint.view;
    const bool isDisabled = verdict.endpoint.state != view.state;
    view.state = verdict.endpoint.state;
    view.fault = verdict.endpoint.fault;
    view.failingSince = verdict.endpoint.failingSince;
    view.heldUntil = verdict.endpoint.heldUntil;
    endpoint.failuresInARow = verdict.endpoint.failuresInARow;
    writeHealth(unit, endpoint);
    if (isDisabled) {
        unit.raise("webhook_endpoint.disabled", view.id,
                   {{"url", view.url}, {"reason", enumText(view.fault)}});
    }
    return {};
}

struct Next {
    std::optional<Dispatch> dispatch;
    std::optional<Timestamp> wakeAt;
};

Result<Next> choose(Unit& unit, const Stored& endpoint)
{
    const auto& view = endpoint.view;
    if (view.state != api::WebhookState::Active) return Next{};
    STOA_TRY(rows, unit.db().run(sql::kSelectNext, unit.organisation(), view.id));
    const auto row = rows.optional();
    if (!row) return Next{};
    auto dueAt = row->get<Timestamp>("next_attempt_at");
    if (view.heldUntil) dueAt = std::max(dueAt, *view.heldUntil);
    if (dueAt > unit.now()) return Next{std::nullopt, dueAt};
    const Fact fact = factOf(*row, unit.organisation());
    return Next{Dispatch{row->get<WebhookDeliveryId>("delivery_id"), row->get<int>("attempts") + 1,
                         view.url, endpoint.secretsAt(unit.now()), fact.event.text(), bodyOf(fact)},
                unit.now() + kWorkLease};
}

} // namespace

Result<std::optional<Dispatch>> advance(Unit& unit, WebhookEndpointId id,
                                        const std::optional<Sent>& sent, Then then)
{
    STOA_TRY(endpoint, findLocked(unit, id));
    if (!endpoint) return std::optional<Dispatch>();
    if (sent) STOA_CHECK(settle(unit, *endpoint, *sent));
    Next next{std::nullopt, unit.now()};
    if (then == Then::GoOn) {
        STOA_TRY(chosen, choose(unit, *endpoint));
        next = std::move(chosen);
    }
    unit.db().defer(sql::kUpdateWake, unit.organisation(), id, next.wakeAt);
    return std::move(next.dispatch);
}

} // namespace stoa::webhooks
