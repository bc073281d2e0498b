#pragma once
// The manual of taxes on what is sold. Prices include them: a rate says how much of a price is tax.
// The operator writes an ordered list of rates, the most specific on top; the first one that
// matches a line of a new order, by where it goes to and what it is, decides. When none does, the
// line has no tax. The shipping of an order is taxed as the dearest of its lines. What was decided
// is frozen in the order: later rates change nothing.
//
//     tax = total × basis points / (10,000 + basis points), rounded once, half to even
//
// Whose money it is: a tax that the seller collects is part of what the seller gets; one that the
// marketplace collects (as a deemed supplier) is kept back when the order's money is released, and
// stands in the books as collected tax. A refund gives it back in proportion.

#include "api/commissions.h"

namespace stoa::api {

enum class TaxCollector { Seller, Marketplace };
STOA_ENUM(TaxCollector, Seller, Marketplace)

// What is not said matches everything.
struct TaxRate {
    Text<1, 60> name;                   // stands on the order: "VAT 19 %"
    Text<2, 2> country;                 // where the goods go to, ISO 3166-1 alpha-2
    std::optional<CategoryId> category; // and those below it
    std::optional<Timestamp> validFrom;
    std::optional<Timestamp> validUntil; // exclusive
    Integer<0, 10'000> basisPoints;      // of the price without it
    TaxCollector collector = TaxCollector::Seller;
};
STOA_STRUCT(TaxRate, name, country, category, validFrom, validUntil, basisPoints, collector)

using TaxRates = List<TaxRate, 500>;

struct TaxRatesView {
    TaxRates rates;  // in their order
    Version version; // 0: nobody has written any
    std::string changedBy;
    std::optional<Timestamp> changedAt;
};
STOA_STRUCT(TaxRatesView, rates, version, changedBy, changedAt)

struct ListTaxRates {
    using Reply = TaxRatesView;
};
STOA_STRUCT(ListTaxRates)
STOA_OPERATION(ListTaxRates, .name = "taxes.list_tax_rates", .route = "/tax-rates",
               .permission = Permission::CommissionsWrite, .scope = Scope::Marketplace,
               .summary = "The rates of tax, in their order");

// Holds for orders that are placed from then on. Earlier lists are kept. Errors: taxes.stale
// (Stale, params seen, current); Invalid, with the field: country.unknown, taxes.empty_range,
// category.not_found.
struct ReplaceTaxRates {
    Version version;
    TaxRates rates;
    using Reply = TaxRatesView;
};
STOA_STRUCT(ReplaceTaxRates, version, rates)
STOA_OPERATION(ReplaceTaxRates, .name = "taxes.replace_tax_rates", .method = Method::Put,
               .route = "/tax-rates", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Write the rates of tax anew");

// Of one country, rate and currency. Amounts include the tax.
struct TaxReportRow {
    std::string country;
    std::string name;
    std::int64_t basisPoints = 0;
    TaxCollector collector = TaxCollector::Seller;
    Money sold; // of orders that were paid
    Money tax;
    Money refunded; // of refunds that were not refused or failed
    Money taxRefunded;
};
STOA_STRUCT(TaxReportRow, country, name, basisPoints, collector, sold, tax, refunded, taxRefunded)

struct TaxReport {
    std::vector<TaxReportRow> rows; // by country, then currency, then name
};
STOA_STRUCT(TaxReport, rows)

// What was sold and given back in a period, shipping included: sales by when they were placed,
// refunds by when they were asked for. Errors: taxes.bad_period (Invalid, field until; params most:
// days).
struct GetTaxReport {
    std::optional<OrgId> seller;
    Timestamp from;
    Timestamp until; // exclusive; at most 400 days later
    using Reply = TaxReport;
};
STOA_STRUCT(GetTaxReport, seller, from, until)
STOA_OPERATION(GetTaxReport, .name = "taxes.get_tax_report", .route = "/tax-report",
               .permission = Permission::LedgerRead, .scope = Scope::Visible,
               .summary = "The tax in what was sold and given back in a period");

using TaxOperations = Operations<ListTaxRates, ReplaceTaxRates, GetTaxReport>;

} // namespace stoa::api
