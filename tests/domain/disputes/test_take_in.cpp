#include "dispute_bench.h"
#include "domain/disputes/disputes_sql.h"
#include "support/random.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::DisputeStatus;
using gateways::DisputeState;

class TakeInTest : public QObject {
    Q_OBJECT

    std::optional<DisputeBench> m;

    Result<std::vector<ledger::Release>> release(const api::OrderView& order)
    {
        return m->shop.bench.run(m->shop.seller, [&](Unit& unit) {
            return ledger::release(unit, {&order.row.id, 1}, "staff");
        });
    }
    api::RefundContent bowls(const api::OrderView& order, std::int64_t quantity)
    {
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, quantity)};
        content.lines[0].restock = api::Restock::Keep;
        return content;
    }

private slots:
    void init() { m.emplace(); }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m->shop.bench.db(), disputes::sql::kAll));
        QCOMPARE(m->shop.checkWords("dispute", "status"), sorted(enumWords<DisputeStatus>()));
        QCOMPARE(m->shop.checkWords("dispute", "action"), sorted(enumWords<api::DisputeAction>()));
    }

    void anOpenOneReservesWhatIsHeld()
    {
        const auto order = m->placed(3);
        const auto id = must(m->takeIn(order, m->bankWants(m->money(2000))));
        QCOMPARE(m->shop.bench.events(), std::string("dispute.opened"));
        const auto dispute = m->view(id);
        QCOMPARE(dispute.status, DisputeStatus::NeedsResponse);
        QCOMPARE(dispute.reason, std::string("fraudulent"));
        QCOMPARE(dispute.fromEscrow, m->money(2000));
        QVERIFY(dispute.fromPayable.isZero() && dispute.toDebt.isZero());
        QCOMPARE(m->order(order).escrow, m->money(1000));
        QVERIFY(must(release(order)).empty()); // not while it is open
        QCOMPARE(m->order(order).deadlines[0].kind, api::TimerKind::DisputeEvidence);
        QCOMPARE(m->order(order).deadlines[0].dueAt, *dispute.respondBy);
        QCOMPARE(m->findings(), std::string());
    }

    // The bank has the card's part: what is given back meanwhile can only become credit.
    void storeCreditIsNoneOfTheBanks()
    {
        auto basket = m->shop.basket({{m->bowl, 3}});
        basket.storeCredit = m->money(1200);
        const api::GrantStoreCredit grant{m->shop.seller, basket.buyer.email, m->money(1200),
                                          "Sorry"};
        must(m->shop.bench.run(m->shop.seller,
                               [&](Unit& unit) { return refunds::handle(unit, grant); }));
        const auto order = must(m->shop.place(basket));
        auto wanted = m->bankWants(m->money(1800));
        must(m->takeIn(order, wanted));
        QCOMPARE(m->order(order).escrow, m->money(1200));
        STOA_FAILS(m->shop.refund(order.row.id, bowls(order, 2)), "refund.disputed");
        QCOMPARE(must(m->shop.refund(order.row.id, bowls(order, 1))).credit, m->money(1000));
        QCOMPARE(m->findings(), std::string());
        wanted.state = DisputeState::Won;
        must(m->takeIn(order, wanted));
        const auto rest = must(m->shop.refund(order.row.id, bowls(order, 2)));
        QCOMPARE(rest.credit, m->money(200)); // the card has given all that it got
        QCOMPARE(m->order(order).payments[0].refunded, m->money(1800));
        QCOMPARE(m->findings(), std::string());
    }

    void takingItInTwiceDoesNothing()
    {
        const auto order = m->placed(3);
        const auto wanted = m->bankWants(m->money(2000));
        const auto id = must(m->takeIn(order, wanted));
        const auto before = m->shop.fingerprint();
        QCOMPARE(must(m->takeIn(order, wanted)), id);
        QCOMPARE(m->shop.fingerprint(), before);
    }

    void wonIsAsIfItHadNeverBeen()
    {
        const auto order = m->placed(3);
        auto wanted = m->bankWants(m->money(3000));
        wanted.fee = m->money(1500);
        const auto id = must(m->takeIn(order, wanted));
        QCOMPARE(m->view(id).fee, m->money(1500));
        wanted.state = DisputeState::Won;
        wanted.fee = m->money(0);
        must(m->takeIn(order, wanted));
        QCOMPARE(m->shop.bench.events(), std::string("dispute.won dispute.fee_changed"));
        const auto dispute = m->view(id);
        QCOMPARE(dispute.status, DisputeStatus::Won);
        QVERIFY(dispute.closedAt.has_value());
        QVERIFY(dispute.fee.isZero());
        QCOMPARE(m->order(order).escrow, m->money(3000));
        QCOMPARE(m->findings(), std::string());
        QCOMPARE(must(release(order)).at(0).shares.seller, m->money(2700));
        QCOMPARE(m->findings(), std::string());
    }

    void lostIsGoneAndNotGivenBackTwice()
    {
        const auto order = m->placed(3);
        auto wanted = m->bankWants(m->money(2000));
        must(m->takeIn(order, wanted));
        const auto open = m->shop.preview(order.row.id, bowls(order, 2));
        STOA_FAILS(open, "refund.disputed");
        QVERIFY(open.error().params ==
                (std::vector<Error::Param>{{"most", m->money(1000).text()}}));
        wanted.state = DisputeState::Lost;
        wanted.fee = m->money(1500);
        must(m->takeIn(order, wanted));
        QCOMPARE(m->order(order).escrow, m->money(1000));
        QCOMPARE(m->order(order).transfers.back().reason, std::string("dispute_fee"));
        QCOMPARE(m->findings(), std::string());
        const auto before = m->shop.fingerprint();
        STOA_FAILS(m->shop.refund(order.row.id, bowls(order, 2)), "refund.disputed");
        QCOMPARE(m->shop.fingerprint(), before);
        must(m->shop.refund(order.row.id, bowls(order, 1))); // what the bank has not taken
        QVERIFY(m->order(order).escrow.isZero());
        QCOMPARE(m->findings(), std::string());
    }

    void afterTheReleaseTheSellerBearsIt()
    {
        const auto order = m->released(3);
        auto wanted = m->bankWants(m->money(3000));
        const auto id = must(m->takeIn(order, wanted));
        QVERIFY(m->view(id).fromEscrow.isZero());
        QCOMPARE(m->view(id).fromPayable, m->money(2700));
        QCOMPARE(m->view(id).toDebt, m->money(300));
        QVERIFY(m->funds().payable.isZero());
        QCOMPARE(m->findings(), std::string());
        wanted.state = DisputeState::Won;
        must(m->takeIn(order, wanted));
        QCOMPARE(m->funds().payable, m->money(2700));
        QCOMPARE(m->findings(), std::string());
        auto again = m->bankWants(m->money(3000));
        again.state = DisputeState::Lost; // and this one was lost before anybody heard of it
        must(m->takeIn(order, again));
        QVERIFY(m->funds().payable.isZero());
        QCOMPARE(m->funds().debt, m->money(300));
        QCOMPARE(m->findings(), std::string());
    }

    // The bank does not know that the buyer has the money already.
    void whatWentBackAlreadyIsOwed()
    {
        const auto order = m->placed(3);
        must(m->shop.refund(order.row.id, bowls(order, 3)));
        auto wanted = m->bankWants(m->money(3000));
        const auto id = must(m->takeIn(order, wanted));
        QCOMPARE(m->view(id).toDebt, m->money(3000));
        wanted.state = DisputeState::Lost;
        must(m->takeIn(order, wanted));
        QCOMPARE(m->funds().debt, m->money(3000));
        QCOMPARE(m->findings(), std::string());
    }

    void aWarningMovesNoMoneyUntilItGrows()
    {
        const auto order = m->placed(3);
        auto wanted = m->bankWants(m->money(3000));
        wanted.state = DisputeState::WarningNeedsResponse;
        const auto id = must(m->takeIn(order, wanted));
        QCOMPARE(m->order(order).escrow, m->money(3000));
        wanted.state = DisputeState::NeedsResponse;
        must(m->takeIn(order, wanted));
        QCOMPARE(m->shop.bench.events(), std::string("dispute.needs_response"));
        QVERIFY(m->order(order).escrow.isZero());
        QCOMPARE(m->view(id).fromEscrow, m->money(3000));
        QCOMPARE(m->findings(), std::string());
    }

    void theDeadlineIsTheNearestAndEndsWithTheLast()
    {
        const auto order = m->placed(9);
        auto first = m->bankWants(m->money(1000));
        must(m->takeIn(order, first));
        m->shop.bench.clock.advance(std::chrono::hours(1));
        auto second = m->bankWants(m->money(1000));
        must(m->takeIn(order, second));
        const auto due = [&] { return m->order(order).deadlines.at(0); };
        QCOMPARE(due().dueAt, *first.respondBy);
        first.state = DisputeState::UnderReview;
        must(m->takeIn(order, first));
        QCOMPARE(due().dueAt, *second.respondBy);
        second.state = DisputeState::Lost;
        must(m->takeIn(order, second));
        QVERIFY(due().kind != api::TimerKind::DisputeEvidence);
    }

    void refusesAnotherCurrency()
    {
        const auto order = m->placed(3);
        const auto before = m->shop.fingerprint();
        STOA_FAILS(m->takeIn(order, m->bankWants(Money(1, Currency::of("USD")))),
                   "dispute.wrong_currency");
        QCOMPARE(m->shop.fingerprint(), before);
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
        m.emplace(code.toStdString(), random.between(0, 5000));
        constexpr std::array kStates{DisputeState::WarningNeedsResponse,
                                     DisputeState::NeedsResponse,
                                     DisputeState::UnderReview,
                                     DisputeState::Won,
                                     DisputeState::Lost,
                                     DisputeState::Prevented};
        for (int i = 0; i < 8; ++i) {
            const auto order = random.chance(0.5) ? m->placed(5) : m->released(5);
            if (random.chance(0.4)) must(m->shop.refund(order.row.id, bowls(order, 1)));
            auto wanted = m->bankWants(m->money(random.between(1, order.row.total.minor())));
            for (int step = 0; step < 5; ++step) { // in any order, as webhooks come
                wanted.state = kStates.at(static_cast<std::size_t>(random.between(0, 5)));
                wanted.fee = m->money(random.between(0, 2000));
                must(m->takeIn(order, wanted));
                QCOMPARE(m->findings(), std::string());
            }
            auto content = bowls(order, 1);
            if (random.chance(0.5)) content.to = api::RefundDestination::StoreCredit;
            const auto refund = m->shop.refund(order.row.id, content);
            if (!refund) STOA_FAILS(refund, "refund.disputed");
            QCOMPARE(m->findings(), std::string());
        }
    }
};

STOA_TEST(TakeInTest)
#include "test_take_in.moc"
