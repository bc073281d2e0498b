#include "settlement_bench.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using Next = settlement::Next;
using Fault = FakeProvider::Fault;
using gateways::Verdict;

class SettleRefundsTest : public QObject {
    Q_OBJECT

    std::optional<SettlementBench> m_bench;
    api::OrderView m_order; // 3 × 12.50, paid

    Shop& shop() { return m_bench->shop; }
    OrderId id() const { return m_order.row.id; }
    api::RefundContent bowls(std::int64_t quantity,
                             api::Restock restock = api::Restock::Restock) const
    {
        api::RefundContent content;
        content.lines = {refundLine(m_order.lines[0].id, quantity)};
        content.lines[0].restock = restock;
        return content;
    }
    void verifyUntouched()
    {
        const auto view = must(shop().order(id()));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QVERIFY(view.row.refunded.isZero());
        QVERIFY(view.lines[0].refunded.isZero());
        QCOMPARE(view.lines[0].refundedQuantity, 0);
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(view.escrow, view.row.total);
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 3}));
        QCOMPARE(shop().findings(), std::string());
    }
    void verifyRefunded(const api::RefundView& refund)
    {
        const auto view = must(shop().order(id()));
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Succeeded);
        QCOMPARE(view.row.refunded, refund.total);
        QCOMPARE(view.escrow, view.row.total - refund.total);
        QCOMPARE(view.transfers.size(), std::size_t{3}); // capture, refund, settled
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 1}));
        QCOMPARE(m_bench->provider.refunds.size(), std::size_t{1});
        QCOMPARE(m_bench->provider.refunds.begin()->second.amount, refund.total);
        QCOMPARE(shop().findings(), std::string());
    }

