#pragma once
// An order that has been decided and paid, or will be, on its way into the tables: its rows, its
// event, and what the buyer's shop is told. The reply is what order_view.h would read back, without
// reading.

#include "domain/ledger/ledger.h"
#include "domain/orders/order_rules.h"
#include "domain/payments/payments.h"
#include "domain/unit/unit.h"

namespace stoa::orders {

struct PlacedOrder {
    const api::PlaceOrder& request;
    DecidedOrder order;
    std::string sellerName;
    std::optional<payments::Charge> charge; // an order of nothing has none
    std::optional<ledger::Entry> entry{};   // of the charge, once it is taken

    Money paid() const { return charge ? charge->captured() : order.total; }
    bool isPaid() const { return paid() == order.total; }
};

class NewOrders {
public:
    NewOrders();
    // Adds the rows and raises order.placed.
    void add(Unit& unit, const PlacedOrder& placed);
    // Goes out with the connection's next round trip.
    void send(db::Connection& connection) const;

private:
    void addOrder(Unit& unit, const PlacedOrder& placed);
    void addLines(Unit& unit, const DecidedOrder& order);

    db::RowSet m_orders;
    db::RowSet m_lines;
};

api::OrderView viewOf(const Unit& unit, const PlacedOrder& placed);

} // namespace stoa::orders
