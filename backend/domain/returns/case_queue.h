#pragma once
// Returns, exchanges and claims of all orders, for those who work through them.

#include "api/after_sales.h"
#include "domain/unit/unit.h"

namespace stoa::returns {

Result<Page<api::AfterSaleRow>> handle(Unit& unit, const api::ListAfterSaleCases& request);

} // namespace stoa::returns
