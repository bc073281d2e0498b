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

namespace {

// What one unit does to one organisation, and where it came from.
struct Group {
    const Unit* unit;
    OrgId organisation;
    std::vector<const RaisedEvent*> raised;
};

std::vector<Group> groupsOf(std::span<const Unit* const> units)
{
    std::vector<Group> groups;
    for (const Unit* unit : units) {
        const auto first = std::ssize(groups);
        for (const RaisedEvent& event : unit->events()) {
            const auto at =
                std::find_if(groups.begin() + first, groups.end(), [&](const auto& each) {
                    return each.organisation == event.organisation;
                });
            if (at == groups.end())
                groups.push_back({unit, event.organisation, {&event}});
            else
                at->raised.push_back(&event);
        }
    }
    return groups;
}

db::EventGroup rowsOf(const Group& group)
{
    db::EventGroup rows{group.organisation.uuid(), group.unit->now(), {}};
    const std::string actor = group.unit->actor().text();
    for (const RaisedEvent* event : group.raised) {
        db::NewEvent row;
        row.type = event->type;
        row.actor = actor;
        row.aggregateType = event->aggregateType;
        row.aggregateId = event->aggregate;
        row.payload = db::Bytes(event->payload.begin(), event->payload.end());
        rows.events.push_back(std::move(row));
    }
    if (group.organisation == group.unit->visible()) rows.changes = group.unit->changes();
    return rows;
}

} // namespace

Result<std::vector<api::Event>> appendRaised(db::Connection& connection,
                                             std::span<const Unit* const> units,
                                             const db::LogHeads& locked)
{
    for (const Unit* unit : units) {
        const auto isOwn = [&](const auto& event) { return event.organisation == unit->visible(); };
        if (!unit->changes().empty() && std::ranges::none_of(unit->events(), isOwn)) {
            return fail(ErrorKind::Internal, "db.changes_not_logged",
                        "rows were written and no event tells of them");
        }
    }
    const std::vector<Group> groups = groupsOf(units);
    std::vector<db::EventGroup> rows;
    rows.reserve(groups.size());
    for (const Group& group : groups)
        rows.push_back(rowsOf(group));
    STOA_TRY(firsts, db::appendEvents(connection, rows, locked));
    std::vector<api::Event> appended;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::int64_t seq = firsts[i];
        for (const RaisedEvent* event : groups[i].raised) {
            appended.push_back({groups[i].organisation, seq++, event->type,
                                encodeTypeId(event->aggregateType, event->aggregate),
                                groups[i].unit->now()});
        }
    }
    return appended;
}

Result<std::vector<api::Event>> appendRaised(Unit& unit)
{
    const Unit* const one = &unit;
    return appendRaised(unit.db(), std::span(&one, 1));
}

} // namespace stoa
