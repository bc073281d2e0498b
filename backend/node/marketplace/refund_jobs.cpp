#include "node/marketplace/refund_jobs.h"

#include "domain/refunds/approvals.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

jobs::Outcome expireAll(const jobs::JobRun& run, const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    STOA_TRY(expired, refunds::expiredApprovals(*connection, run.now()));
    for (const auto& [seller, refund] : expired) {
        if (run.isEnding()) break; // the next run goes on
        STOA_CHECK(runAsSystem(run, *connection, seller, publish,
                               [id = refund](Unit& unit) { return refunds::expire(unit, id); }));
    }
    if (!expired.empty()) spdlog::info("{} refunds were not approved in time", expired.size());
    return jobs::Outcome::done();
}

} // namespace

void addRefundJobs(jobs::Kinds& kinds, Publish publish)
{
    kinds.add<ApprovalExpiry>(
        std::string(kExpireApprovals), {}, readJsonPayload<ApprovalExpiry>,
        [publish = std::move(publish)](jobs::JobRun& run, const ApprovalExpiry& /*payload*/) {
            return expireAll(run, publish);
        });
}

} // namespace stoa::node
