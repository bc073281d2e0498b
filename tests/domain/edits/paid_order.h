#pragma once
// An order of four bowls, paid through a provider that answers later.

#include "../settlement/settlement_bench.h"
#include "edit_bench.h"

namespace stoa::test {

class PaidOrder {
protected:
    void open()
    {
        m_bench.emplace();
        m_order = m_bench->place("tok_visa", 4);
        m_bench->finish(m_order.payments[0].id.uuid());
        m_bench->told.clear();
    }

    Shop& shop() { return m_bench->shop; }
    Money money(std::string_view amount) { return shop().money(amount); }
    OrderId id() const { return m_order.row.id; }
    api::OrderView now() { return must(shop().order(id())); }
    // The last refund: so much, which arrives.
    void verifyRefund(std::string_view amount)
    {
        const auto refund = now().refunds.back();
        QCOMPARE(refund.total, money(amount));
        QCOMPARE(m_bench->finish(refund.id.uuid()), settlement::Next::Settled);
        QCOMPARE(now().refunds.back().status, api::RefundStatus::Succeeded);
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(now().escrow, now().row.total);
        QCOMPARE(shop().findings(), std::string());
    }

    std::optional<SettlementBench> m_bench;
    api::OrderView m_order; // 4 × 12.50, as it was then
};

} // namespace stoa::test
