#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "domain/webhooks/delivery_record.h"
#include "domain/webhooks/endpoint_record.h"
#include "domain/webhooks/event_kinds.h"
#include "domain/webhooks/webhooks.h"
#include "domain/webhooks/webhooks_sql.h"

namespace stoa::webhooks {
namespace {

constexpr std::string_view kList = "webhooks.deliveries";

Error deliveryNotFound(WebhookDeliveryId delivery)
{
    return makeError(ErrorKind::NotFound, "webhook.delivery_not_found")
        .with("delivery", delivery.text());
}

struct Found {
    api::WebhookDeliveryRow row;
    Fact fact;
};

// Errors: webhook.delivery_not_found.
Result<Found> find(Unit& unit, WebhookDeliveryId delivery)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectDelivery, unit.organisation(), delivery));
    const auto row = rows.optional();
    if (!row) return fail(deliveryNotFound(delivery));
    return Found{rowOf(*row), factOf(*row, unit.organisation())};
}

api::WebhookAttemptView attemptOf(const db::Row& row)
{
    api::WebhookAttemptView view;
    view.number = row.get<int>("number");
    view.startedAt = row.get<Timestamp>("started_at");
    view.tookMs = row.get<std::int64_t>("took_ms");
    view.status = row.get<int>("status");
    view.error = row.get<std::string>("error");
    view.answer = row.get<std::string>("answer");
    return view;
}

} // namespace

Result<Page<api::WebhookDeliveryRow>> handle(Unit& unit, const api::ListWebhookDeliveries& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, WebhookDeliveryId>(kList, request.after.value)));
    const auto [createdAt, id] = after.value_or(beforeNewest<WebhookDeliveryId>());
    STOA_TRY(found, unit.db().run(sql::kListDeliveries, unit.organisation(), createdAt, id,
                                  request.endpoint, wordsOf(request.state), request.limit + 1));
    std::vector<api::WebhookDeliveryRow> rows;
    for (const db::Row row : found)
        rows.push_back(rowOf(row));
    return pageOf(std::move(rows), request.limit, [](const api::WebhookDeliveryRow& last) {
        return encodeCursor(kList, last.createdAt, last.id);
    });
}

Result<api::WebhookDeliveryView> handle(Unit& unit, const api::GetWebhookDelivery& request)
{
    STOA_TRY(found, find(unit, request.delivery));
    STOA_TRY(rows, unit.db().run(sql::kListAttempts, unit.organisation(), request.delivery,
                                 kMaxShownAttempts));
    api::WebhookDeliveryView view{std::move(found.row), bodyOf(found.fact), {}};
    for (const db::Row row : rows)
        view.attempts.push_back(attemptOf(row));
    std::ranges::reverse(view.attempts);
    return view;
}

Result<api::WebhookDeliveryRow> handle(Unit& unit, const api::SendTestWebhook& request)
{
    STOA_CHECK(lockActive(unit, request.endpoint));
    const Fact fact{unit.organisation(),
                    0,
                    EventId::make(),
                    std::string(kTestKind),
                    std::string(WebhookEndpointId::prefix()),
                    request.endpoint.uuid(),
                    unit.now()};
    NewDeliveries made;
    const auto id = made.add(request.endpoint, fact, unit.now());
    made.send(unit.db());
    unit.db().defer(sql::kWakeNow, unit.organisation(), request.endpoint, unit.now());
    unit.setAuditTarget(id.text());
    STOA_TRY(found, find(unit, id));
    return found.row;
}

Result<api::WebhookDeliveryRow> handle(Unit& unit, const api::RedeliverWebhook& request)
{
    STOA_TRY(before, find(unit, request.delivery));
    STOA_CHECK(lockActive(unit, before.row.endpoint));
    unit.db().defer(sql::kSendAgain, unit.organisation(), request.delivery, unit.now());
    unit.db().defer(sql::kWakeNow, unit.organisation(), before.row.endpoint, unit.now());
    unit.setAuditTarget(request.delivery.text());
    STOA_TRY(found, find(unit, request.delivery));
    return found.row;
}

} // namespace stoa::webhooks
