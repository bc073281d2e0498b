#include "domain/webhooks/outbox.h"

#include "domain/webhooks/delivery_record.h"
#include "domain/webhooks/webhooks_sql.h"
#include "platform/db/transaction.h"
#include "platform/jobs/jobs.h"

#include <limits>

namespace stoa::webhooks {
namespace {

constexpr std::int64_t kToTheEnd = std::numeric_limits<std::int64_t>::max();

jobs::NewJob jobOf(OrgId organisation, WebhookEndpointId endpoint)
{
    jobs::NewJob job;
    job.org = organisation.uuid();
    job.queue = kQueue;
    job.kind = kSendKind;
    job.payload = job.uniqueKey = endpoint.text();
    return job;
}

} // namespace

Result<std::vector<OrgId>> organisationsBehind(db::Connection& connection)
{
    STOA_TRY(rows, connection.run(sql::kListBehind, kMaxAtOnce));
    std::vector<OrgId> found;
    for (const db::Row row : rows)
        found.push_back(row.get<OrgId>("org_id"));
    return found;
}

Result<Taken> takeIn(db::Connection& connection, OrgId organisation, Timestamp now)
{
    Taken taken;
    db::Transaction transaction(connection);
    STOA_TRY(endpoints, connection.run(sql::kLockBehind, organisation));
    for (const db::Row row : endpoints) {
        const auto endpoint = row.get<WebhookEndpointId>("endpoint_id");
        const auto kinds = row.get<std::vector<std::string>>("kinds");
        STOA_TRY(facts, readFacts(connection, organisation, row.get<std::int64_t>("seen_seq"),
                                  kToTheEnd, kMaxTaken));
        if (facts.empty()) continue;
        NewDeliveries made;
        for (const Fact& fact : facts) {
            if (!isWanted(kinds, fact.kind)) continue;
            made.add(endpoint, fact, now);
            ++taken.deliveries;
        }
        made.send(connection);
        connection.defer(sql::kUpdateSeen, organisation, endpoint, facts.back().seq, !made.empty(),
                         now);
        taken.hasMore = taken.hasMore || std::ssize(facts) == kMaxTaken;
    }
    STOA_CHECK(transaction.commit());
    return taken;
}

Result<std::size_t> putToWork(db::Connection& connection, Timestamp now)
{
    db::Transaction transaction(connection);
    STOA_TRY(rows, connection.run(sql::kListAwake, now, kMaxAtOnce));
    std::vector<jobs::NewJob> jobs;
    for (const db::Row row : rows) {
        const auto organisation = row.get<OrgId>("org_id");
        const auto endpoint = row.get<WebhookEndpointId>("endpoint_id");
        connection.defer(sql::kPutToWork, organisation, endpoint, now + kWorkLease);
        jobs.push_back(jobOf(organisation, endpoint));
    }
    if (!jobs.empty()) STOA_CHECK(jobs::enqueue(connection, jobs, now));
    STOA_CHECK(transaction.commit());
    return jobs.size();
}

Result<Backlog> backlog(db::Connection& connection)
{
    STOA_TRY(rows, connection.run(sql::kSelectBacklog));
    const auto row = rows.single();
    return Backlog{row.get<std::int64_t>("count"), row.get<std::optional<Timestamp>>("oldest")};
}

Result<std::size_t> forgetDeliveries(db::Connection& connection, OrgId organisation, Timestamp now,
                                     int most)
{
    STOA_TRY(deliveries,
             connection.run(sql::kForgetDeliveries, organisation, now - kKeepDeliveries, most));
    STOA_TRY(endpoints, connection.run(sql::kForgetEndpoints, organisation));
    return deliveries.affected() + endpoints.affected();
}

} // namespace stoa::webhooks
