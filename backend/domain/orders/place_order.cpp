#include "domain/inventory/shelf.h"
#include "domain/ledger/captures.h"
#include "domain/orders/orders.h"
#include "domain/orders/pay_with_credit.h"
#include "domain/orders/sale_reading.h"
#include "domain/payments/attempts.h"
#include "domain/store_credit/spending.h"

namespace stoa::orders {
namespace {

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
          m_sale(m_batch, wanted.sellers, wanted.goods, wanted.countries),
          m_captures(m_batch, wanted.sellers),
          m_shelf(m_batch, wanted.goods),
          m_spending(m_batch, wanted.credits)
    {}

    Done read()
    {
        STOA_CHECK(m_batch.run());
        m_sale.fill(m_batch);
        m_shelf.fill(m_batch);
        m_captures.fill(m_batch);
        m_spending.fill(m_batch);
        return {};
    }

    Result<api::OrderView> place(const Order& order, const payments::Providers& providers)
    {
        Unit& unit = order.unit;
        STOA_TRY(seller, m_sale.seller(unit.organisation()));
        seller.terms.at = unit.now();
        const auto offers = m_sale.offersFor(unit.organisation(), order.request.lines);
        STOA_TRY(decided, decide(seller.terms, offers, order.request, OrderId::make()));
        STOA_TRY(moves, m_shelf.tryReserve(unit.organisation(), stockOf(decided)));
        PlacedOrder placed{order.request, std::move(decided), std::move(seller.name), {}};
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

    static std::vector<inventory::StockLine> stockOf(const DecidedOrder& order)
    {
        std::vector<inventory::StockLine> lines;
        for (const DecidedLine& line : order.lines)
            lines.push_back({line.offer.variant, line.quantity});
        return lines;
    }

    db::Connection& m_connection;
    db::Pipeline m_batch;
    SaleReading m_sale;
    ledger::Captures m_captures;
    inventory::Shelf m_shelf;
    store_credit::Spending m_spending;
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
