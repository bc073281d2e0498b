#pragma once
// Batches as readers see them.

#include "api/payout_batches.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

// One round trip. Errors: payout.batch_not_found.
Result<api::PayoutBatchView> readBatch(Unit& unit, PayoutBatchId batch);

Error notFound(PayoutBatchId batch);

} // namespace stoa::payouts
