#include "node/marketplace/dispute_jobs.h"

#include "domain/disputes/dispute_action.h"
#include "domain/disputes/take_in.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr Duration kPause = std::chrono::seconds(5);
constexpr std::chrono::seconds kRunTime{90}; // two calls of a provider that is slow

const gateways::Provider* providerOf(const PaymentJobs& needs, std::string_view name)
{
    const auto* provider = needs.providers.findProvider(name);
    if (provider == nullptr) {
        spdlog::warn("a dispute waits for the provider {}, which is not configured", name);
    }
    return provider;
}

jobs::Outcome tellProvider(const jobs::JobRun& run, const PaymentJobs& needs, DisputeId dispute)
{
    const OrgId seller(run.job().org);
    std::optional<disputes::Told> told;
    {
        STOA_TRY(connection, run.connect());
        STOA_TRY(found, runAsSystem(run, *connection, seller, needs.publish,
                                    [&](Unit& unit) { return disputes::toTell(unit, dispute); }));
        told = std::move(found);
    }
    if (!told) return jobs::Outcome::done();
    const auto* provider = providerOf(needs, told->provider);
    if (provider == nullptr) return jobs::Outcome::snooze(kProviderPause);
    const auto outcome = disputes::tell(*provider, *told);
    {
        STOA_TRY(connection, run.connect());
        STOA_TRY(isSettled, runAsSystem(run, *connection, seller, needs.publish, [&](Unit& unit) {
                     return disputes::settle(unit, dispute, *told, outcome);
                 }));
        if (!isSettled) return jobs::Outcome::snooze(kPause);
    }
    return takeInDispute(run, needs, told->provider, told->reference);
}

} // namespace

jobs::Outcome takeInDispute(const jobs::JobRun& run, const PaymentJobs& needs,
                            std::string_view name, std::string_view reference)
{
    const auto* provider = providerOf(needs, name);
    if (provider == nullptr) return jobs::Outcome::snooze(kProviderPause);
    const auto found = provider->findDispute(reference);
    if (!found) {
        if (found.error().kind != ErrorKind::NotFound) return jobs::Outcome::snooze(kPause);
        spdlog::warn("{} does not know its dispute {}", name, reference);
        return jobs::Outcome::done();
    }
    STOA_TRY(connection, run.connect());
    STOA_TRY(owner, disputes::ownerOf(*connection, name, found->payment));
    if (!owner) {
        spdlog::warn("dispute {} of {} is about a payment of nobody", reference, name);
        return jobs::Outcome::done();
    }
    if (!owner->isCaptured) return jobs::Outcome::snooze(kPause);
    STOA_CHECK(runAsSystem(run, *connection, owner->seller, needs.publish, [&](Unit& unit) {
        return disputes::takeIn(unit, *owner, name, *found);
    }));
    return jobs::Outcome::done();
}

void addDisputeJobs(jobs::Kinds& kinds, const PaymentJobs& needs)
{
    kinds.add<DisputeId>(
        std::string(disputes::kActionKind), {.deadline = kRunTime},
        [](std::string_view payload) { return DisputeId::parse(payload); },
        [needs](jobs::JobRun& run, const DisputeId& dispute) {
            return tellProvider(run, needs, dispute);
        });
}

} // namespace stoa::node
