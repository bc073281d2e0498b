#include "domain/inventory/shelf.h"
#include "domain/ledger/captures.h"
#include "domain/orders/orders.h"
#include "domain/orders/placed_order.h"
#include "domain/orders/sale_reading.h"
#include "domain/payments/attempts.h"

namespace stoa::orders {
namespace {

// What the orders of one transaction are decided on, and what they add up to.
class Intake {
public:
    using Order = Submission<api::PlaceOrder>;
    using Wanted = std::set<std::pair<OrgId, VariantId>>;

    Intake(db::Connection& connection, const std::set<OrgId>& sellers, const Wanted& wanted,
           const std::set<std::string>& countries)
        : m_connection(connection),
          m_batch(connection),
          m_sale(m_batch, sellers, wanted, countries),
          m_captures(m_batch, sellers),
          m_shelf(m_batch, wanted)
    {}

    Done read()
    {
        STOA_CHECK(m_batch.run());
        m_sale.fill(m_batch);
        m_shelf.fill(m_batch);
        m_captures.fill(m_batch);
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
