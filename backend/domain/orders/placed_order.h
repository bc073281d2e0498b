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
