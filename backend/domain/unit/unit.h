#pragma once
// Unit: one operation as it runs, which is one transaction. A handler reads and writes through
// `db()`, takes the time from `now()`, says what happened with `raise()`, and returns its reply or
// an Error. The door has checked the token, the permission, the tenant, the limits of the request
// and the idempotency key before, and after a reply appends the events, the audit row and the
// stored answer and commits; an Error rolls everything back, unless keepWrites(). A handler may run
// twice (serialization failure), so it has no other effects.
//
//     Result<api::RefundView> handle(Unit& unit, const api::RequestRefund& request);

#include "api/node.h"
#include "domain/unit/actor.h"
#include "platform/db/event_log.h"

#include <span>

namespace stoa {

// A fact to append to an organisation's event log. Its payload is a JSON object with the facts and
// `by`, the name of who did it; timelines show the members whose values are strings.
struct RaisedEvent {
    OrgId organisation;
    std::string type;          // "refund.succeeded"
    std::string aggregateType; // "order": the id prefix says the same
    Uuid aggregate;            // whose timeline it belongs to
    std::string payload;
};

using Fact = std::pair<std::string_view, std::string>;

class Unit {
public:
    struct Context {
        Actor actor;
        std::optional<OrgId> organisation; // see organisation() and visible()
        RequestId request;
        Timestamp now;
        std::string origin;
    };

    Unit(db::Connection& connection, Context context);

    db::Connection& db() { return m_db; }
    const Actor& actor() const { return m_context.actor; }
    Timestamp now() const { return m_context.now; }
    RequestId request() const { return m_context.request; }
    const std::string& origin() const { return m_context.origin; }

    // Scope::Seller and Storefront: the seller of the request. Scope::Marketplace: the marketplace.
    // The first column of every statement. Asking in another scope is a bug.
    OrgId organisation() const;
    // Scope::Visible: the one organisation to read, or nothing for all of them.
    std::optional<OrgId> visible() const { return m_context.organisation; }

    // Appended to the organisation's log at the end of the transaction, in this order.
    template <class Tag>
    void raise(std::string_view type, const Id<Tag>& aggregate, std::initializer_list<Fact> facts)
    {
        raiseIn(organisation(), type, aggregate, facts);
    }
    // For another organisation than the unit's, e.g. the one that it creates.
    template <class Tag>
    void raiseIn(OrgId organisation, std::string_view type, const Id<Tag>& aggregate,
                 std::initializer_list<Fact> facts)
    {
        append(organisation, type, Tag::kPrefix, aggregate.uuid(), facts);
    }

    // The record that the audit row names; the door takes the request's own id when none was set.
    void setAuditTarget(std::string id) { m_auditTarget = std::move(id); }

    // What was written and raised so far is committed even though the handler returns an Error: for
    // a refusal that must leave its trace, as when a stolen refresh token ends its session.
    void keepWrites() { m_keepsWrites = true; }
    bool keepsWrites() const { return m_keepsWrites; }

    // Adds a row to a set that is sent with db().defer(), and its image to the unit's changes.
    template <class... Values>
    void write(db::RowSet& rows, const Values&... values)
    {
        m_changes += rows.add(values...);
    }
    // An image that RowSet::image() made.
    void record(std::string_view image) { m_changes += image; }

    const std::vector<RaisedEvent>& events() const { return m_events; }
    const std::string& changes() const { return m_changes; }
    const std::string& auditTarget() const { return m_auditTarget; }

private:
    void append(OrgId organisation, std::string_view type, std::string_view aggregateType,
                const Uuid& aggregate, std::initializer_list<Fact> facts);

    db::Connection& m_db;
    Context m_context;
    std::vector<RaisedEvent> m_events;
    std::string m_changes;
    std::string m_auditTarget;
    bool m_keepsWrites = false;
};

// Appends what the units of one transaction raised to the logs of their organisations; each unit
// stays together. Directly before commit(); publish the events after it. `locked` as in
// db::appendEvents().
Result<std::vector<api::Event>> appendRaised(db::Connection& connection,
                                             std::span<const Unit* const> units,
                                             const db::LogHeads& locked = {});
Result<std::vector<api::Event>> appendRaised(Unit& unit);

} // namespace stoa
