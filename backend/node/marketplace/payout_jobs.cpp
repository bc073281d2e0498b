#include "node/marketplace/payout_jobs.h"

#include "domain/payments/webhooks.h"
#include "domain/payouts/batches.h"
#include "domain/payouts/sending.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

// One payout on its way.
struct PayoutAttempt {
    const payments::Providers& providers;
    PayoutId payout;

    Result<std::optional<payouts::Prepared>> prepare(Unit& unit, settlement::News news) const
    {
        return payouts::prepare(unit, payout, news);
    }
    std::optional<gateways::Outcome> ask(const payouts::Prepared& prepared) const
    {
        const std::string name = enumText(prepared.attempt.provider);
        const auto* gateway = providers.find(name);
        if (gateway != nullptr) return payouts::ask(*gateway, prepared);
        spdlog::warn("payout {} waits for the provider {}, which is not configured", payout.text(),
                     name);
        return std::nullopt;
    }
    Result<settlement::Settled> settle(Unit& unit, const payouts::Prepared& prepared,
                                       const gateways::Outcome& outcome) const
    {
        return payouts::settle(unit, prepared, outcome);
    }
};

jobs::Outcome prepareDue(const jobs::JobRun& run, const PaymentJobs& needs)
{
    STOA_TRY(connection, run.connect());
    const OrgId marketplace(run.job().org);
    const auto prepare = [&](Unit& unit) -> Result<std::size_t> {
        STOA_TRY(plan, payouts::planPayouts(unit, std::nullopt, ledger::Lock::No, needs.providers));
        if (!payouts::isWorthwhile(plan)) return std::size_t{0};
        const auto batch = payouts::handle(unit, api::PreparePayouts{}, needs.providers);
        if (batch) return batch->payouts.size();
        const bool isTaken = batch.error().code == "payout.nothing_due"; // by somebody meanwhile
        return isTaken ? Result<std::size_t>(0) : fail(batch.error());
    };
    STOA_TRY(count, runAsSystem(run, *connection, marketplace, needs.publish, prepare));
    if (count > 0) spdlog::info("payouts: {} wait for approval", count);
    return jobs::Outcome::done();
}

} // namespace

jobs::Outcome takeInPayout(jobs::JobRun& run, const PaymentJobs& needs,
                           const payments::Inbound& inbound)
{
    std::optional<OrgId> seller;
    if (inbound.attempt) {
        STOA_TRY(connection, run.connect());
        STOA_TRY(owner, payouts::ownerOf(*connection, *inbound.attempt));
        seller = owner;
    }
    if (!seller) {
        spdlog::info("{} of {} belongs to no payout of ours", inbound.reference, inbound.provider);
        return jobs::Outcome::done();
    }
    AttemptRun attempt(run, needs.publish, *seller, Whose::Webhooks,
                       PayoutAttempt{needs.providers, PayoutId(*inbound.attempt)});
    auto outcome = attempt.go();
    return attempt.isLeft(outcome) ? jobs::Outcome::done() : outcome;
}

void addPayoutJobs(jobs::Kinds& kinds, PaymentJobs needs)
{
    kinds.add<PayoutPreparation>(std::string(kPreparePayouts), {},
                                 readJsonPayload<PayoutPreparation>,
                                 [needs](jobs::JobRun& run, const PayoutPreparation& /*payload*/) {
                                     return prepareDue(run, needs);
                                 });
    kinds.add<PayoutId>(
        std::string(payouts::kSendPayout), {.deadline = kAttemptTime},
        [](std::string_view payload) { return PayoutId::parse(payload); },
        [needs](jobs::JobRun& run, const PayoutId& payout) {
            return AttemptRun(run, needs.publish, OrgId(run.job().org), Whose::Attempts,
                              PayoutAttempt{needs.providers, payout})
                .go();
        });
}

} // namespace stoa::node
