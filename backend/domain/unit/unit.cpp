#include "domain/unit/unit.h"

#include "core/assert.h"
#include "platform/db/event_log.h"
#include "platform/json/json.h"

namespace stoa {

Unit::Unit(db::Connection& connection, Context context)
    : m_db(connection), m_context(std::move(context))
{}

OrgId Unit::organisation() const
{
    STOA_ASSERT(m_context.organisation.has_value());
    return *m_context.organisation;
}

void Unit::append(OrgId organisation, std::string_view type, std::string_view aggregateType,
                  const Uuid& aggregate, std::initializer_list<Fact> facts)
{
    boost::json::object payload;
    for (const auto& [name, value] : facts)
        payload[name] = value;
    m_events.push_back({organisation, std::string(type), std::string(aggregateType), aggregate,
                        boost::json::serialize(payload)});
}

Result<std::vector<api::Event>> appendRaised(Unit& unit)
{
    std::map<OrgId, std::vector<const RaisedEvent*>> byOrganisation;
    for (const RaisedEvent& event : unit.events())
        byOrganisation[event.organisation].push_back(&event);
    std::vector<api::Event> appended;
    for (const auto& [organisation, raised] : byOrganisation) {
        std::vector<db::NewEvent> rows;
        for (const RaisedEvent* event : raised) {
            db::NewEvent row;
            row.type = event->type;
            row.actor = unit.actor().text();
            row.aggregateType = event->aggregateType;
            row.aggregateId = event->aggregate;
            row.payload = db::Bytes(event->payload.begin(), event->payload.end());
            rows.push_back(std::move(row));
        }
        STOA_TRY(last, db::appendEvents(unit.db(), organisation.uuid(), rows, unit.now()));
        std::int64_t seq = last - std::ssize(rows);
        for (const RaisedEvent* event : raised) {
            appended.push_back({organisation, ++seq, event->type,
                                encodeTypeId(event->aggregateType, event->aggregate), unit.now()});
        }
    }
    return appended;
}

} // namespace stoa
