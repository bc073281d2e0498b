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
    std::optional<payments::Charge> charge;   // an order of nothing has none
    std::optional<payments::Charge> credit{}; // the part that is paid with store credit
    std::vector<ledger::Entry> entries{};     // of both, once all is taken

    bool isPaid() const { return !charge || charge->state == api::PaymentState::Succeeded; }
    // All or nothing: credit is only reserved until the rest is paid.
    Money paid() const { return isPaid() ? order.total : Money(0, order.total.currency()); }
};

// The rows of lines, for one order or many.
class NewLines {
public:
    NewLines();
    // The first of them gets this position in the order.
    void add(Unit& unit, const DecidedOrder& order, std::size_t position = 0);
    // Goes out with the connection's next round trip.
    void send(db::Connection& connection) const { connection.defer(m_rows); }

private:
    db::RowSet m_rows;
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

    db::RowSet m_orders;
    NewLines m_lines;
};

api::OrderView viewOf(const Unit& unit, const PlacedOrder& placed);

} // namespace stoa::orders
