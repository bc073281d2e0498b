#pragma once
// The operations of commission rules. The lists are kept, one row each; the newest holds. How a
// rule is applied is commission_rules.h.

#include "domain/orders/commission_rules.h"
#include "domain/unit/unit.h"

namespace stoa::orders {

Result<api::CommissionRulesView> handle(Unit& unit, const api::ListCommissionRules& request);

// Raises commission.rules_replaced. Errors, in this order: those of checkRules, seller.not_found,
// category.not_found (Invalid, with the field), commission.stale.
Result<api::CommissionRulesView> handle(Unit& unit, const api::ReplaceCommissionRules& request);

// Writes nothing. Errors, in this order: those of checkRules and of the rules' names,
// seller.not_found, category.not_found (field category), order.total_too_large.
Result<api::CommissionPreview> handle(Unit& unit, const api::PreviewCommission& request);

} // namespace stoa::orders
