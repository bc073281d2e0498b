#include "domain/catalogue/offers.h"
#include "domain/inventory/shelf.h"
#include "domain/ledger/captures.h"
#include "domain/orders/commissions_sql.h"
#include "domain/orders/orders.h"
#include "domain/orders/orders_sql.h"
#include "domain/orders/pay_with_credit.h"
#include "domain/payments/attempts.h"
#include "domain/store_credit/spending.h"
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

// What the orders of one transaction are about.
struct Wanted {
    std::set<OrgId> sellers;
    std::set<std::string> countries; // where they go to
    std::set<std::pair<OrgId, VariantId>> goods;
    std::set<store_credit::Owner> credits;
};

store_credit::Owner creditOwner(const Submission<api::PlaceOrder>& order)
{
    return {order.unit.organisation(), store_credit::buyerOf(order.request.buyer.email.value),
            order.request.storeCredit->currency()};
}

// What the orders of one transaction are decided on, and what they add up to.
class Intake {
public:
    using Order = Submission<api::PlaceOrder>;

    Intake(db::Connection& connection, const Wanted& wanted)
        : m_connection(connection),
          m_batch(connection),
          m_terms(m_batch.add(sql::kSelectTerms,
                              std::vector<OrgId>(wanted.sellers.begin(), wanted.sellers.end()))),
          m_commissions(m_batch.add(order_commissions::sql::kSelectCommissionRules)),
          m_taxes(taxes::addRates(m_batch, wanted.countries)),
          m_offerReading(m_batch, wanted.goods),
          m_captures(m_batch, wanted.sellers),
          m_shelf(m_batch, wanted.goods),
          m_spending(m_batch, wanted.credits)
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
        m_spending.fill(m_batch);
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
        Money rest = placed.order.total;
        store_credit::CreditId credit;
        if (const auto& part = order.request.storeCredit) {
            STOA_TRY(found, m_spending.find(creditOwner(order), *part));
            credit = found;
            rest -= *part;
        }
        std::string_view token;
        if (rest.isPositive()) {
            STOA_TRY(choice, providers.choose(order.request.paymentMethod.value));
            STOA_TRY(charge, pay(choice, rest));
            placed.charge = std::move(charge);
            token = choice.token;
        }
        m_shelf.take(unit, moves, placed.order.id.text());
        if (!credit.isNil()) spend(order, placed, credit);
        m_orders.add(unit, placed);
        addCharge(unit, placed, token);
        return viewOf(unit, placed);
    }

    // A round trip only when a provider is to be asked later.
    Done send(Timestamp now)
    {
        m_shelf.send(m_connection);
        m_orders.send(m_connection);
        m_payments.send(m_connection);
        m_captures.send(m_connection);
        for (const auto& [unit, entries] : m_spent)
            ledger::post(*unit, entries);
        m_spending.send(m_connection, now);
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

    void spend(const Order& order, PlacedOrder& placed, store_credit::CreditId credit)
    {
        const Money& part = *order.request.storeCredit;
        m_spending.take(creditOwner(order), part);
        placed.credit = payments::creditCharge(part, credit.uuid(), placed.isPaid());
        m_payments.add(order.unit, placed.order.id, *placed.credit);
        placed.entries = entriesOf(order.unit, placed, credit);
        m_spent.emplace_back(&order.unit, placed.entries);
    }

    void addCharge(Unit& unit, PlacedOrder& placed, std::string_view token)
    {
        if (!placed.charge) return;
        const payments::Charge& charge = *placed.charge;
        m_payments.add(unit, placed.order.id, charge);
        if (!placed.isPaid())
            promise(unit, placed, token);
        else if (!placed.credit) // whose entries take both
            placed.entries = {m_captures.add(unit, placed.order.id, charge.id, charge.amount)};
    }

    void promise(Unit& unit, const PlacedOrder& placed, std::string_view token)
    {
        const auto attempt =
            payments::paymentAttempt(placed.charge->id, placed.order.id, placed.charge->provider,
                                     placed.charge->amount, token, unit.now());
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
    store_credit::Spending m_spending;
    std::map<OrgId, Seller> m_sellers;
    std::map<catalogue::SoldVariant, catalogue::Offer> m_offers;
    NewOrders m_orders;
    payments::NewPayments m_payments;
    std::vector<payments::OpenAttempt> m_attempts;                     // that jobs are to work on
    std::vector<std::pair<Unit*, std::vector<ledger::Entry>>> m_spent; // with store credit
};

} // namespace

Done handle(Batch<api::PlaceOrder> orders, const payments::Providers& providers)
{
    std::vector<Submission<api::PlaceOrder>*> sound;
    Wanted wanted;
    for (auto& order : orders) {
        if (auto checked = checkRequest(order.request); !checked) {
            order.reply = fail(checked);
            continue;
        }
        sound.push_back(&order);
        wanted.sellers.insert(order.unit.organisation());
        wanted.countries.insert(order.request.shippingAddress.country.value);
        for (const auto& line : order.request.lines)
            wanted.goods.emplace(order.unit.organisation(), line.variant);
        if (order.request.storeCredit) wanted.credits.insert(creditOwner(order));
    }
    if (sound.empty()) return {};
    Intake intake(sound.front()->unit.db(), wanted);
    STOA_CHECK(intake.read());
    for (auto* order : sound)
        order->reply = intake.place(*order, providers);
    return intake.send(sound.front()->unit.now());
}

} // namespace stoa::orders
