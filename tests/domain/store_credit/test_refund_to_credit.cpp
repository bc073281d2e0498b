// Refunds that become store credit.

#include "credit_bench.h"
#include "domain/refunds/approvals.h"
#include "support/test_main.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;
using To = api::RefundDestination;

class RefundToCreditTest : public QObject {
    Q_OBJECT

    std::optional<CreditBench> m_bench;
    api::OrderView m_order; // 3 × 10.00

    Shop& shop() { return m_bench->shop; }
    Money money(std::string_view amount) const { return m_bench->money(amount); }
    OrderId id() const { return m_order.row.id; }

private slots:
    void init()
    {
        m_bench.emplace();
        m_order = m_bench->place(3);
    }

    void asksNoProvider()
    {
        shop().usesScripted = true;
        shop().scripted.refunded = gateways::Verdict::InDoubt;
        const auto content = CreditBench::bowls(m_order, 1, To::StoreCredit);
        const auto preview = must(shop().preview(id(), content));
        QCOMPARE(preview.toCredit, money("10.00"));
        QCOMPARE(preview.transfers.size(), std::size_t{2});
        QCOMPARE(preview.transfers[1].credit, api::AccountKind::StoreCredit);
        const auto refund = must(shop().refund(id(), content));
        QCOMPARE(shop().bench.events(),
                 std::string("stock.moved refund.requested refund.succeeded refund.credited"));
        QCOMPARE(refund.status, api::RefundStatus::Succeeded);
        QCOMPARE(refund.credit, money("10.00"));
        const auto view = must(shop().order(id()));
        QCOMPARE(view.row.refunded, money("10.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(view.escrow, money("20.00"));
        QCOMPARE(view.refunds[0].credit, money("10.00"));
        QCOMPARE(view.transfers.back().reason, std::string("refund_credited"));
        QCOMPARE(m_bench->balance(), money("10.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void theRestGoesBackToTheCard()
    {
        must(shop().refund(id(), CreditBench::bowls(m_order, 2, To::StoreCredit)));
        const auto refund = must(shop().refund(id(), CreditBench::bowls(m_order, 1)));
        QVERIFY(refund.credit.isZero());
        const auto view = must(shop().order(id()));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(view.payments[0].refunded, money("10.00"));
        QCOMPARE(m_bench->balance(), money("20.00"));
        QCOMPARE(shop().findings(), std::string());
        STOA_FAILS(shop().refund(id(), CreditBench::bowls(m_order, 1, To::StoreCredit)),
                   "refund.quantity_exceeds_ordered");
    }

    void afterTheReleaseItIsTakenFromTheSeller()
    {
        m_bench->release(id()); // 27.00 for the seller
        const auto content = CreditBench::bowls(m_order, 1, To::StoreCredit);
        const auto preview = must(shop().preview(id(), content));
        QCOMPARE(preview.fromPayable, money("9.00"));
        must(shop().refund(id(), content));
        QCOMPARE(m_bench->funds().payable, money("18.00"));
        QCOMPARE(m_bench->balance(), money("10.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void aWaitingOneKeepsItsDestination()
    {
        api::SetRefundPolicy policy;
        policy.approvalAbove = {money("5.00")};
        must(shop().bench.run(shop().bench.marketplace(),
                              [&](Unit& unit) { return refunds::handle(unit, policy); }));
        const auto waiting =
            must(shop().refund(id(), CreditBench::bowls(m_order, 1, To::StoreCredit)));
        QCOMPARE(waiting.status, api::RefundStatus::AwaitingApproval);
        QCOMPARE(waiting.credit, money("10.00"));
        QCOMPARE(must(shop().order(id())).refunds[0].credit, money("10.00"));
        QVERIFY(m_bench->balance().isZero());
        const auto made =
            must(shop().bench.run(shop().seller, Bench::person("Ben"), [&](Unit& unit) {
                return refunds::approve(unit, waiting.id, shop().providers(), {});
            }));
        QCOMPARE(made.credit, money("10.00"));
        QCOMPARE(m_bench->balance(), money("10.00"));
        QVERIFY(must(shop().order(id())).payments[0].refunded.isZero());
        QCOMPARE(shop().findings(), std::string());
    }

    void simultaneousRefundsOfTwoOrdersMeetOnOneCredit()
    {
        const auto other = m_bench->place(3);
        const auto refund = [&](const api::OrderView& order) {
            const auto connection = shop().bench.connect();
            for (std::int64_t version = 1; version <= 3; ++version)
                must(shop().refundOn(*connection, order.row.id, Version{version},
                                     CreditBench::bowls(order, 1, To::StoreCredit)));
        };
        std::thread first([&] { refund(m_order); });
        std::thread second([&] { refund(other); });
        first.join();
        second.join();
        QCOMPARE(m_bench->creditsOf().size(), std::size_t{1});
        QCOMPARE(m_bench->balance(), money("60.00"));
        QCOMPARE(shop().findings(), std::string());
    }
};

STOA_TEST(RefundToCreditTest)
#include "test_refund_to_credit.moc"
