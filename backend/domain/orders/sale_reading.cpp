#include "domain/orders/sale_reading.h"

#include "domain/orders/commissions_sql.h"
#include "domain/orders/orders_sql.h"

namespace stoa::orders {
namespace {

// {"Size", "M"}, {"Colour", "ash"} → "Size M, Colour ash".
std::string optionsText(const std::vector<api::AttributeValue>& options)
{
    std::string text;
    for (const auto& option : options) {
        if (!text.empty()) text += ", ";
        text += option.name.value + ' ' + option.value.value;
    }
    return text;
}

} // namespace

SaleReading::SaleReading(db::Pipeline& batch, const std::set<OrgId>& sellers,
                         const std::set<catalogue::SoldVariant>& wanted,
                         const std::set<std::string>& countries)
    : m_terms(batch.add(sql::kSelectTerms, std::vector<OrgId>(sellers.begin(), sellers.end()))),
      m_commissions(batch.add(order_commissions::sql::kSelectCommissionRules)),
      m_taxes(taxes::addRates(batch, countries)),
      m_reading(batch, wanted)
{}

void SaleReading::fill(const db::Pipeline& batch)
{
    Terms terms;
    if (const auto row = batch[m_commissions].optional()) {
        m_rules = commissionTermsOf(row->get<std::string_view>("rules"));
        terms.commissionVersion = row->get<Version>("version");
    }
    terms.commissionRules = m_rules;
    m_rates = taxes::ratesOf(batch[m_taxes]);
    terms.taxRates = m_rates;
    for (const db::Row row : batch[m_terms]) {
        terms.isOpen = row.get<bool>("is_open");
        terms.currency = row.get<Currency>("currency");
        terms.commissionBasisPoints = row.get<int>("commission_basis_points");
        m_sellers[row.get<OrgId>("org_id")] = {row.get<std::string>("display_name"), terms};
    }
    m_offers = m_reading.offers(batch);
}

Result<SaleReading::Seller> SaleReading::seller(OrgId seller) const
{
    const auto found = m_sellers.find(seller);
    if (found != m_sellers.end()) return found->second;
    return fail(makeError(ErrorKind::NotFound, "seller.not_found").with("seller", seller.text()));
}

std::vector<Offered> SaleReading::offersFor(OrgId seller,
                                            std::span<const api::OrderLineRequest> lines) const
{
    std::vector<Offered> offers;
    for (const auto& line : lines) {
        const auto at = m_offers.find({seller, line.variant});
        if (at == m_offers.end()) continue;
        const catalogue::Offer& offer = at->second;
        offers.push_back({offer.variant, offer.listing, offer.title, offer.sku,
                          optionsText(offer.options), offer.imageUrl, offer.price,
                          offer.categoryPath});
    }
    return offers;
}

} // namespace stoa::orders
