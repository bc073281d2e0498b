#include "payout_bench.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::PayoutStatus;
using Fault = FakeProvider::Fault;
using Next = PayoutBench::Next;
using gateways::Verdict;

namespace {

constexpr db::Statement kJobs{"test.sending_jobs", "SELECT count(*) AS jobs FROM job"
                                                   " WHERE kind = 'payouts.send'"};

} // namespace

class SendingTest : public QObject {
    Q_OBJECT

    std::optional<PayoutBench> m_bench;

    Money money(std::string_view amount) const { return m_bench->money(amount); }
    FakeProvider& provider() { return m_bench->provider; }
    // One payout of 27.00 that was approved.
    PayoutId approved() { return m_bench->approved().payouts.at(0).id; }
    void verifyPaid(PayoutId id)
    {
        const auto payout = m_bench->payout();
        QCOMPARE(payout.status, PayoutStatus::Paid);
        QCOMPARE(payout.reference, "fake_tr_" + id.uuid().text());
        QVERIFY(m_bench->balance().available.isZero());
        QVERIFY(m_bench->balance().inPayout.isZero());
        QCOMPARE(m_bench->transferred(), money("27.00"));
        QCOMPARE(m_bench->sumOf(api::AccountKind::ProviderReceivable), money("3.00")); // the fee
        QVERIFY(m_bench->sumOf(api::AccountKind::PayoutClearing).isZero());
        QCOMPARE(m_bench->shop.findings(), std::string());
    }
    void verifyBack(const char* reason)
    {
        const auto payout = m_bench->payout();
        QCOMPARE(payout.status, PayoutStatus::Failed);
        QCOMPARE(payout.failureCode, std::string(reason));
        QCOMPARE(m_bench->balance().available, money("27.00"));
        QVERIFY(m_bench->balance().inPayout.isZero());
        QVERIFY(m_bench->transferred().isZero());
        QCOMPARE(m_bench->sumOf(api::AccountKind::ProviderReceivable), money("30.00"));
        QVERIFY(m_bench->sumOf(api::AccountKind::PayoutClearing).isZero());
        QCOMPARE(m_bench->shop.findings(), std::string());
    }
    int jobs()
    {
        const auto rows = must(m_bench->shop.bench.db().run(kJobs));
        return static_cast<int>(rows.single().get<std::int64_t>("jobs"));
    }
    int requests() { return provider().transfers.begin()->second.requests; }

private slots:
    void init()
    {
        m_bench.emplace();
        m_bench->usesProvider();
        m_bench->released(3);
    }

    void aTransferPaysTheSeller()
    {
        const auto id = approved();
        QVERIFY(provider().transfers.empty()); // not in the transaction
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QCOMPARE(m_bench->told, std::string("payout.paid"));
        QCOMPARE(provider().transfers.begin()->first, id.uuid());
        QCOMPARE(provider().transfers.begin()->second.account, std::string(PayoutBench::kAccount));
        verifyPaid(id);
        QVERIFY(provider().payOuts.empty()); // the provider has a schedule of its own
    }

    void dyingAnywhereLosesAndDoublesNothing()
    {
        for (int parts = 0; parts <= 6; ++parts) {
            init();
            m_bench->payToBank();
            const auto id = approved();
            const auto next = m_bench->work(id, parts);
            QCOMPARE(next, parts < 6 ? std::optional<Next>() : std::optional(Next::Settled));
            QCOMPARE(m_bench->pay(id), Next::Settled);
            verifyPaid(id);
            QCOMPARE(requests(), 1);
            QCOMPARE(provider().payOuts.at(id.uuid()).requests, 1);
        }
    }

    void aLostRequestIsSentAgainAndALostAnswerIsNot()
    {
        provider().faults = {Fault::LostRequest};
        auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Wait);
        QCOMPARE(m_bench->payout().status, PayoutStatus::Processing);
        QCOMPARE(m_bench->balance().inPayout, money("27.00"));
        QCOMPARE(m_bench->pay(id), Next::Settled);
        verifyPaid(id);

