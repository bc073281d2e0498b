#include "node/marketplace/escrow_release.h"

#include "domain/ledger/escrow.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::chrono::seconds kReserve{5}; // of the deadline, for the last transaction
constexpr int kMaxRounds = 100;             // of one seller in one run

Result<std::size_t> releaseOf(const jobs::JobRun& run, db::Connection& connection, OrgId seller,
                              const Publish& publish)
{
    std::size_t sum = 0;
    for (int round = 0; round < kMaxRounds; ++round) {
        if (run.isEnding() || db::within(kReserve) > run.deadline()) break;
        STOA_TRY(count, runAsSystem(run, connection, seller, publish, ledger::releaseDue));
        sum += count;
        if (count < ledger::kMaxReleases) break;
    }
    return sum;
}

jobs::Outcome releaseAll(const jobs::JobRun& run, const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    STOA_TRY(sellers, ledger::sellersWithDueEscrow(*connection, run.now()));
    std::size_t sum = 0;
    for (const OrgId seller : sellers) {
        STOA_TRY(count, releaseOf(run, *connection, seller, publish));
        sum += count;
    }
    if (sum > 0) spdlog::info("escrow: {} orders settled, their period is over", sum);
    return jobs::Outcome::done();
}

} // namespace

void addEscrowRelease(jobs::Kinds& kinds, Publish publish)
{
    kinds.add<EscrowRelease>(
        std::string(kEscrowRelease), {}, readJsonPayload<EscrowRelease>,
        [publish = std::move(publish)](jobs::JobRun& run, const EscrowRelease& /*payload*/) {
            return releaseAll(run, publish);
        });
}

} // namespace stoa::node
