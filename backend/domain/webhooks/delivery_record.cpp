#include "domain/webhooks/delivery_record.h"

#include "domain/unit/enum_column.h"
#include "domain/webhooks/webhooks_sql.h"
#include "platform/json/json.h"

namespace stoa::webhooks {

Fact factOf(const db::Row& row, OrgId organisation)
{
    return {organisation,
            row.get<std::int64_t>("event_seq"),
            row.get<EventId>("event_id"),
            row.get<std::string>("kind"),
            row.get<std::string>("aggregate_type"),
            row.get<Uuid>("aggregate_id"),
            row.get<Timestamp>("occurred_at")};
}

std::string bodyOf(const Fact& fact)
{
    const json::object data{{"organisation", fact.organisation.text()},
                            {"seq", fact.seq},
                            {"type", fact.kind},
                            {"aggregate", encodeTypeId(fact.aggregateType, fact.aggregate)},
                            {"at", fact.at.text()}};
    return json::serialize(
        json::object{{"type", fact.kind}, {"timestamp", fact.at.text()}, {"data", data}});
}

api::WebhookDeliveryRow rowOf(const db::Row& row)
{
    api::WebhookDeliveryRow view;
    view.id = row.get<WebhookDeliveryId>("delivery_id");
    view.endpoint = row.get<WebhookEndpointId>("endpoint_id");
    view.event = row.get<EventId>("event_id");
    view.seq = row.get<std::int64_t>("event_seq");
    view.kind = row.get<std::string>("kind");
    view.aggregate =
        encodeTypeId(row.get<std::string>("aggregate_type"), row.get<Uuid>("aggregate_id"));
    view.state = enumColumn<api::WebhookDeliveryState>(row, "state");
    view.attempts = row.get<int>("attempts");
    view.lastStatus = row.get<int>("last_status");
    view.nextAttemptAt = row.get<std::optional<Timestamp>>("next_attempt_at");
    view.createdAt = row.get<Timestamp>("created_at");
    view.endedAt = row.get<std::optional<Timestamp>>("ended_at");
    return view;
}

NewDeliveries::NewDeliveries() : m_rows(sql::kInsertDeliveries) {}

WebhookDeliveryId NewDeliveries::add(WebhookEndpointId endpoint, const Fact& fact, Timestamp now)
{
    const auto id = WebhookDeliveryId::make();
    m_rows.put(fact.organisation, id, endpoint, fact.seq, fact.event, fact.kind, fact.aggregateType,
               fact.aggregate, fact.at, enumText(api::WebhookDeliveryState::Pending), 0, 0, 0, now,
               now);
    return id;
}

Result<std::vector<Fact>> readFacts(db::Connection& connection, OrgId organisation,
                                    std::int64_t after, std::int64_t through, std::int64_t limit)
{
    STOA_TRY(rows, connection.run(sql::kSelectEvents, organisation, after, through, limit));
    std::vector<Fact> facts;
    for (const db::Row row : rows) {
        facts.push_back({organisation, row.get<std::int64_t>("seq"), row.get<EventId>("event_id"),
                         row.get<std::string>("type"), row.get<std::string>("aggregate_type"),
                         row.get<Uuid>("aggregate_id"), row.get<Timestamp>("occurred_at")});
    }
    return facts;
}

bool isWanted(const std::vector<std::string>& kinds, const std::string& kind)
{
    return kinds.empty() || std::ranges::binary_search(kinds, kind);
}

} // namespace stoa::webhooks
