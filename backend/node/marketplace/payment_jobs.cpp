#include "node/marketplace/payment_jobs.h"

#include "domain/disputes/dispute_action.h"
#include "domain/payments/webhooks.h"
#include "domain/settlement/settlement.h"
#include "node/marketplace/dispute_jobs.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

using settlement::Next;
using settlement::Prepared;
using settlement::Settled;

constexpr std::string_view kSweepKind = "payments.sweep";
constexpr Duration kSweepEvery = std::chrono::minutes(1);
constexpr Duration kLongestPause =
    std::chrono::minutes(6); // an attempt that is asked for waits less
constexpr int kMostSwept = 1000;
constexpr int kMostSteps = 8;                // of one run; an attempt has three
constexpr std::chrono::seconds kRunTime{90}; // three calls of a provider that is slow

Result<Uuid> readAttempt(std::string_view payload)
{
    return Uuid::parse(payload);
}

Result<Nothing> readNothing(std::string_view)
{
    return Nothing{};
}

// Whose job it is that works on an attempt: its own, or that of a webhook which speaks of it.
enum class Whose { Attempts, Webhooks };

class AttemptRun {
public:
    AttemptRun(jobs::JobRun& run, const PaymentJobs& needs, OrgId organisation, const Uuid& attempt,
               Whose whose)
        : m_run(run),
          m_needs(needs),
          m_organisation(organisation),
          m_attempt(attempt),
          m_whose(whose)
    {}

    // Done when it is settled, Snooze while its outcome is not known.
    jobs::Outcome go()
    {
        for (int step = 0; step < kMostSteps && !m_run.isEnding(); ++step) {
            const bool isNews = m_whose == Whose::Webhooks && step == 0;
            STOA_TRY(prepared, prepare(isNews ? settlement::News::Yes : settlement::News::No));
            if (!prepared) return jobs::Outcome::done();
            m_isReview = prepared->isReview();
            const auto* provider = m_needs.providers.findProvider(prepared->attempt.provider);
            if (provider == nullptr && prepared->action != payments::Action::Expire) {
                spdlog::warn("attempt {} waits for the provider {}, which is not configured",
                             m_attempt.text(), prepared->attempt.provider);
                return jobs::Outcome::snooze(kProviderPause);
            }
            gateways::Outcome outcome;
            if (provider != nullptr) outcome = settlement::ask(*provider, *prepared);
            STOA_TRY(settled, settle(*prepared, outcome));
            if (settled.next == Next::Settled) return jobs::Outcome::done();
            if (settled.next == Next::Wait) return jobs::Outcome::snooze(settled.pause);
        }
        return jobs::Outcome::snooze(Duration(0));
    }

    // Nobody else will ask for it again.
    bool isReview() const { return m_isReview; }

private:
    Result<std::optional<Prepared>> prepare(settlement::News news)
    {
        STOA_TRY(connection, m_run.connect());
        return runAsSystem(
            m_run, *connection, m_organisation, m_needs.publish,
            [this, news](Unit& unit) { return settlement::prepare(unit, m_attempt, news); });
    }

    Result<Settled> settle(const Prepared& prepared, const gateways::Outcome& outcome)
    {
        STOA_TRY(connection, m_run.connect());
        return runAsSystem(
            m_run, *connection, m_organisation, m_needs.publish,
            [&](Unit& unit) -> Result<Settled> {
                STOA_TRY(settled, settlement::settle(unit, prepared, outcome, m_needs.providers));
                const bool isEnd = settled.next == Next::Settled && m_whose == Whose::Attempts;
                if (isEnd) STOA_CHECK(m_run.complete(*connection));
                return settled;
            });
    }

    jobs::JobRun& m_run;
    const PaymentJobs& m_needs;
    const OrgId m_organisation;
    const Uuid m_attempt;
    const Whose m_whose;
    bool m_isReview = false;
};

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
        AttemptRun attempt(run, needs, *inbound->organisation, *inbound->attempt, Whose::Webhooks);
        auto outcome = attempt.go(); // an unknown outcome is left to the attempt's own job
        const bool isKnown = outcome.kind == jobs::Outcome::Kind::Done ||
                             (outcome.kind == jobs::Outcome::Kind::Snooze && !attempt.isReview());
        if (!isKnown) return outcome;
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
    STOA_TRY(actions, disputes::openActions(*connection, before, kMostSwept));
    db::Transaction transaction(*connection);
    STOA_CHECK(payments::enqueueAttempts(*connection, open, run.now()));
    STOA_CHECK(disputes::enqueueActions(*connection, actions, run.now()));
    STOA_CHECK(run.complete(*connection));
    return transaction.commit();
}

} // namespace

void addPaymentJobs(jobs::Kinds& kinds, PaymentJobs needs)
{
    kinds.add<Uuid>(std::string(payments::kAttemptKind), {.deadline = kRunTime}, readAttempt,
                    [needs](jobs::JobRun& run, const Uuid& attempt) {
                        const OrgId organisation(run.job().org);
                        return AttemptRun(run, needs, organisation, attempt, Whose::Attempts).go();
                    });
    kinds.add<Nothing>(std::string(payments::kWebhookKind), {.deadline = kRunTime}, readNothing,
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
