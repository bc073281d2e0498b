#include "gui/demo_rates.h"

namespace stoa::test {

namespace {

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

} // namespace

std::vector<api::SellerView> demoSellers()
{
    std::vector<api::SellerView> sellers(2);
    sellers[0].name = "Maison Belhadj";
    sellers[0].currency = Currency::of("EUR");
    sellers[1].name = "Nakano Knives";
    sellers[1].currency = Currency::of("JPY");
    for (api::SellerView& each : sellers)
        each.id = OrgId::make();
    return sellers;
}

std::vector<api::CategoryView> demoCategories()
{
    return {{CategoryId::make(), "Home / Kitchen", {}, Version{1}},
            {CategoryId::make(), "Books", {}, Version{1}}};
}

api::CommissionRulesView demoRules(const api::SellerView& seller, const api::CategoryView& category,
                                   Timestamp now)
{
    api::CommissionRulesView view;
    api::CommissionRule first;
    first.name = "Belhadj, kitchen";
    first.seller = seller.id;
    first.category = category.id;
    first.basisPoints = 825;
    first.fixed = {eur(30)};
    first.least = {eur(100)};
    first.taxBasisPoints = 1900;
    api::CommissionRule second;
    second.name = "Dear things";
    second.priceFrom = {eur(50'000), Money(80'000, Currency::of("JPY"))};
    second.basisPoints = 500;
    second.validUntil = *Timestamp::parse("2027-01-01T00:00:00Z");
    api::CommissionRule last;
    last.name = "All else";
    last.basisPoints = 1200;
    view.rules = {first, second, last};
    view.version = Version{7};
    view.changedBy = "Priya Raman";
    view.changedAt = now - std::chrono::hours(3);
    return view;
}

api::TaxRatesView demoTaxRates(const api::CategoryView& category, Timestamp now)
{
    api::TaxRatesView view;
    view.rates.resize(3);
    view.rates[0] = {"VAT 7 %", "DE", category.id, {}, {}, 700, api::TaxCollector::Seller};
    view.rates[1] = {"VAT 19 %", "DE", {}, {}, {}, 1900, api::TaxCollector::Seller};
    view.rates[2] = {"VAT 20 %", "FR", {}, {}, {}, 2000, api::TaxCollector::Marketplace};
    view.version = Version{2};
    view.changedBy = "Priya Raman";
    view.changedAt = now - std::chrono::hours(50);
    return view;
}

api::TaxReport demoTaxReport()
{
    using api::TaxCollector;
    const Currency gbp = Currency::of("GBP");
    return {{{"DE", "VAT 19 %", 1900, TaxCollector::Seller, eur(1'190'000), eur(190'000),
              eur(11'900), eur(1'900)},
             {"FR", "VAT 20 %", 2000, TaxCollector::Marketplace, eur(120'000), eur(20'000), eur(0),
              eur(0)},
             {"GB", "=VAT", 2000, TaxCollector::Marketplace, Money(60'000, gbp), Money(10'000, gbp),
              Money(0, gbp), Money(0, gbp)}}};
}

api::RefundPolicyView demoRefundPolicy()
{
    return {{eur(50'000), Money(80'000, Currency::of("JPY"))}, 7, Version{4}, {eur(10'000)}};
}

std::vector<api::RefundReasonView> demoRefundReasons()
{
    using api::Restock;
    return {{"requested_by_customer", "The buyer asked for it", false, Restock::Restock, true, 10,
             Version{}},
            {"damaged", "Broken on arrival", true, Restock::WriteOff, true, 20, Version{3}},
            {"goodwill", "Goodwill of the house", false, Restock::Keep, false, 80, Version{1}}};
}

} // namespace stoa::test
