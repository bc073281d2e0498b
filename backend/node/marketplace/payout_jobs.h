#pragma once
// The jobs of payouts. One prepares a batch every hour when a seller's schedule says so, for a
// person to approve; the others send one approved payout each: the reservation is in the ledger
// before the provider is asked, and what it said is settled in a transaction of its own. A payout
// whose outcome is in doubt is asked for again under the same attempt, which never pays twice.

#include "api/describe.h"
#include "node/marketplace/job_unit.h"
#include "platform/gateways/payout_gateway.h"

namespace stoa::node {

struct PayoutPreparation {}; // the payload, as JSON
STOA_STRUCT(PayoutPreparation)

inline constexpr std::string_view kPreparePayouts = "payouts.prepare_due";

// `gateway` outlives the kinds.
void addPayoutJobs(jobs::Kinds& kinds, const gateways::PayoutGateway& gateway,
                   const Publish& publish);

} // namespace stoa::node
