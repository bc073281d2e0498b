#include "node/marketplace/order_timers.h"

#include "domain/disputes/disputes.h"
#include "domain/edits/edit_payment.h"
#include "domain/refunds/order_timers.h"
#include "domain/returns/returns.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

jobs::Outcome sweep(jobs::JobRun& run)
{
    STOA_TRY(connection, run.connect());
    STOA_TRY(due, orders::findDue(*connection, run.now()));
    std::vector<jobs::NewJob> found;
    for (const orders::DueTimer& timer : due) {
        jobs::NewJob job;
        job.org = timer.seller.uuid();
        job.queue = kTimerQueue;
        job.kind = kTimerJob;
        job.payload = writeJsonPayload(TimerJob{timer.seller, timer.order, timer.kind});
        job.uniqueKey = timer.order.text() + ':' + enumText(timer.kind);
        found.push_back(std::move(job));
    }
    db::Transaction transaction(*connection);
    if (!found.empty()) {
        STOA_TRY(added, jobs::enqueue(*connection, found, run.now()));
        if (added > 0) spdlog::info("{} order timers are due", added);
    }
    STOA_CHECK(run.complete(*connection));
    return transaction.commit();
}

Done act(Unit& unit, const TimerJob& timer, const payments::Providers& providers)
{
    if (timer.kind == api::TimerKind::Dispute) {
        return returns::expireClaims(unit, timer.order, providers);
    }
    if (timer.kind == api::TimerKind::DisputeEvidence) {
        disputes::evidenceIsDue(unit, timer.order);
        return {};
    }
    if (timer.kind == api::TimerKind::EditPayment) return edits::expirePayment(unit, timer.order);
    return refunds::fireTimer(unit, timer.order, timer.kind, providers);
}

bool isRefusal(const Error& error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Invalid;
}

jobs::Outcome fire(jobs::JobRun& run, const TimerJob& timer, const payments::Providers& providers,
                   const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    const Done done = runAsSystem(run, *connection, timer.seller, publish, [&](Unit& unit) -> Done {
        STOA_CHECK(act(unit, timer, providers));
        return run.complete(*connection);
    });
    if (done || !isRefusal(done.error())) return done;
    return runAsSystem(run, *connection, timer.seller, publish, [&](Unit& unit) -> Done {
        refunds::giveUpTimer(unit, timer.order, timer.kind, done.error());
        return run.complete(*connection);
    });
}

} // namespace

void addOrderTimers(jobs::Kinds& kinds, const payments::Providers& providers, Publish publish)
{
    kinds.add<TimerSweep>(
        std::string(kTimerSweep), {}, readJsonPayload<TimerSweep>,
        [](jobs::JobRun& run, const TimerSweep& /*payload*/) { return sweep(run); });
    kinds.add<TimerJob>(
        std::string(kTimerJob), {}, readJsonPayload<TimerJob>,
        [&providers, publish = std::move(publish)](jobs::JobRun& run, const TimerJob& timer) {
            return fire(run, timer, providers, publish);
        });
}

} // namespace stoa::node
