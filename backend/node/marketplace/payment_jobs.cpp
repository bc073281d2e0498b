#include "node/marketplace/payment_jobs.h"

#include "domain/disputes/dispute_action.h"
#include "domain/payments/attempts.h"
#include "domain/payments/webhooks.h"
#include "domain/payouts/sending.h"
#include "node/marketplace/dispute_jobs.h"
#include "node/marketplace/payout_jobs.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

using settlement::Prepared;

constexpr std::string_view kSweepKind = "payments.sweep";
constexpr Duration kSweepEvery = std::chrono::minutes(1);
constexpr Duration kLongestPause =
    std::chrono::minutes(6); // an attempt that is asked for waits less
constexpr int kMostSwept = 1000;

Result<Uuid> readAttempt(std::string_view payload)
{
    return Uuid::parse(payload);
}

Result<Nothing> readNothing(std::string_view)
{
    return Nothing{};
}

// One attempt at a payment or a refund.
struct PaymentAttempt {
    const payments::Providers& providers;
    Uuid attempt;

    Result<std::optional<Prepared>> prepare(Unit& unit, settlement::News news) const
    {
        return settlement::prepare(unit, attempt, news);
    }
    std::optional<gateways::Outcome> ask(const Prepared& prepared) const
    {
        if (prepared.action == payments::Action::Expire) return gateways::Outcome();
        const auto* provider = providers.findProvider(prepared.attempt.provider);
        if (provider != nullptr) return settlement::ask(*provider, prepared);
        spdlog::warn("attempt {} waits for the provider {}, which is not configured",
                     attempt.text(), prepared.attempt.provider);
        return std::nullopt;
    }
    Result<settlement::Settled> settle(Unit& unit, const Prepared& prepared,
                                       const gateways::Outcome& outcome) const
    {
        return settlement::settle(unit, prepared, outcome, providers);
    }
};

// What a webhook says about an attempt; Done when nothing more is to be done about it.
jobs::Outcome takeInAttempt(jobs::JobRun& run, const PaymentJobs& needs, OrgId organisation,
                            const Uuid& id)
{
    AttemptRun attempt(run, needs.publish, organisation, Whose::Webhooks,
                       PaymentAttempt{needs.providers, id});
    auto outcome = attempt.go();
    return attempt.isLeft(outcome) ? jobs::Outcome::done() : outcome;
}

jobs::Outcome takeIn(jobs::JobRun& run, const PaymentJobs& needs)
{
    const OrgId marketplace(run.job().org);
    std::optional<payments::Inbound> inbound;
    {
        STOA_TRY(connection, run.connect());
        STOA_TRY(found, payments::findInbound(*connection, marketplace, run.job().payload));
        inbound = std::move(found);
    }
    if (!inbound) return jobs::Outcome::done();
    if (inbound->kind == gateways::NoticeKind::Dispute) {
        const auto outcome = takeInDispute(run, needs, inbound->provider, inbound->reference);
        if (outcome.kind != jobs::Outcome::Kind::Done) return outcome;
    }
    if (inbound->organisation) {
        const auto outcome = takeInAttempt(run, needs, *inbound->organisation, *inbound->attempt);
        if (outcome.kind != jobs::Outcome::Kind::Done) return outcome;
    }
    const bool isOfPayout = inbound->kind == gateways::NoticeKind::PayOut ||
                            inbound->kind == gateways::NoticeKind::Transfer;
    if (isOfPayout) {
        const auto outcome = takeInPayout(run, needs, *inbound);
        if (outcome.kind != jobs::Outcome::Kind::Done) return outcome;
    }
    STOA_TRY(connection, run.connect());
    db::Transaction transaction(*connection);
    STOA_CHECK(payments::markProcessed(*connection, marketplace, *inbound, run.now()));
    STOA_CHECK(run.complete(*connection));
    return transaction.commit();
}

jobs::Outcome sweep(jobs::JobRun& run)
{
    STOA_TRY(connection, run.connect());
    const Timestamp before = run.now() - kLongestPause;
    STOA_TRY(open, payments::openAttempts(*connection, before, kMostSwept));
    STOA_TRY(sent, payouts::openPayouts(*connection, before, kMostSwept));
    STOA_TRY(actions, disputes::openActions(*connection, before, kMostSwept));
    db::Transaction transaction(*connection);
    STOA_CHECK(payments::enqueueAttempts(*connection, open, run.now()));
    STOA_CHECK(payouts::enqueueSending(*connection, sent, run.now()));
    STOA_CHECK(disputes::enqueueActions(*connection, actions, run.now()));
    STOA_CHECK(run.complete(*connection));
    return transaction.commit();
}

} // namespace

void addPaymentJobs(jobs::Kinds& kinds, PaymentJobs needs)
{
    kinds.add<Uuid>(std::string(payments::kAttemptKind), {.deadline = kAttemptTime}, readAttempt,
                    [needs](jobs::JobRun& run, const Uuid& attempt) {
                        const OrgId organisation(run.job().org);
                        return AttemptRun(run, needs.publish, organisation, Whose::Attempts,
                                          PaymentAttempt{needs.providers, attempt})
                            .go();
                    });
    kinds.add<Nothing>(std::string(payments::kWebhookKind), {.deadline = kAttemptTime}, readNothing,
                       [needs](jobs::JobRun& run, const Nothing&) { return takeIn(run, needs); });
    kinds.add<Nothing>(std::string(kSweepKind), {}, readNothing,
                       [](jobs::JobRun& run, const Nothing&) { return sweep(run); });
}

jobs::Schedule paymentSweep()
{
    jobs::Schedule schedule;
    schedule.kind = kSweepKind;
    schedule.queue = payments::kAttemptQueue;
    schedule.every = kSweepEvery;
    return schedule;
}

} // namespace stoa::node