        init();
        provider().faults = {Fault::LostAnswer, Fault::LostAnswer};
        id = approved();
        QCOMPARE(m_bench->pay(id), Next::Wait);
        QCOMPARE(m_bench->pay(id), Next::Wait);
        QCOMPARE(m_bench->pay(id), Next::Settled);
        verifyPaid(id);
        QCOMPARE(requests(), 1);
    }

    void twoAtOnceSettleOnce()
    {
        const auto id = approved();
        const auto prepare = [&] {
            return must(m_bench->shop.bench.run(m_bench->shop.seller, [&](Unit& unit) {
                return payouts::prepare(unit, id, settlement::News::No);
            }));
        };
        const auto settle = [&](const payouts::Prepared& prepared) {
            const auto outcome = payouts::ask(provider(), prepared);
            return must(m_bench->shop.bench.run(
                            m_bench->shop.seller,
                            [&](Unit& unit) { return payouts::settle(unit, prepared, outcome); }))
                .next;
        };
        const auto first = prepare();
        const auto second = prepare(); // asks what became of it
        QVERIFY(second->action == payouts::Action::Ask);
        QCOMPARE(settle(*first), Next::Settled);
        QCOMPARE(settle(*second), Next::GoOn); // finds it changed
        QCOMPARE(m_bench->pay(id), Next::Settled);
        verifyPaid(id);
        QCOMPARE(requests(), 1);
    }

    void withoutBalanceTheMoneyStaysTheSellers()
    {
        provider().nextTransfer.verdict = Verdict::Declined;
        provider().nextTransfer.reason = "balance_insufficient";
        QCOMPARE(m_bench->pay(approved()), Next::Settled);
        QCOMPARE(m_bench->told, std::string("payout.failed"));
        verifyBack("balance_insufficient");
        // The next batch pays it, as a payout of its own.
        provider().nextTransfer = {};
        m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
        const auto again = approved();
        QCOMPARE(m_bench->pay(again), Next::Settled);
        QCOMPARE(provider().transfers.size(), std::size_t{2});
        verifyPaid(again);
    }

    void onToTheBankWhenThePolicySaysSo()
    {
        m_bench->payToBank();
        provider().nextPayOut.verdict = Verdict::Pending;
        const auto id = approved();
        for (int day = 0; day < 3; ++day) {
            QCOMPARE(m_bench->pay(id), Next::Wait);
            QCOMPARE(m_bench->payout().status, PayoutStatus::Processing);
            m_bench->shop.bench.clock.advance(std::chrono::hours(24));
        }
        QCOMPARE(m_bench->transferred(), money("27.00"));
        QCOMPARE(m_bench->payout().reference, "fake_tr_" + id.uuid().text());
        provider().payOuts.begin()->second.verdict = Verdict::Approved;
        QCOMPARE(m_bench->hear(id), Next::Settled);
        verifyPaid(id);
    }

    void whatTheBankRefusesIsTakenBack()
    {
        m_bench->payToBank();
        provider().nextPayOut = {Verdict::Declined, "account_closed", 0};
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QCOMPARE(m_bench->told,
                 std::string("payout.transferred payout.failed payout_account.restricted"));
        QCOMPARE(provider().reversals.at(id.uuid()), 1);
        verifyBack("account_closed");
    }

    void whatTheBankReturnsAfterItWasPaidIsTheSellersAgain()
    {
        m_bench->payToBank();
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Settled);
        verifyPaid(id);
        QCOMPARE(m_bench->hear(id), Next::Settled); // news of what is known
        verifyPaid(id);
        QCOMPARE(m_bench->told, std::string("payout.transferred payout.paid"));
        m_bench->told.clear();
        provider().payOuts.begin()->second = {Verdict::Declined, "no_account", 1};
        provider().faults = {Fault::None, Fault::None, Fault::LostAnswer};
        STOA_OK(m_bench->shop.script("DELETE FROM job")); // which has done its part
        QCOMPARE(m_bench->hear(id), Next::Wait); // it is not known whether it was taken back
        QCOMPARE(jobs(), 1);                     // another one goes on with it
        QCOMPARE(m_bench->payout().status, PayoutStatus::Paid);
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QCOMPARE(m_bench->told, std::string("payout.failed payout_account.restricted"));
        QCOMPARE(provider().reversals.at(id.uuid()), 1);
        verifyBack("no_account");
        const auto before = m_bench->shop.fingerprint();
        QCOMPARE(m_bench->hear(id), Next::Settled); // and again
        QCOMPARE(m_bench->shop.fingerprint(), before);
    }

    void aTransferThatTheProviderTookBackIsTheSellersAgain()
    {
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Settled);
        provider().transfers.begin()->second.isReversed = true;
        QCOMPARE(m_bench->hear(id), Next::Settled);
        QVERIFY(provider().reversals.empty()); // nothing is left to take back
        verifyBack("reversed");
        const auto statement = [&] {
            m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
            return m_bench->csv(m_bench->prepared().payouts.at(0).id);
        }();
        QVERIFY(statement.find("Payout returned,,27.00") != std::string::npos);
    }

    void aTransferThatSomebodyTookBackMeanwhileIsNotTakenBackTwice()
    {
        m_bench->payToBank();
        provider().nextPayOut.verdict = Verdict::Pending;
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Wait);
        provider().transfers.begin()->second.isReversed = true;
        provider().payOuts.begin()->second = {Verdict::Declined, "insufficient_funds", 1};
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QVERIFY(provider().reversals.empty());
        verifyBack("insufficient_funds");
    }

    void whatCantBeTakenBackTheSellerHas()
    {
        m_bench->payToBank();
        provider().mayReverse = false;
        provider().nextPayOut = {Verdict::Declined, "could_not_process", 0};
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QCOMPARE(m_bench->told, std::string("payout.transferred payout.paid"));
        verifyPaid(id);
        QCOMPARE(m_bench->hear(id), Next::Settled); // tried once more, with the same end
        verifyPaid(id);
    }

    void newsInDoubtIsAskedForAgain()
    {
        const auto id = approved();
        QCOMPARE(m_bench->pay(id), Next::Settled);
        provider().transfers.begin()->second.isReversed = true;
        provider().faults = {Fault::LostAnswer};
        QCOMPARE(m_bench->hear(id), Next::Wait);
        QCOMPARE(m_bench->payout().status, PayoutStatus::Paid);
        QCOMPARE(m_bench->hear(id), Next::Settled);
        verifyBack("reversed");
    }

    // News that come before the job has sent anything send it; the job then finds it done.
    void newsMayComeBeforeTheJob()
    {
        const auto id = approved();
        QCOMPARE(m_bench->hear(id), Next::Settled);
        verifyPaid(id);
        QCOMPARE(m_bench->pay(id), Next::Settled);
        QCOMPARE(requests(), 1);
        QCOMPARE(m_bench->told, std::string("payout.paid"));
    }

    void theOwnerOfAnAttemptIsKnown()
    {
        const auto id = approved();
        auto& db = m_bench->shop.bench.db();
        QCOMPARE(must(payouts::ownerOf(db, id.uuid())), std::optional(m_bench->shop.seller));
        QVERIFY(!must(payouts::ownerOf(db, Uuid::makeV7())));
        const auto now = m_bench->shop.bench.clock.now();
        const auto open = must(payouts::openPayouts(db, now + std::chrono::minutes(1), 10));
        QCOMPARE(open.size(), std::size_t{1});
        QVERIFY(open[0].payout == id);
        QVERIFY(must(payouts::openPayouts(db, now, 10)).empty());
        m_bench->pay(id);
        QVERIFY(must(payouts::openPayouts(db, now + std::chrono::minutes(1), 10)).empty());
    }

    // Whatever answers get lost, whatever the bank says and whenever: the provider has what the
    // books say that the seller was paid, and nothing is created or lost.
    void nothingIsCreatedOrLost_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void nothingIsCreatedOrLost()
    {
        QFETCH(QString, code);
        Random random;
        m_bench.emplace(code.toStdString(), random.between(0, 5000));
        m_bench->usesProvider();
        if (random.chance(0.5)) m_bench->payToBank();
        for (int round = 0; round < 12; ++round) {
            m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
            m_bench->released(random.between(1, 9));
            plan(random);
            if (const auto batch = m_bench->as(m_bench->ada, api::PreparePayouts{})) {
                must(m_bench->as(m_bench->ben,
                                 api::ApprovePayoutBatch{batch->row.id, batch->row.version}));
                live(random, batch->payouts.at(0).id);
            }
            verifyBooks();
        }
    }

