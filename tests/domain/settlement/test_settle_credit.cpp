// Store credit beside a provider that decides later: reserved with the order, taken or free again
// with what the provider says; given back with a refund that the provider has to agree to.

#include "domain/store_credit/store_credit.h"
#include "settlement_bench.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using Next = settlement::Next;
using Fault = FakeProvider::Fault;
using gateways::Verdict;

class SettleCreditTest : public QObject {
    Q_OBJECT

    std::optional<SettlementBench> m_bench; // the buyer has 20.00; a bowl costs 12.50

    Shop& shop() { return m_bench->shop; }
    Money money(std::string_view amount) const { return m_bench->shop.money(amount); }

    api::StoreCreditView credit()
    {
        const api::GetStoreCredit request{shop().seller, "ioana@example.org"};
        return must(shop().bench.run(
                        shop().seller,
                        [&](Unit& unit) { return store_credit::handle(unit, request); }))
            .balances.at(0);
    }
    void grant(const Money& amount)
    {
        const api::GrantStoreCredit request{shop().seller, "ioana@example.org", amount, "Sorry"};
        must(shop().bench.run(shop().seller,
                              [&](Unit& unit) { return refunds::handle(unit, request); }));
    }
    api::PlaceOrder basket(std::int64_t bowls, const Money& part,
                           const std::string& token = "tok_visa")
    {
        auto request = shop().basket({{m_bench->bowl, bowls}});
        request.paymentMethod = token;
        request.storeCredit = part;
        return request;
    }
    // Two bowls, 15.00 of them with the card.
    api::OrderView place(const std::string& token = "tok_visa")
    {
        return must(shop().place(basket(2, money("10.00"), token)));
    }
    api::OrderView paid()
    {
        const auto placed = place();
        m_bench->finish(placed.payments[0].id.uuid());
        m_bench->told.clear();
        return m_bench->order(placed);
    }
    api::RefundContent all(const api::OrderView& order)
    {
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, order.lines[0].quantity)};
        content.lines[0].restock = api::Restock::Keep;
        return content;
    }
    void verifyFree(const api::OrderView& placed)
    {
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.payments[1].state, api::PaymentState::Canceled);
        QVERIFY(view.payments[1].captured.isZero());
        QCOMPARE(credit().balance, money("20.00"));
        QVERIFY(credit().reserved.isZero());
        QVERIFY(view.escrow.isZero());
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

