#pragma once
// The job that releases held money by the clock: every few minutes it releases the orders whose
// period is over, a few hundred in one transaction, seller by seller. Running twice is harmless,
// since an order is released once; what one run does not get to, the next one does.

#include "api/describe.h"
#include "node/marketplace/job_unit.h"

namespace stoa::node {

struct EscrowRelease {}; // the payload, as JSON
STOA_STRUCT(EscrowRelease)

inline constexpr std::string_view kEscrowRelease = "escrow.release_due";
inline constexpr std::string_view kSettlementQueue = "settlement";

void addEscrowRelease(jobs::Kinds& kinds, Publish publish);

} // namespace stoa::node
