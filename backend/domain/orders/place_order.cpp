#include "domain/catalogue/offers.h"
#include "domain/inventory/shelf.h"
#include "domain/ledger/captures.h"
#include "domain/orders/commissions_sql.h"
#include "domain/orders/orders.h"
#include "domain/orders/orders_sql.h"
#include "domain/orders/placed_order.h"
#include "domain/payments/attempts.h"
#include "domain/taxes/tax_rates.h"

namespace stoa::orders {
namespace {

struct Seller {
    std::string name;
    Terms terms;
};

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

// What the orders of one transaction are decided on, and what they add up to.
class Intake {
public:
    using Order = Submission<api::PlaceOrder>;
    using Wanted = std::set<std::pair<OrgId, VariantId>>;

    Intake(db::Connection& connection, const std::set<OrgId>& sellers, const Wanted& wanted,
           const std::set<std::string>& countries)
        : m_connection(connection),
          m_batch(connection),
          m_terms(
              m_batch.add(sql::kSelectTerms, std::vector<OrgId>(sellers.begin(), sellers.end()))),
          m_commissions(m_batch.add(order_commissions::sql::kSelectCommissionRules)),
          m_taxes(taxes::addRates(m_batch, countries)),
          m_offerReading(m_batch, wanted),
          m_captures(m_batch, sellers),
          m_shelf(m_batch, wanted)
    {}

    Done read()
    {
        STOA_CHECK(m_batch.run());
        Terms terms;
        if (const auto row = m_batch[m_commissions].optional()) {
            m_rules = commissionTermsOf(row->get<std::string_view>("rules"));
            terms.commissionVersion = row->get<Version>("version");
        }
        terms.commissionRules = m_rules;
        m_rates = taxes::ratesOf(m_batch[m_taxes]);
        terms.taxRates = m_rates;
        for (const db::Row row : m_batch[m_terms]) {
            terms.isOpen = row.get<bool>("is_open");
            terms.currency = row.get<Currency>("currency");
            terms.commissionBasisPoints = row.get<int>("commission_basis_points");
            const auto seller = row.get<OrgId>("org_id");
            m_sellers[seller] = {row.get<std::string>("display_name"), terms};
        }
        m_offers = m_offerReading.offers(m_batch);
        m_shelf.fill(m_batch);
        m_captures.fill(m_batch);
        return {};
    }

    Result<api::OrderView> place(const Order& order, const payments::Providers& providers)
    {
        Unit& unit = order.unit;
        const auto seller = m_sellers.find(unit.organisation());
        if (seller == m_sellers.end()) {
            return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                            .with("seller", unit.organisation().text()));
        }
        Terms terms = seller->second.terms;
        terms.at = unit.now();
        STOA_TRY(decided, decide(terms, offersFor(order), order.request, OrderId::make()));
        STOA_TRY(moves, m_shelf.tryReserve(unit.organisation(), stockOf(decided)));
        PlacedOrder placed{order.request, std::move(decided), seller->second.name, {}};
        const Money& total = placed.order.total;
        std::string_view token;
        if (total.isPositive()) {
            STOA_TRY(choice, providers.choose(order.request.paymentMethod.value));
            STOA_TRY(charge, pay(choice, total));
            placed.charge = std::move(charge);
            token = choice.token;
        }
        m_shelf.take(unit, moves, placed.order.id.text());
        m_orders.add(unit, placed);
        if (!placed.charge) return viewOf(unit, placed);
        m_payments.add(unit, placed.order.id, *placed.charge);
        if (placed.isPaid()) {
            placed.entry = m_captures.add(unit, placed.order.id, placed.charge->id, total);
        } else {
            promise(unit, placed, token);
        }
        return viewOf(unit, placed);
    }

    // A round trip only when a provider is to be asked later.
    Done send(Timestamp now)
    {
        m_shelf.send(m_connection);
        m_orders.send(m_connection);
        m_payments.send(m_connection);
        m_captures.send(m_connection);
        if (m_attempts.empty()) return {};
        return payments::enqueueAttempts(m_connection, m_attempts, now);
    }

private:
    // At once when the method's gateway is instant; else it is stored what is to be asked for.
    static Result<payments::Charge> pay(const payments::Providers::Choice& choice,
                                        const Money& total)
    {
        const gateways::PaymentGateway& gateway = *choice.gateway;
        if (gateway.isInstant()) return payments::charge(gateway, total, choice.token);
        return payments::promise(gateway, total);
    }

    void promise(Unit& unit, const PlacedOrder& placed, std::string_view token)
    {
        const auto attempt =
            payments::paymentAttempt(placed.charge->id, placed.order.id, placed.charge->provider,
                                     placed.order.total, token, unit.now());
        payments::addAttempt(unit, attempt);
        m_attempts.push_back({unit.organisation(), attempt.id});
    }

    std::vector<Offered> offersFor(const Order& order) const
    {
        std::vector<Offered> offers;
        for (const auto& line : order.request.lines) {
            const auto at = m_offers.find({order.unit.organisation(), line.variant});
            if (at == m_offers.end()) continue;
            const catalogue::Offer& offer = at->second;
            offers.push_back({offer.variant, offer.listing, offer.title, offer.sku,
                              optionsText(offer.options), offer.imageUrl, offer.price,
                              offer.categoryPath});
        }
        return offers;
    }

    static std::vector<inventory::StockLine> stockOf(const DecidedOrder& order)
    {
        std::vector<inventory::StockLine> lines;
        for (const DecidedLine& line : order.lines)
            lines.push_back({line.offer.variant, line.quantity});
        return lines;
    }

    db::Connection& m_connection;
    db::Pipeline m_batch;
    db::Pipeline::Slot m_terms;
    db::Pipeline::Slot m_commissions;
    db::Pipeline::Slot m_taxes;
    std::vector<CommissionTerms> m_rules; // that the sellers' terms look at, and m_rates
    std::vector<taxes::TaxTerms> m_rates;
    catalogue::OfferReading m_offerReading;
    ledger::Captures m_captures;
    inventory::Shelf m_shelf;
    std::map<OrgId, Seller> m_sellers;
    std::map<catalogue::SoldVariant, catalogue::Offer> m_offers;
    NewOrders m_orders;
    payments::NewPayments m_payments;
    std::vector<payments::OpenAttempt> m_attempts; // that jobs are to work on
};

} // namespace

Done handle(Batch<api::PlaceOrder> orders, const payments::Providers& providers)
{
    std::vector<Submission<api::PlaceOrder>*> sound;
    std::set<OrgId> sellers;
    Intake::Wanted wanted;
    std::set<std::string> countries;
    for (auto& order : orders) {
        if (auto checked = checkRequest(order.request); !checked) {
            order.reply = fail(checked);
            continue;
        }
        sound.push_back(&order);
        sellers.insert(order.unit.organisation());
        countries.insert(order.request.shippingAddress.country.value);
        for (const auto& line : order.request.lines)
            wanted.emplace(order.unit.organisation(), line.variant);
    }
    if (sound.empty()) return {};
    Intake intake(sound.front()->unit.db(), sellers, wanted, countries);
    STOA_CHECK(intake.read());
    for (auto* order : sound)
        order->reply = intake.place(*order, providers);
    return intake.send(sound.front()->unit.now());
}

} // namespace stoa::orders