private slots:
    void init()
    {
        m_bench.emplace();
        grant(money("20.00"));
    }

    void isReservedUntilTheProviderDecides()
    {
        const auto placed = place();
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::None);
        QCOMPARE(placed.payments[0].amount, money("15.00"));
        QCOMPARE(placed.payments[1].state, api::PaymentState::RequiresCapture);
        QVERIFY(placed.payments[1].captured.isZero());
        QVERIFY(placed.escrow.isZero());
        QVERIFY(placed.transfers.empty());
        QCOMPARE(credit().balance, money("10.00"));
        QCOMPARE(credit().reserved, money("10.00"));
        QCOMPARE(shop().findings(), std::string());
        STOA_FAILS(shop().place(basket(2, money("10.01"))), "store_credit.insufficient");
    }

    void isTakenWithTheCapture()
    {
        const auto placed = place();
        QCOMPARE(m_bench->finish(placed.payments[0].id.uuid()), Next::Settled);
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.escrow, money("25.00"));
        QCOMPARE(view.payments[0].captured, money("15.00"));
        QCOMPARE(view.payments[1].state, api::PaymentState::Succeeded);
        QCOMPARE(view.payments[1].captured, money("10.00"));
        QCOMPARE(m_bench->provider.payments.begin()->second.amount, money("15.00"));
        QCOMPARE(credit().balance, money("10.00"));
        QVERIFY(credit().reserved.isZero());
        QCOMPARE(shop().findings(), std::string());
    }

    void anAuthorisationCountsWithIt()
    {
        const auto placed = place("tok_visa");
        m_bench->provider.faults = {Fault::None, Fault::LostRequest};
        m_bench->finish(placed.payments[0].id.uuid());
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Authorized);
        QCOMPARE(shop().findings(), std::string());
        m_bench->finish(placed.payments[0].id.uuid());
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(shop().findings(), std::string());
    }

    void isFreeAgainWhenTheCardIsDeclined()
    {
        const auto placed = place("tok_declined");
        QCOMPARE(m_bench->finish(placed.payments[0].id.uuid()), Next::Settled);
        QCOMPARE(m_bench->told, (std::vector<std::string>{"store_credit.released payment.failed"
                                                          " stock.moved order.canceled"}));
        verifyFree(placed);
    }

    void isFreeAgainWhenTheOrderIsCanceled()
    {
        const auto placed = place();
        must(shop().cancel(placed.row.id, {}));
        QCOMPARE(credit().reserved, money("10.00")); // the provider has not let go yet
        QCOMPARE(m_bench->finish(placed.payments[0].id.uuid()), Next::Settled);
        verifyFree(placed);
    }

    void isFreeAgainWhenNobodyPaysInTime()
    {
        const auto placed = place();
        shop().bench.clock.advance(payments::kPaymentTime);
        QCOMPARE(m_bench->finish(placed.payments[0].id.uuid()), Next::Settled);
        verifyFree(placed);
        must(shop().place(basket(2, money("20.00")))); // spent again
        m_bench->provider.authorise(placed.payments[0].id.uuid(), money("15.00"), "tok_visa");
        m_bench->provider.capture(placed.payments[0].id.uuid(), money("15.00"), {});
        m_bench->hear(placed.payments[0].id.uuid()); // the card's part was taken after all
        const auto view = m_bench->order(placed);
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].total, money("15.00"));
        QVERIFY(view.refunds[0].credit.isZero());
        m_bench->finish(view.refunds[0].id.uuid());
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Refunded);
        QVERIFY(credit().balance.isZero());
        QCOMPARE(shop().findings(), std::string());
    }

    void aRefundWaitsForTheProvidersPart()
    {
        const auto order = paid();
        const auto refund = must(shop().refund(order.row.id, all(order)));
        QCOMPARE(refund.status, api::RefundStatus::Pending);
        QCOMPARE(refund.credit, money("10.00"));
        QCOMPARE(credit().balance, money("10.00")); // not yet
        QCOMPARE(shop().findings(), std::string());
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        QCOMPARE(m_bench->provider.refunds.begin()->second.amount, money("15.00"));
        QCOMPARE(m_bench->told,
                 (std::vector<std::string>{"refund.succeeded payment.refunded refund.credited"}));
        QCOMPARE(credit().balance, money("20.00"));
        QCOMPARE(m_bench->order(order).row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void aRefusedPartTakesAllOfItBack()
    {
        const auto order = paid();
        m_bench->provider.nextRefund = Verdict::Declined;
        const auto refund = must(shop().refund(order.row.id, all(order)));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        const auto view = m_bench->order(order);
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Failed);
        QVERIFY(view.row.refunded.isZero());
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(view.escrow, money("25.00"));
        QCOMPARE(credit().balance, money("10.00"));
        QCOMPARE(shop().findings(), std::string());
        auto content = all(order); // and the buyer takes credit instead
        content.to = api::RefundDestination::StoreCredit;
        QCOMPARE(must(shop().refund(order.row.id, content)).status, api::RefundStatus::Succeeded);
        QCOMPARE(credit().balance, money("35.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void whatComesBackLeavesTheCreditToTheBuyer_data()
    {
        QTest::addColumn<bool>("isReleased");
        QTest::newRow("held") << false;
        QTest::newRow("released") << true;
    }
    void whatComesBackLeavesTheCreditToTheBuyer()
    {
        QFETCH(bool, isReleased);
        const auto order = paid();
        if (isReleased) m_bench->release(order);
        const auto refund = must(shop().refund(order.row.id, all(order)));
        m_bench->finish(refund.id.uuid());
        must(shop().place(basket(2, money("20.00")))); // all of it is reserved elsewhere
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Declined;
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled);
        QCOMPARE(shop().bench.events(),
                 std::string("refund.reversed refund.succeeded refund.credited"));
        const auto view = m_bench->order(order);
        QCOMPARE(view.refunds.size(), std::size_t{2});
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Failed);
        QCOMPARE(view.refunds[1].status, api::RefundStatus::Succeeded);
        QCOMPARE(view.refunds[1].credit, money("10.00"));
        QCOMPARE(view.row.refunded, money("10.00"));
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(credit().reserved, money("20.00"));
        QCOMPARE(shop().findings(), std::string());
        api::RefundContent owed;
        owed.extra = money("15.00");
        m_bench->provider.nextRefund = Verdict::Approved;
        const auto again = must(shop().refund(order.row.id, owed));
        QVERIFY(again.credit.isZero());
        m_bench->finish(again.id.uuid());
        QCOMPARE(m_bench->order(order).row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void nothingIsLostOverAnyLife_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"}) // no, two and three decimals
            QTest::newRow(code) << QString(code);
    }
    void nothingIsLostOverAnyLife()
    {
        QFETCH(QString, code);
        Random random;
        m_bench.emplace(code.toStdString());
        for (int i = 0; i < 8; ++i) {
            grant(Money(random.between(1, 3000), shop().currency));
            const Money total = Money(1250, shop().currency);
            const Money most = std::min(credit().balance, total);
            const char* tokens[] = {"tok_visa", "tok_visa", "tok_declined"};
            auto request = basket(1, Money(random.between(1, most.minor()), shop().currency),
                                  tokens[random.between(0, 2)]);
            const auto placed = must(shop().place(request));
            if (placed.payments[0].provider == "fake") {
                m_bench->finish(placed.payments[0].id.uuid());
            }
            QCOMPARE(shop().findings(), std::string());
            auto view = m_bench->order(placed);
            for (int step = 0; step < 3 && view.row.refunded < view.escrow; ++step) {
                api::RefundContent content;
                content.extra = Money(random.between(1, view.escrow.minor()), shop().currency);
                content.to = random.chance(0.3) ? api::RefundDestination::StoreCredit
                                                : api::RefundDestination::OriginalMethod;
                m_bench->provider.nextRefund =
                    random.chance(0.7) ? Verdict::Approved : Verdict::Declined;
                const auto refund = must(shop().refund(placed.row.id, content));
                QCOMPARE(shop().findings(), std::string());
                if (refund.status == api::RefundStatus::Pending) {
                    m_bench->finish(refund.id.uuid());
                }
                QCOMPARE(shop().findings(), std::string());
                QVERIFY(!credit().balance.isNegative());
                view = m_bench->order(placed);
            }
        }
    }
};

STOA_TEST(SettleCreditTest)
#include "test_settle_credit.moc"
