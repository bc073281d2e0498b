#pragma once
// A delivery's row, and the body that is posted for it.

#include "api/webhook_deliveries.h"
#include "domain/unit/unit.h"

namespace stoa::webhooks {

// What happened, as a delivery keeps it.
struct Fact {
    OrgId organisation;
    std::int64_t seq = 0; // 0: a test
    EventId event;
    std::string kind;
    std::string aggregateType;
    Uuid aggregate;
    Timestamp at;
};
Fact factOf(const db::Row& row, OrgId organisation);

// The same text each time.
std::string bodyOf(const Fact& fact);

api::WebhookDeliveryRow rowOf(const db::Row& row);

// Rows of new deliveries, due `now`.
class NewDeliveries {
public:
    NewDeliveries();
    WebhookDeliveryId add(WebhookEndpointId endpoint, const Fact& fact, Timestamp now);
    // Those of the log that are there already stay as they are. Inside a transaction.
    void send(db::Connection& connection) const { connection.defer(m_rows); }
    bool empty() const { return m_rows.empty(); }

private:
    db::RowSet m_rows;
};

// A part of the log, at most `limit` events after `seq`.
Result<std::vector<Fact>> readFacts(db::Connection& connection, OrgId organisation,
                                    std::int64_t after, std::int64_t through, std::int64_t limit);
// Whether an endpoint with these kinds asks for it.
bool isWanted(const std::vector<std::string>& kinds, const std::string& kind);

} // namespace stoa::webhooks
