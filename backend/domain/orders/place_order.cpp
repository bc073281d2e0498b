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
    bool needsMoreLocks = false; // those of accounts, or of the queue of a provider asked later
};

store_credit::Owner creditOwner(OrgId seller, const api::PlaceOrder& order)
{
    return {seller, store_credit::buyerOf(order.buyer.email.value), order.storeCredit->currency()};
}

bool isPaidAtOnce(const api::PlaceOrder& order, const payments::Providers& providers)
{
    const auto choice = providers.choose(order.paymentMethod.value);
    return !choice || choice->gateway->isInstant();
}

Wanted wantedBy(std::span<const Wish<api::PlaceOrder>> orders, const payments::Providers& providers)
{
    Wanted wanted;
    for (const auto& [seller, order] : orders) {
        if (!checkRequest(order)) continue; // nothing will be read for it
        wanted.sellers.insert(seller);
        wanted.countries.insert(order.shippingAddress.country.value);
        for (const auto& line : order.lines)
            wanted.goods.emplace(seller, line.variant);
        if (order.storeCredit) wanted.credits.insert(creditOwner(seller, order));
        if (order.storeCredit || !isPaidAtOnce(order, providers)) wanted.needsMoreLocks = true;
    }
    return wanted;
}

// What orders are decided on, and what is taken of it while they are.
struct Stocks {
    Stocks(db::Pipeline& reads, const Wanted& wanted)
        : sale(reads, wanted.sellers, wanted.goods, wanted.countries),
          captures(reads, wanted.sellers),
          shelf(reads, wanted.goods),
          spending(reads, wanted.credits)
    {}

    void fill(const db::Pipeline& reads)
    {
        sale.fill(reads);
        shelf.fill(reads);
        captures.fill(reads);
        spending.fill(reads);
    }

    SaleReading sale;
    ledger::Captures captures;
    inventory::Shelf shelf;
    store_credit::Spending spending;
};

// The orders of one transaction, and what they add up to.
class Intake final : public BatchWork<api::PlaceOrder> {
public:
    using Order = Submission<api::PlaceOrder>;

    Intake(db::Pipeline& reads, const Wanted& wanted, const payments::Providers& providers)
        : m_providers(providers), m_hasAllLocks(!wanted.needsMoreLocks)
    {
        if (!wanted.goods.empty()) m_stocks.emplace(reads, wanted);
    }

    bool hasAllLocks() const override { return m_hasAllLocks; }

    Done decide(const db::Pipeline& reads, Batch<api::PlaceOrder> orders) override
    {
        if (m_stocks) m_stocks->fill(reads);
        for (Order& order : orders) {
            const auto checked = checkRequest(order.request);
            order.reply = checked ? place(order) : fail(checked);
        }
        if (!m_stocks) return {};
        Unit& any = orders.front().unit;
        return send(any.db(), any.now());
    }

private:
    Result<api::OrderView> place(const Order& order)
    {
        Unit& unit = order.unit;
        STOA_TRY(seller, m_stocks->sale.seller(unit.organisation()));
        seller.terms.at = unit.now();
        const auto offers = m_stocks->sale.offersFor(unit.organisation(), order.request.lines);
        STOA_TRY(decided, orders::decide(seller.terms, offers, order.request, OrderId::make()));
        STOA_TRY(moves, m_stocks->shelf.tryReserve(unit.organisation(), stockOf(decided)));
        PlacedOrder placed{order.request, std::move(decided), std::move(seller.name), {}};
        Money rest = placed.order.total;
        store_credit::CreditId credit;
        if (const auto& part = order.request.storeCredit) {
            const auto owner = creditOwner(unit.organisation(), order.request);
            STOA_TRY(found, m_stocks->spending.find(owner, *part));
            credit = found;
            rest -= *part;
        }
        std::string_view token;
        if (rest.isPositive()) {
            STOA_TRY(choice, m_providers.choose(order.request.paymentMethod.value));
            STOA_TRY(charge, pay(choice, rest));
            placed.charge = std::move(charge);
            token = choice.token;
        }
        m_stocks->shelf.take(unit, moves, placed.order.id.text());
        if (!credit.isNil()) spend(order, placed, credit);
        m_orders.add(unit, placed);
        addCharge(unit, placed, token);
        return viewOf(unit, placed);
    }

    // A round trip only when a provider is to be asked later.
    Done send(db::Connection& connection, Timestamp now)
    {
        m_stocks->shelf.send(connection);
        m_orders.send(connection);
        m_payments.send(connection);
        m_stocks->captures.send(connection);
        for (const auto& [unit, entries] : m_spent)
            ledger::post(*unit, entries);
        m_stocks->spending.send(connection, now);
        if (m_attempts.empty()) return {};
        return payments::enqueueAttempts(connection, m_attempts, now);
    }

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
        m_stocks->spending.take(creditOwner(order.unit.organisation(), order.request), part);
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
            placed.entries = {
                m_stocks->captures.add(unit, placed.order.id, charge.id, charge.amount)};
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

    const payments::Providers& m_providers;
    bool m_hasAllLocks;
    std::optional<Stocks> m_stocks; // none when no order is sound
    NewOrders m_orders;
    payments::NewPayments m_payments;
    std::vector<payments::OpenAttempt> m_attempts;                     // that jobs are to work on
    std::vector<std::pair<Unit*, std::vector<ledger::Entry>>> m_spent; // with store credit
};

} // namespace

std::unique_ptr<BatchWork<api::PlaceOrder>>
placeOrders(db::Pipeline& reads, std::span<const Wish<api::PlaceOrder>> orders,
            const payments::Providers& providers)
{
    return std::make_unique<Intake>(reads, wantedBy(orders, providers), providers);
}

Result<api::OrderView> placeOrder(Unit& unit, const api::PlaceOrder& order,
                                  const payments::Providers& providers)
{
    db::Pipeline reads(unit.db());
    const Wish<api::PlaceOrder> wish{unit.organisation(), order};
    const auto work = placeOrders(reads, {&wish, 1}, providers);
    STOA_CHECK(reads.run());
    Submission<api::PlaceOrder> submission{unit, order};
    STOA_CHECK(work->decide(reads, {&submission, 1}));
    return std::move(submission.reply);
}

} // namespace stoa::orders