private:
    void plan(Random& random)
    {
        provider().nextTransfer = {};
        provider().nextPayOut = {};
        provider().mayReverse = random.chance(0.7);
        if (random.chance(0.2)) {
            provider().nextTransfer.verdict = Verdict::Declined;
            provider().nextTransfer.reason = "balance_insufficient";
        }
        if (random.chance(0.3)) provider().nextPayOut = {Verdict::Declined, "declined", 0};
        if (random.chance(0.3)) provider().nextPayOut.verdict = Verdict::Pending;
    }
    // Works on it with faults and deaths, and lets it come back sometimes.
    void live(Random& random, PayoutId id)
    {
        for (int turn = 0; turn < 12; ++turn) {
            for (std::int64_t i = random.between(0, 2); i > 0; --i) {
                provider().faults.push_back(random.chance(0.5) ? Fault::LostRequest
                                                               : Fault::LostAnswer);
            }
            if (random.chance(0.3)) provider().faults.push_front(Fault::None);
            const auto news = random.chance(0.5) ? settlement::News::Yes : settlement::News::No;
            m_bench->work(id, static_cast<int>(random.between(0, 9)), news);
            const auto paidOut = provider().payOuts.find(id.uuid());
            if (paidOut == provider().payOuts.end()) continue;
            const bool isReturned = random.chance(0.1);
            if (paidOut->second.verdict == Verdict::Pending || isReturned) {
                paidOut->second.verdict = isReturned ? Verdict::Declined : Verdict::Approved;
                paidOut->second.reason = isReturned ? "declined" : "";
            }
        }
        provider().faults.clear();
        if (provider().nextPayOut.verdict == Verdict::Pending) provider().nextPayOut = {};
        for (auto& [attempt, payOut] : provider().payOuts) {
            if (payOut.verdict == Verdict::Pending) payOut.verdict = Verdict::Approved;
        }
        QCOMPARE(m_bench->work(id, 100, settlement::News::Yes), std::optional(Next::Settled));
        for (const auto& [attempt, transfer] : provider().transfers)
            QVERIFY(transfer.requests > 0);
    }
    void verifyBooks()
    {
        QCOMPARE(m_bench->shop.findings(), std::string());
        Money paid(0, m_bench->shop.currency);
        api::ListPayouts list;
        list.status = {PayoutStatus::Paid};
        for (const auto& each : must(m_bench->asSeller(list)).items)
            paid += each.amount;
        QCOMPARE(paid, m_bench->transferred());
        QVERIFY(m_bench->balance().inPayout.isZero());
        QVERIFY(m_bench->sumOf(api::AccountKind::PayoutClearing).isZero());
        // What buyers paid is with the provider, with the seller's account there, or nowhere else.
        const Money owed = -m_bench->sumOf(api::AccountKind::SellerPayable) -
                           m_bench->sumOf(api::AccountKind::PlatformFee) -
                           m_bench->sumOf(api::AccountKind::TaxPayable);
        QCOMPARE(m_bench->sumOf(api::AccountKind::ProviderReceivable), owed);
    }
};

STOA_TEST(SendingTest)
#include "test_sending.moc"
