#pragma once
// What the orders of a period say of their taxes, for those who have to declare them.

#include "api/taxes.h"
#include "domain/unit/unit.h"

namespace stoa::taxes {

// Errors: taxes.bad_period.
Result<api::TaxReport> handle(Unit& unit, const api::GetTaxReport& request);

} // namespace stoa::taxes
