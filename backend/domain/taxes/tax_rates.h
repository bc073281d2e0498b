#pragma once
// The lists of tax rates, of which the newest holds, and the operations that read and write them.
// How a rate is applied is tax_rules.h.

#include "domain/taxes/tax_rules.h"
#include "domain/unit/unit.h"
#include "platform/db/pipeline.h"

#include <set>

namespace stoa::taxes {

// Adds the statement that reads the rates of these countries, and what it found, in their order.
db::Pipeline::Slot addRates(db::Pipeline& batch, const std::set<std::string>& countries);
std::vector<TaxTerms> ratesOf(const db::Rows& rows);

Result<api::TaxRatesView> handle(Unit& unit, const api::ListTaxRates& request);

// Raises taxes.rates_replaced. Errors, in this order: those of checkRates, category.not_found
// (Invalid, with the field), taxes.stale.
Result<api::TaxRatesView> handle(Unit& unit, const api::ReplaceTaxRates& request);

} // namespace stoa::taxes
