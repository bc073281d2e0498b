// Orders that are paid with store credit, wholly or in part, at once.

#include "credit_bench.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class PayWithCreditTest : public QObject {
    Q_OBJECT

    std::optional<CreditBench> m_bench; // the buyer has 25.00

    Shop& shop() { return m_bench->shop; }
    Money money(std::string_view amount) const { return m_bench->money(amount); }
    // The refusal's code, after proof that nothing was written.
    std::string refusal(const api::PlaceOrder& request)
    {
        const auto before = shop().fingerprint();
        const auto result = shop().place(request);
        if (shop().fingerprint() != before) return "something was written";
        return codeOf(result);
    }
    // What becomes of orders that come in together.
    std::vector<std::string> codesOf(const std::vector<api::PlaceOrder>& requests)
    {
        return must(
            shop().runOn(shop().bench.db(), [&](Unit& unit) -> Result<std::vector<std::string>> {
                std::vector<Wish<api::PlaceOrder>> wishes;
                std::vector<Submission<api::PlaceOrder>> batch;
                for (const auto& request : requests) {
                    wishes.push_back({unit.organisation(), request});
                    batch.push_back({unit, request});
                }
                db::Pipeline reads(unit.db());
                const auto work = orders::placeOrders(reads, wishes, shop().providers());
                STOA_CHECK(reads.run());
                STOA_CHECK(work->decide(reads, batch));
                std::vector<std::string> codes;
                for (const auto& each : batch)
                    codes.push_back(codeOf(each.reply));
                return codes;
            }));
    }

