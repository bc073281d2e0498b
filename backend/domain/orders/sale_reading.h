#pragma once
// What orders are decided on, read for any number of sellers in somebody's pipeline: their terms,
// the commission rules, the tax rates of the countries that it goes to, and what is on sale of the
// variants that are wanted.

#include "domain/catalogue/offers.h"
#include "domain/orders/order_rules.h"
#include "domain/taxes/tax_rates.h"

namespace stoa::orders {

class SaleReading {
public:
    struct Seller {
        std::string name;
        Terms terms; // without `at`; looks at this reading, which has to live as long
    };

    SaleReading(db::Pipeline& batch, const std::set<OrgId>& sellers,
                const std::set<catalogue::SoldVariant>& wanted,
                const std::set<std::string>& countries);
    SaleReading(const SaleReading&) = delete;
    SaleReading& operator=(const SaleReading&) = delete;

    // After the pipeline ran.
    void fill(const db::Pipeline& batch);

    // Errors: seller.not_found.
    Result<Seller> seller(OrgId seller) const;
    // What of these lines is on sale.
    std::vector<Offered> offersFor(OrgId seller,
                                   std::span<const api::OrderLineRequest> lines) const;

private:
    db::Pipeline::Slot m_terms;
    db::Pipeline::Slot m_commissions;
    db::Pipeline::Slot m_taxes;
    catalogue::OfferReading m_reading;
    std::vector<CommissionTerms> m_rules; // that the sellers' terms look at, and m_rates
    std::vector<taxes::TaxTerms> m_rates;
    std::map<OrgId, Seller> m_sellers;
    std::map<catalogue::SoldVariant, catalogue::Offer> m_offers;
};

} // namespace stoa::orders
