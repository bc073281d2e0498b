#pragma once
// The stock operations of sellers. Two people who adjust the same variant at once both count: a
// move is added to the level under its lock, never written over it.

#include "api/inventory.h"
#include "domain/unit/unit.h"

namespace stoa::inventory {

// Refusals in this order: variant.unknown (NotFound), stock.no_change, stock.below_zero (params
// onHand, reserved, sku), stock.out_of_range (param most). Raises stock.moved.
Result<api::VariantView> handle(Unit& unit, const api::AdjustStock& request);

} // namespace stoa::inventory
