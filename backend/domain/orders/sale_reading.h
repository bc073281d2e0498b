#pragma once
// What orders are decided on, read for any number of sellers in somebody's pipeline: their terms,
// the commission rules, and what is on sale of the variants that are wanted.

#include "domain/catalogue/offers.h"
#include "domain/orders/order_rules.h"

namespace stoa::orders {

class SaleReading {
public:
    struct Seller {
        std::string name;
        Terms terms; // without `at`; looks at this reading, which has to live as long
    };

    SaleReading(db::Pipeline& batch, const std::set<OrgId>& sellers,
                const std::set<catalogue::SoldVariant>& wanted);
    SaleReading(const SaleReading&) = delete;
    SaleReading& operator=(const SaleReading&) = delete;

    // After the pipeline ran.
    void fill(const db::Pipeline& batch);

    // Errors: seller.not_found.
    Result<Seller> seller(OrgId seller) const;
    // What of the wanted is on sale.
    std::vector<Offered> offers(OrgId seller) const;

private:
    db::Pipeline::Slot m_terms;
    db::Pipeline::Slot m_commissions;
    catalogue::OfferReading m_reading;
    std::vector<CommissionTerms> m_rules;
    std::map<OrgId, Seller> m_sellers;
    std::map<catalogue::SoldVariant, catalogue::Offer> m_offers;
};

} // namespace stoa::orders
