#include "node/marketplace/housekeeping.h"

#include "domain/checkout/checkout.h"
#include "domain/identity/session_store.h"
#include "domain/payments/webhooks.h"
#include "domain/webhooks/outbox.h"
#include "node/embedded/idempotency.h"
#include "node/marketplace/json_payload.h"
#include "node/marketplace/marketplace_sql.h"
#include "platform/db/transaction.h"
#include "platform/jobs/retention.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::size_t kPage = 100; // organisations of one run
constexpr int kMost = 1000;        // rows of one statement, so that none locks for long
constexpr std::chrono::seconds kLong{10};

// Repeats while there is a full measure of rows, as long as the run may last; what is left then
// comes with the next hour.
template <class Forget>
Result<std::size_t> forgetAll(const jobs::JobRun& run, Forget forget)
{
    std::size_t sum = 0;
    while (true) {
        STOA_TRY(count, forget());
        sum += count;
        const bool isLate = db::within(kLong) > run.deadline() || run.isEnding();
        if (count < static_cast<std::size_t>(kMost) || isLate) return sum;
    }
}

Result<std::size_t> forgetOf(const jobs::JobRun& run, db::Connection& connection, OrgId org)
{
    STOA_TRY(keys,
             forgetAll(run, [&] { return forgetExpiredKeys(connection, org, run.now(), kMost); }));
    STOA_TRY(jobs, forgetAll(run, [&] {
                 return jobs::forgetFinished(connection, org.uuid(), run.now(), kMost);
             }));
    STOA_TRY(inbound, forgetAll(run, [&] {
                 return payments::forgetInbound(connection, org, run.now(), kMost);
             }));
    STOA_TRY(carts, forgetAll(run, [&] {
                 return checkout::forgetCarts(connection, org.uuid(), run.now(), kMost);
             }));
    STOA_TRY(posted, forgetAll(run, [&] {
                 return webhooks::forgetDeliveries(connection, org, run.now(), kMost);
             }));
    return keys + jobs + inbound + carts + posted;
}

// The end of this run, and the job of the next page when there is one.
Done finish(jobs::JobRun& run, db::Connection& connection, std::optional<OrgId> last)
{
    db::Transaction transaction(connection);
    STOA_CHECK(run.complete(connection));
    if (last) {
        jobs::NewJob next;
        next.org = run.job().org;
        next.queue = run.job().queue;
        next.kind = run.job().kind;
        next.payload = writeJsonPayload(Housekeeping{last});
        next.uniqueKey = run.job().uniqueKey;
        STOA_CHECK(jobs::enqueue(connection, {&next, 1}, run.now()));
    }
    return transaction.commit();
}

jobs::Outcome keepHouse(jobs::JobRun& run, const Housekeeping& payload)
{
    STOA_TRY(connection, run.connect());
    std::size_t sum = 0;
    if (!payload.after) {
        STOA_TRY(sessions, forgetAll(run, [&] {
                     return identity::forgetEndedSessions(*connection, run.now(), kMost);
                 }));
        sum += sessions;
    }
    STOA_TRY(rows, connection->run(marketplace::sql::kSelectOrganisations,
                                   payload.after.value_or(OrgId()), kPage));
    std::optional<OrgId> last;
    for (const db::Row row : rows) {
        const OrgId org = row.get<OrgId>("org_id");
        STOA_TRY(count, forgetOf(run, *connection, org));
        sum += count;
        last = org;
    }
    if (rows.size() < kPage) last.reset();
    if (sum > 0) spdlog::info("housekeeping deleted {} expired records", sum);
    return finish(run, *connection, last);
}

} // namespace

void addHousekeeping(jobs::Kinds& kinds)
{
    kinds.add<Housekeeping>(std::string(kHousekeeping), {}, readJsonPayload<Housekeeping>,
                            keepHouse);
}

} // namespace stoa::node
