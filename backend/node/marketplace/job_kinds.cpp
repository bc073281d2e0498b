#include "node/marketplace/job_kinds.h"

#include "domain/payments/attempts.h"
#include "domain/payouts/sending.h"
#include "domain/reconciliation/runs.h"
#include "domain/webhooks/outbox.h"
#include "node/marketplace/checkout_saga.h"
#include "node/marketplace/checkpoint_job.h"
#include "node/marketplace/dispute_jobs.h"
#include "node/marketplace/escrow_release.h"
#include "node/marketplace/housekeeping.h"
#include "node/marketplace/json_payload.h"
#include "node/marketplace/marketplace_sql.h"
#include "node/marketplace/order_timers.h"
#include "node/marketplace/payout_jobs.h"
#include "node/marketplace/reconciliation_jobs.h"
#include "node/marketplace/refund_jobs.h"

namespace stoa::node {
namespace {

// So many calls of providers at a time: the others wait as jobs, where they cost nothing.
constexpr std::size_t kMostPaymentCalls = 8;

Result<std::optional<Uuid>> marketplaceOf(db::Connection& connection)
{
    STOA_TRY(rows, connection.run(marketplace::sql::kMarketplaceId));
    const auto row = rows.optional();
    if (!row) return std::optional<Uuid>();
    return std::optional(row->get<Uuid>("org_id"));
}

} // namespace

jobs::Sagas jobSagas(const JobNeeds& needs)
{
    jobs::Sagas sagas;
    sagas.add(checkoutSaga(needs.providers, needs.publish));
    return sagas;
}

jobs::Kinds jobKinds(const JobNeeds& needs, const jobs::Sagas& sagas)
{
    jobs::Kinds kinds;
    addHousekeeping(kinds);
    addCheckpointJob(kinds, needs.checkpoints);
    addPaymentJobs(kinds, {needs.providers, needs.publish});
    addDisputeJobs(kinds, {needs.providers, needs.publish});
    addOrderTimers(kinds, needs.providers, needs.publish);
    addEscrowRelease(kinds, needs.publish);
    addPayoutJobs(kinds, {needs.providers, needs.publish});
    addRefundJobs(kinds, needs.publish);
    addReconciliationJobs(kinds, needs.providers, needs.publish);
    addWebhookJobs(kinds, {needs.poster, needs.webhooks, needs.publish});
    sagas.addTo(kinds);
    return kinds;
}

jobs::Worker::Options jobOptions(std::size_t threads)
{
    jobs::Worker::Options options;
    options.threads = threads;
    // A receiver that hangs holds a thread for as long as a call may last: never all of them.
    const std::size_t posting = std::max<std::size_t>(threads / 2, 1);
    options.queues = {{.name = std::string(payments::kAttemptQueue),
                       .concurrency = std::min(threads, kMostPaymentCalls)},
                      {.name = "default", .concurrency = threads},
                      {.name = std::string(jobs::Sagas::kQueue), .concurrency = threads},
                      {.name = std::string(kTimerQueue), .concurrency = threads},
                      {.name = std::string(kSettlementQueue), .concurrency = 1, .claimSize = 10},
                      {.name = std::string(payouts::kPayoutQueue),
                       .concurrency = std::min(threads, kMostPaymentCalls)},
                      {.name = std::string(reconciliation::kRunQueue), .concurrency = 1},
                      {.name = std::string(webhooks::kQueue),
                       .concurrency = posting,
                       .perOrganisation = std::max<std::size_t>(posting / 2, 1),
                       .claimSize = 4},
                      {.name = std::string(kMaintenanceQueue), .concurrency = 1, .claimSize = 10}};
    options.schedules = {{.kind = std::string(kHousekeeping),
                          .queue = std::string(kMaintenanceQueue),
                          .every = std::chrono::hours(1),
                          .payload = writeJsonPayload(Housekeeping{})},
                         hourlyCheckpoints(),
                         paymentSweep(),
                         {.kind = std::string(kTimerSweep),
                          .queue = std::string(kTimerQueue),
                          .every = std::chrono::minutes(1),
                          .payload = writeJsonPayload(TimerSweep{})},
                         {.kind = std::string(kEscrowRelease),
                          .queue = std::string(kSettlementQueue),
                          .every = std::chrono::minutes(5),
                          .payload = writeJsonPayload(EscrowRelease{})},
                         {.kind = std::string(kExpireApprovals),
                          .queue = std::string(kSettlementQueue),
                          .every = std::chrono::minutes(5),
                          .payload = writeJsonPayload(ApprovalExpiry{})},
                         {.kind = std::string(kPreparePayouts),
                          .queue = std::string(kSettlementQueue),
                          .every = std::chrono::hours(1),
                          .payload = writeJsonPayload(PayoutPreparation{})},
                         nightlyReconciliation()};
    options.scheduleOwner = marketplaceOf;
    return options;
}

} // namespace stoa::node
