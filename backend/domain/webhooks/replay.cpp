#include "domain/webhooks/delivery_record.h"
#include "domain/webhooks/endpoint_record.h"
#include "domain/webhooks/webhooks.h"
#include "domain/webhooks/webhooks_sql.h"

namespace stoa::webhooks {
namespace {

// The first event at or after `from`, of those up to `last`, or the one behind it: the log is gap-
// free and in the order of time, so halving finds it.
Result<std::int64_t> firstSince(Unit& unit, Timestamp from, std::int64_t last)
{
    std::int64_t low = 1;
    std::int64_t high = last + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        STOA_TRY(rows, unit.db().run(sql::kSelectEventTime, unit.organisation(), middle));
        if (rows.single().get<Timestamp>("occurred_at") < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

Result<api::WebhookReplayView> handle(Unit& unit, const api::ReplayWebhooks& request)
{
    if (request.fromSeq.has_value() == request.from.has_value())
        return fail(makeError(ErrorKind::Invalid, "webhook.no_start").in("fromSeq"));
    STOA_TRY(endpoint, lockActive(unit, request.endpoint));
    const std::int64_t last = endpoint.view.seenSeq;
    std::int64_t first = std::max<std::int64_t>(request.fromSeq.value_or(1), 1);
    if (request.from) {
        STOA_TRY(found, firstSince(unit, *request.from, last));
        first = found;
    }
    const std::int64_t through = std::min(last, request.throughSeq.value_or(last));
    STOA_TRY(facts, readFacts(unit.db(), unit.organisation(), first - 1, through, kMaxReplayed));
    NewDeliveries made;
    std::vector<std::int64_t> seqs;
    for (const Fact& fact : facts) {
        if (!isWanted(endpoint.view.kinds, fact.kind)) continue;
        made.add(request.endpoint, fact, unit.now());
        seqs.push_back(fact.seq);
    }
    made.send(unit.db());
    if (!seqs.empty()) {
        unit.db().defer(sql::kSendAllAgain, unit.organisation(), request.endpoint, seqs,
                        unit.now());
        unit.db().defer(sql::kWakeNow, unit.organisation(), request.endpoint, unit.now());
    }
    unit.setAuditTarget(request.endpoint.text());
    api::WebhookReplayView view{std::ssize(seqs), std::nullopt};
    if (std::ssize(facts) == kMaxReplayed && facts.back().seq < through)
        view.nextSeq = facts.back().seq + 1;
    return view;
}

} // namespace stoa::webhooks
