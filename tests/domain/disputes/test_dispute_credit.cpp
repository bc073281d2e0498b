// Chargebacks of money that has become store credit: the buyer does not have it twice.

#include "../store_credit/credit_bench.h"
#include "dispute_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using gateways::DisputeState;

class DisputeCreditTest : public QObject {
    Q_OBJECT

    std::optional<DisputeBench> m;
    api::OrderView m_order; // 5 × 10.00

    Money credit()
    {
        const api::GetStoreCredit request{m->shop.seller, kBuyer};
        const auto found = must(m->shop.bench.run(
            m->shop.seller, [&](Unit& unit) { return store_credit::handle(unit, request); }));
        return found.balances.empty() ? m->money(0) : found.balances[0].balance;
    }
    // So many bowls become credit.
    void toCredit(std::int64_t bowls)
    {
        must(m->shop.refund(
            m_order.row.id,
            CreditBench::bowls(m_order, bowls, api::RefundDestination::StoreCredit)));
    }
    void spend(const Money& part)
    {
        auto request = m->shop.basket({{m->bowl, 2}});
        request.storeCredit = part;
        must(m->shop.place(request));
    }
    api::DisputeView wants(std::int64_t minor, DisputeState state = DisputeState::NeedsResponse)
    {
        auto dispute = m->bankWants(m->money(minor));
        dispute.state = state;
        return m->view(must(m->takeIn(m_order, dispute)));
    }
    api::DisputeView becomes(const api::DisputeView& dispute, DisputeState state)
    {
        gateways::Dispute now;
        now.reference = dispute.reference;
        now.reason = dispute.reason;
        now.amount = dispute.amount;
        now.fee = m->money(0);
        now.state = state;
        return m->view(must(m->takeIn(m_order, now)));
    }

private slots:
    void init()
    {
        m.emplace();
        m_order = m->placed(5);
    }

    void whatBecameCreditIsTakenBack()
    {
        toCredit(5);
        QCOMPARE(credit(), m->money(5000));
        const auto dispute = wants(5000);
        const auto timeline = m->order(m_order).timeline;
        QCOMPARE(timeline.at(timeline.size() - 2).type, std::string("store_credit.disputed"));
        QCOMPARE(timeline.back().type, std::string("dispute.opened"));
        QCOMPARE(dispute.fromCredit, m->money(5000));
        QVERIFY(dispute.fromEscrow.isZero() && dispute.fromPayable.isZero());
        QVERIFY(dispute.toDebt.isZero());
        QVERIFY(credit().isZero());
        QCOMPARE(m->findings(), std::string());
        becomes(dispute, DisputeState::Lost);
        QVERIFY(credit().isZero());
        QVERIFY(m->funds().debt.isZero()); // the seller has lost nothing twice
        QCOMPARE(m->findings(), std::string());
    }

    void whatIsHeldComesFirst()
    {
        toCredit(2);
        auto dispute = wants(2500);
        QCOMPARE(dispute.fromEscrow, m->money(2500));
        QVERIFY(dispute.fromCredit.isZero());
        QCOMPARE(m->findings(), std::string());
        dispute = wants(2000);
        QCOMPARE(dispute.fromEscrow, m->money(500));
        QCOMPARE(dispute.fromCredit, m->money(1500));
        QCOMPARE(credit(), m->money(500));
        QCOMPARE(m->findings(), std::string());
    }

    void whatWasSpentIsTheSellersToBear()
    {
        toCredit(5);
        spend(m->money(1700));
        const auto dispute = wants(5000, DisputeState::Lost);
        QCOMPARE(dispute.fromCredit, m->money(3300));
        QCOMPARE(dispute.toDebt, m->money(1700));
        QVERIFY(credit().isZero());
        QCOMPARE(m->findings(), std::string());
    }

    void itIsTheBuyersAgainWhenTheSellerWins()
    {
        toCredit(4);
        const auto dispute = wants(5000);
        QCOMPARE(dispute.fromEscrow, m->money(1000));
        QCOMPARE(dispute.fromCredit, m->money(4000));
        const auto won = becomes(dispute, DisputeState::Won);
        QCOMPARE(won.fromCredit, m->money(4000)); // where it had been
        QCOMPARE(credit(), m->money(4000));
        QCOMPARE(m->order(m_order).escrow, m->money(1000));
        QCOMPARE(m->findings(), std::string());
    }

    void theSameCreditIsNotTakenTwice()
    {
        toCredit(2);
        must(m->shop.refund(m_order.row.id, CreditBench::bowls(m_order, 3)));
        QCOMPARE(wants(1500).fromCredit, m->money(1500));
        must(m->shop.bench.run(m->shop.seller, [&](Unit& unit) {
            return refunds::handle(
                unit, api::GrantStoreCredit{m->shop.seller, kBuyer, m->money(900), "Sorry."});
        }));
        const auto dispute = wants(3000);
        QCOMPARE(dispute.fromCredit, m->money(500)); // what was granted stays
        QCOMPARE(credit(), m->money(900));
        QCOMPARE(m->findings(), std::string());
    }

    void creditThatPaidTheOrderIsTheBuyers()
    {
        toCredit(5);
        auto request = m->shop.basket({{m->bowl, 3}});
        request.storeCredit = m->money(1000);
        m_order = must(m->shop.place(request));
        must(m->shop.refund(m_order.row.id, CreditBench::bowls(m_order, 3)));
        QCOMPARE(credit(), m->money(5000));
        const auto dispute = wants(2000);
        QVERIFY(dispute.fromCredit.isZero());
        QCOMPARE(credit(), m->money(5000));
        QCOMPARE(m->findings(), std::string());
    }
};

STOA_TEST(DisputeCreditTest)
#include "test_dispute_credit.moc"
