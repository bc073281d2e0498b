#include "node/marketplace/payout_jobs.h"

#include "domain/payouts/batches.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

jobs::Outcome prepareDue(const jobs::JobRun& run, const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    const OrgId marketplace(run.job().org);
    const auto prepare = [](Unit& unit) -> Result<std::size_t> {
        STOA_TRY(plan, payouts::planPayouts(unit, std::nullopt, ledger::Lock::No));
        if (!payouts::isWorthwhile(plan)) return std::size_t{0};
        STOA_TRY(batch, payouts::handle(unit, api::PreparePayouts{}));
        return batch.payouts.size();
    };
    STOA_TRY(count, runAsSystem(run, *connection, marketplace, publish, prepare));
    if (count > 0) spdlog::info("payouts: {} wait for approval", count);
    return jobs::Outcome::done();
}

jobs::Outcome send(const jobs::JobRun& run, PayoutId payout, const gateways::PayoutGateway& gateway,
                   const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    const OrgId seller(run.job().org);
    STOA_TRY(order, runAsSystem(run, *connection, seller, publish, [payout](Unit& unit) {
                 return payouts::payoutToSend(unit, payout);
             }));
    if (!order) return jobs::Outcome::done();
    const auto outcome = gateway.pay(payout.uuid(), seller.uuid(), order->amount);
    if (outcome.verdict == gateways::PayoutVerdict::InDoubt) {
        return jobs::Outcome::retry(
            makeError(ErrorKind::InDoubt, "payout.in_doubt").because(payout.text()));
    }
    return runAsSystem(run, *connection, seller, publish, [&](Unit& unit) {
        return payouts::settle(unit, payout, gateway.name(), outcome);
    });
}

} // namespace

void addPayoutJobs(jobs::Kinds& kinds, const gateways::PayoutGateway& gateway,
                   const Publish& publish)
{
    kinds.add<PayoutPreparation>(
        std::string(kPreparePayouts), {}, readJsonPayload<PayoutPreparation>,
        [publish](jobs::JobRun& run, const PayoutPreparation& /*payload*/) {
            return prepareDue(run, publish);
        });
    kinds.add<PayoutId>(
        std::string(payouts::kSendPayout), {},
        [](std::string_view payload) { return PayoutId::parse(payload); },
        [&gateway, publish](jobs::JobRun& run, const PayoutId& payout) {
            return send(run, payout, gateway, publish);
        });
}

} // namespace stoa::node
