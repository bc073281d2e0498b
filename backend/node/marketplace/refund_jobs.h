#pragma once
// The job that ends refunds which nobody approved in time: every few minutes, each in a transaction
// of its own. Nothing has moved because of them, so one that is ended late harms nobody.

#include "api/describe.h"
#include "node/marketplace/job_unit.h"

namespace stoa::node {

struct ApprovalExpiry {}; // the payload, as JSON
STOA_STRUCT(ApprovalExpiry)

inline constexpr std::string_view kExpireApprovals = "refunds.expire_approvals";

void addRefundJobs(jobs::Kinds& kinds, Publish publish);

} // namespace stoa::node
