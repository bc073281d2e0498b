#include "domain/unit/unit.h"

#include "core/assert.h"
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

} // namespace stoa
