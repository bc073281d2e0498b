#pragma once
// Rules of commission, rates of tax, a tax report, the sellers and categories that they name, and
// the rules of refunds.

#include "api/categories.h"
#include "api/commissions.h"
#include "api/refund_approvals.h"
#include "api/refund_reasons.h"
#include "api/sellers.h"
#include "api/taxes.h"

namespace stoa::test {

std::vector<api::SellerView> demoSellers();      // Maison Belhadj (EUR), Nakano Knives (JPY)
std::vector<api::CategoryView> demoCategories(); // Home / Kitchen, Books
api::CommissionRulesView demoRules(const api::SellerView& seller, const api::CategoryView& category,
                                   Timestamp now);
api::TaxRatesView demoTaxRates(const api::CategoryView& category, Timestamp now);
api::TaxReport demoTaxReport();
api::RefundPolicyView demoRefundPolicy();               // version 4
std::vector<api::RefundReasonView> demoRefundReasons(); // three; the last is not in use

} // namespace stoa::test
