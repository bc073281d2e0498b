#pragma once
// The figures of the overview, computed from the orders and refunds themselves by index-only scans
// of the stretch and the one before it, in one round trip. There is no roll-up table: a counter per
// hour would be a row that every order of a seller waits for.
//
// Sales are the totals of orders placed in the stretch; net revenue is their commission less what
// refunds of the stretch gave back; figures are of one currency. The flow counts every open order
// (paid, fulfilled) and those placed in the stretch that were delivered or refunded since.

#include "api/analytics.h"
#include "domain/unit/unit.h"

namespace stoa::analytics {

// AttentionKind::ServiceDown is the node's to add. Errors: currency.unknown (field currency).
Result<api::OverviewView> handle(Unit& unit, const api::GetOverview& request);

} // namespace stoa::analytics