private slots:
    void init()
    {
        m_bench.emplace();
        m_order = m_bench->place("tok_visa", 3);
        m_bench->finish(m_order.payments[0].id.uuid());
        m_bench->told.clear();
    }

    void pendingCountsAgainstTheHoldAtOnce()
    {
        const auto refund = must(shop().refund(id(), bowls(2)));
        QCOMPARE(refund.status, api::RefundStatus::Pending);
        QCOMPARE(shop().bench.events(), std::string("refund.requested"));
        const auto view = must(shop().order(id()));
        QCOMPARE(view.escrow, shop().money("12.50"));
        QCOMPARE(view.row.refunded, shop().money("25.00"));
        QCOMPARE(view.transfers.size(), std::size_t{1});
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 3})); // not yet
        STOA_FAILS(shop().refund(id(), bowls(2)), "refund.quantity_exceeds_ordered");
        QVERIFY(m_bench->provider.refunds.empty());
        QCOMPARE(shop().findings(), std::string());
    }

    void succeeds()
    {
        const auto refund = must(shop().refund(id(), bowls(2)));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        verifyRefunded(refund);
        QCOMPARE(m_bench->told,
                 (std::vector<std::string>{"stock.moved refund.succeeded payment.refunded"}));
    }

    void failureRestoresEverything()
    {
        m_bench->provider.nextRefund = Verdict::Declined;
        auto content = bowls(2);
        content.extra = shop().money("3.00");
        const auto refund = must(shop().refund(id(), content));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        QCOMPARE(must(shop().order(id())).refunds[0].status, api::RefundStatus::Failed);
        QCOMPARE(m_bench->told, (std::vector<std::string>{"refund.failed"}));
        verifyUntouched();
        m_bench->provider.nextRefund = Verdict::Approved; // and may be tried again
        const auto again = must(shop().refund(id(), bowls(3)));
        QCOMPARE(m_bench->finish(again.id.uuid()), Next::Settled);
        QCOMPARE(must(shop().order(id())).row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void staysPendingUntilTheProviderHasDecided()
    {
        m_bench->provider.nextRefund = Verdict::Pending;
        const auto refund = must(shop().refund(id(), bowls(2)));
        for (int day = 0; day < 5; ++day) {
            QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Wait);
            shop().bench.clock.advance(std::chrono::hours(24));
        }
        QCOMPARE(must(shop().order(id())).refunds[0].status, api::RefundStatus::Pending);
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Declined;
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        verifyUntouched();
        QCOMPARE(m_bench->provider.refunds.begin()->second.requests, 1);
    }

    void dyingAnywhereLosesAndDoublesNothing()
    {
        for (int parts = 0; parts <= 3; ++parts) {
            init();
            const auto refund = must(shop().refund(id(), bowls(2)));
            const auto next = m_bench->work(refund.id.uuid(), parts);
            QCOMPARE(next, parts < 3 ? std::optional<Next>() : std::optional(Next::Settled));
            QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
            verifyRefunded(refund);
            QCOMPARE(m_bench->provider.refunds.begin()->second.requests, 1);
        }
    }

    void aLostRequestIsSentAgainAndALostAnswerIsNot()
    {
        m_bench->provider.faults = {Fault::LostRequest};
        auto refund = must(shop().refund(id(), bowls(2)));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Wait);
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        verifyRefunded(refund);

        init();
        m_bench->provider.faults = {Fault::LostAnswer, Fault::LostAnswer};
        refund = must(shop().refund(id(), bowls(2)));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Wait);
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Wait);
        QCOMPARE(must(shop().order(id())).refunds[0].status, api::RefundStatus::Pending);
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        verifyRefunded(refund);
        QCOMPARE(m_bench->provider.refunds.begin()->second.requests, 1);
    }

    void whatIsPendingDoesNotLeaveTheHouse()
    {
        m_bench->provider.nextRefund = Verdict::Pending;
        const auto refund = must(shop().refund(id(), bowls(2)));
        m_bench->finish(refund.id.uuid());
        const auto version = must(shop().order(id())).row.version;
        must(shop().bench.run(shop().seller, [&](Unit& unit) {
            return orders::handle(unit,
                                  api::FulfillOrder{shop().seller, id(), version, "DHL", "JD1"});
        }));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{9, 2})); // one piece went
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Approved;
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{9, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    // The money had been the seller's already: what the refund took from what is to be paid out,
    // and what it made the seller owe, is as it was.
    void failureAfterTheReleaseGivesTheSellerBackWhatItTook()
    {
        m_bench->release(m_order); // 37.50, of which 3.75 is the marketplace's
        QCOMPARE(m_bench->funds().payable, shop().money("33.75"));
        must(shop().script("UPDATE ledger_account SET debits_posted = 2375"
                           " WHERE kind = 'seller_payable'")); // the rest is in a payout
        m_bench->provider.nextRefund = Verdict::Declined;
        const auto wanted = bowls(3, api::Restock::Keep);
        QCOMPARE(must(shop().preview(id(), wanted)).toDebt, shop().money("23.75"));
        const auto refund = must(shop().refund(id(), wanted));
        QCOMPARE(m_bench->funds().payable, shop().money("0.00"));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        QCOMPARE(must(shop().order(id())).refunds[0].status, api::RefundStatus::Failed);
        QCOMPARE(m_bench->funds().payable, shop().money("10.00"));
        QCOMPARE(m_bench->funds().debt, shop().money("0.00"));
        QVERIFY(must(shop().order(id())).row.refunded.isZero());
        must(shop().script("UPDATE ledger_account SET debits_posted = 0"
                           " WHERE kind = 'seller_payable'"));
        QCOMPARE(shop().findings(), std::string());
    }

    void whatComesBackDaysLaterIsTurnedAround()
    {
        const auto refund = must(shop().refund(id(), bowls(2)));
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled);
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled); // other news: nothing changes
        QCOMPARE(must(shop().order(id())).refunds[0].status, api::RefundStatus::Succeeded);
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Declined;
        QCOMPARE(m_bench->finish(refund.id.uuid()), Next::Settled); // nobody asks without news
        QCOMPARE(must(shop().order(id())).row.refunded, shop().money("25.00"));
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled);
        QCOMPARE(shop().bench.events(), std::string("refund.reversed"));
        const auto view = must(shop().order(id()));
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Failed);
        QVERIFY(view.row.refunded.isZero());
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(view.escrow, view.row.total);
        QCOMPARE(view.transfers.back().reason, std::string("refund_reversed"));
        QCOMPARE(view.lines[0].refundedQuantity, 2); // these pieces stay where they are
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 1}));
        QCOMPARE(shop().findings(), std::string());
        const auto before = shop().fingerprint();
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled); // once is enough
        QCOMPARE(shop().fingerprint(), before);
        m_bench->provider.nextRefund = Verdict::Approved; // and the buyer gets it another way
        api::RefundContent owed;
        owed.extra = shop().money("25.00");
        const auto again = must(shop().refund(id(), owed));
        QCOMPARE(m_bench->finish(again.id.uuid()), Next::Settled);
        QCOMPARE(must(shop().order(id())).row.refunded, shop().money("25.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void newsThatGotNoAnswerIsAskedForAgain()
    {
        const auto refund = must(shop().refund(id(), bowls(2)));
        m_bench->finish(refund.id.uuid());
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Declined;
        m_bench->provider.faults = {Fault::LostAnswer};
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Wait);
        QCOMPARE(must(shop().order(id())).row.refunded, shop().money("25.00"));
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled);
        QVERIFY(must(shop().order(id())).row.refunded.isZero());
    }

    // A debt that has been paid since can not be paid twice: it is the seller's to be paid out.
    void whatComesBackAfterTheDebtWasPaidIsTheSellers()
    {
        m_bench->release(m_order);
        must(shop().script("UPDATE ledger_account SET debits_posted = 3375"
                           " WHERE kind = 'seller_payable'")); // all of it was paid out
        const auto refund = must(shop().refund(id(), bowls(3, api::Restock::Keep)));
        m_bench->finish(refund.id.uuid());
        QCOMPARE(m_bench->funds().debt, shop().money("33.75"));
        must(shop().script("UPDATE ledger_account SET credits_posted = 2000"
                           " WHERE kind = 'seller_debt'"));
        m_bench->provider.refunds.begin()->second.verdict = Verdict::Declined;
        QCOMPARE(m_bench->hear(refund.id.uuid()), Next::Settled);
        QCOMPARE(m_bench->funds().debt, shop().money("0.00"));
        QCOMPARE(m_bench->funds().payable, shop().money("20.00"));
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
        for (int life = 0; life < 6; ++life) {
            m_bench.emplace(code.toStdString());
            m_order = m_bench->place("tok_visa", 3);
            m_bench->finish(m_order.payments[0].id.uuid());
            const bool isReleased = random.chance(0.5);
            if (isReleased) m_bench->release(m_order);
            for (int step = 0; step < 4; ++step) {
                api::RefundContent content;
                const auto row = must(shop().order(id())).row;
                content.extra =
                    Money(random.between(1, (row.total - row.refunded).minor()), shop().currency);
                m_bench->provider.nextRefund =
                    random.chance(0.3) ? Verdict::Declined : Verdict::Approved;
                const auto refund = must(shop().refund(id(), content));
                m_bench->finish(refund.id.uuid());
                QCOMPARE(shop().findings(), std::string());
                if (random.chance(0.5)) {
                    m_bench->provider.refunds.at(refund.id.uuid()).verdict = Verdict::Declined;
                    m_bench->hear(refund.id.uuid());
                    QCOMPARE(must(shop().order(id())).row.refunded, row.refunded);
                }
                QCOMPARE(shop().findings(), std::string());
                if (must(shop().order(id())).row.refunded == row.total) break;
            }
        }
    }

    void aProviderThatIsGoneRefusesBeforeAnythingIsWritten()
    {
        const auto before = shop().fingerprint();
        const gateways::SandboxGateway sandbox;
        const payments::Providers others(sandbox);
        const api::RequestRefund request{shop().seller, id(), must(shop().order(id())).row.version,
                                         bowls(1)};
        const auto refused = shop().bench.run(
            shop().seller, [&](Unit& unit) { return refunds::handle(unit, request, others); });
        STOA_FAILS(refused, "payment.provider_unavailable");
        QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
        QCOMPARE(shop().fingerprint(), before);
    }
};

STOA_TEST(SettleRefundsTest)
#include "test_settle_refunds.moc"