private slots:
    void init()
    {
        m_bench.emplace();
        must(m_bench->grant(money("25.00")));
    }

    void paysInPart()
    {
        const auto placed = m_bench->place(3, money("12.00"));
        QCOMPARE(shop().bench.events(), std::string("order.placed store_credit.spent"));
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(placed.escrow, money("30.00"));
        QCOMPARE(placed.payments.size(), std::size_t{2});
        QCOMPARE(placed.payments[0].captured, money("18.00"));
        QCOMPARE(placed.payments[1].provider, std::string("store_credit"));
        QCOMPARE(placed.payments[1].method, std::string("Store credit"));
        QCOMPARE(placed.payments[1].state, api::PaymentState::Succeeded);
        QCOMPARE(placed.payments[1].captured, money("12.00"));
        const auto view = must(shop().order(placed.row.id));
        QCOMPARE(view.payments.size(), std::size_t{2});
        QCOMPARE(view.payments[1].id, placed.payments[1].id);
        QCOMPARE(view.escrow, money("30.00"));
        QCOMPARE(view.transfers.size(), std::size_t{2});
        QCOMPARE(view.transfers[1].id, placed.transfers[1].id);
        QCOMPARE(view.transfers[1].debit, api::AccountKind::StoreCredit);
        QCOMPARE(m_bench->balance(), money("13.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void paysAllWithoutAskingForMore()
    {
        auto request = m_bench->basket(2, money("20.00"));
        request.paymentMethod = "";
        const auto placed = must(shop().place(request));
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(placed.payments.size(), std::size_t{1});
        QCOMPARE(placed.payments[0].captured, money("20.00"));
        QCOMPARE(m_bench->balance(), money("5.00"));
        QCOMPARE(shop().findings(), std::string());
        m_bench->release(placed.row.id);
        QCOMPARE(shop().findings(), std::string());
    }

    void refusalsWriteNothing()
    {
        const auto with = [this](const Money& credit) {
            return refusal(m_bench->basket(3, credit));
        };
        QCOMPARE(with(money("25.01")), std::string("store_credit.insufficient"));
        QCOMPARE(with(money("30.01")), std::string("store_credit.exceeds_total"));
        QCOMPARE(with(money("0.00")), std::string("store_credit.not_positive"));
        QCOMPARE(with(money("-1.00")), std::string("store_credit.not_positive"));
        QCOMPARE(with(Money(5, Currency::of("JPY"))), std::string("order.wrong_currency"));
        auto stranger = m_bench->basket(1, money("1.00"));
        stranger.buyer.email = "ana@example.org";
        QCOMPARE(refusal(stranger), std::string("store_credit.insufficient"));
        auto declined = m_bench->basket(3, money("12.00"));
        declined.paymentMethod = "tok_declined";
        QCOMPARE(refusal(declined), std::string("payment.declined"));
        declined.paymentMethod = "";
        QCOMPARE(refusal(declined), std::string("payment.unknown_method"));
        QCOMPARE(m_bench->balance(), money("25.00"));
        const auto result = shop().place(m_bench->basket(3, money("26.00")));
        QCOMPARE(result.error().field, std::string("storeCredit"));
        QCOMPARE(describe(result.error()).find("available=25.00 EUR") != std::string::npos, true);
    }

    void theNextOfABatchSeesWhatTheOneBeforeLeft()
    {
        auto declined = m_bench->basket(2, money("15.00"));
        declined.paymentMethod = "tok_declined";
        const auto codes = codesOf({declined, m_bench->basket(2, money("15.00")),
                                    m_bench->basket(2, money("15.00")), m_bench->basket(1),
                                    m_bench->basket(1, money("10.00"))});
        QCOMPARE(codes,
                 (std::vector<std::string>{"payment.declined", std::string(kNoProblem),
                                           "store_credit.insufficient", std::string(kNoProblem),
                                           std::string(kNoProblem)}));
        QVERIFY(m_bench->balance().isZero());
        QCOMPARE(shop().findings(), std::string());
    }

    void needsNoMoreRoundTripsThanAnotherOrder()
    {
        m_bench->place(1, money("1.00")); // statements are prepared now
        const auto before = shop().bench.db().roundTrips();
        must(shop().placeOn(shop().bench.db(), m_bench->basket(1, money("1.00"))));
        QCOMPARE(shop().bench.db().roundTrips() - before, 3); // read, write, log and commit
    }

    void becomesCreditAgainAfterTheCardHasGivenAll()
    {
        const auto placed = m_bench->place(3, money("12.00"));
        const OrderId id = placed.row.id;
        const auto first = must(shop().refund(id, CreditBench::bowls(placed, 1)));
        QVERIFY(first.credit.isZero());
        const auto content = CreditBench::bowls(placed, 1);
        QCOMPARE(must(shop().preview(id, content)).toCredit, money("2.00"));
        QCOMPARE(must(shop().refund(id, content)).credit, money("2.00"));
        QCOMPARE(shop().bench.events(),
                 std::string("stock.moved refund.requested refund.succeeded payment.refunded"
                             " refund.credited"));
        QCOMPARE(must(shop().refund(id, CreditBench::bowls(placed, 1))).credit, money("10.00"));
        const auto view = must(shop().order(id));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(view.payments[0].refunded, money("18.00"));
        QVERIFY(view.payments[1].refunded.isZero());
        QVERIFY(view.escrow.isZero());
        QCOMPARE(m_bench->balance(), money("25.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void aRefundOfCreditAloneNeedsNoProvider()
    {
        const auto placed = m_bench->place(2, money("20.00"));
        shop().usesScripted = true;
        shop().scripted.refunded = gateways::Verdict::Declined;
        QCOMPARE(must(shop().refund(placed.row.id, CreditBench::bowls(placed, 1))).credit,
                 money("10.00"));
        must(shop().cancel(placed.row.id, {}));
        const auto view = must(shop().order(placed.row.id));
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(m_bench->balance(), money("25.00"));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{1000, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    void simultaneousSpendersNeverHaveMoreThanThereIs()
    {
        std::atomic<int> placed = 0;
        std::atomic<int> refused = 0;
        inParallel(6, [&](std::size_t) {
            const auto connection = shop().bench.connect();
            const auto result = shop().placeOn(*connection, m_bench->basket(1, money("10.00")));
            if (result)
                ++placed;
            else if (codeOf(result) == "store_credit.insufficient")
                ++refused;
        });
        QCOMPARE(placed.load(), 2);
        QCOMPARE(refused.load(), 4);
        QCOMPARE(m_bench->balance(), money("5.00"));
        QCOMPARE(shop().findings(), std::string());
    }
};

STOA_TEST(PayWithCreditTest)
#include "test_pay_with_credit.moc"
