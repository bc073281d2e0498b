#include "settlement_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using Next = settlement::Next;
using Fault = FakeProvider::Fault;

class SettlePaymentsTest : public QObject {
    Q_OBJECT

    std::optional<SettlementBench> m_bench;

    static Uuid attemptOf(const api::OrderView& order) { return order.payments.at(0).id.uuid(); }
    Shop& shop() { return m_bench->shop; }
    FakeProvider::Payment& providers(const api::OrderView& order)
    {
        return m_bench->provider.payments.at(attemptOf(order));
    }
    void passTime() { shop().bench.clock.advance(payments::kPaymentTime); }

    void verifyPaid(const api::OrderView& placed)
    {
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.payments[0].state, api::PaymentState::Succeeded);
        QCOMPARE(view.payments[0].captured, view.row.total);
        QCOMPARE(view.escrow, view.row.total);
        QCOMPARE(view.transfers.size(), std::size_t{1});
        QCOMPARE(view.transfers[0].reason, std::string("capture"));
        QVERIFY(providers(placed).isCaptured);
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 2}));
        QCOMPARE(shop().findings(), std::string());
    }
    void verifyCanceled(const api::OrderView& placed, const std::string& reason)
    {
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Voided);
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Canceled);
        QCOMPARE(view.payments[0].failureCode, reason);
        QVERIFY(view.payments[0].captured.isZero());
        QVERIFY(view.escrow.isZero());
        QVERIFY(view.transfers.empty());
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    // An order whose only request never arrived, as far as anybody could see.
    api::OrderView expired()
    {
        auto placed = m_bench->place();
        m_bench->provider.faults = {Fault::LostRequest};
        m_bench->finish(attemptOf(placed));
        passTime();
        for (int asked = 0; asked < 6; ++asked)
            m_bench->finish(attemptOf(placed));
        return placed;
    }

private slots:
    void init() { m_bench.emplace(); }

    void placesAtOnceAndAsksLater()
    {
        const auto placed = m_bench->place();
        QCOMPARE(placed.row.status, api::OrderStatus::Placed);
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::None);
        QCOMPARE(placed.payments[0].state, api::PaymentState::Processing);
        QCOMPARE(placed.payments[0].provider, std::string("fake"));
        QVERIFY(placed.payments[0].captured.isZero());
        QVERIFY(placed.escrow.isZero());
        QVERIFY(placed.transfers.empty());
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 2}));
        QVERIFY(m_bench->provider.payments.empty());
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::None);
        QCOMPARE(view.timeline[0].facts[3].value.value, std::string("0.00 EUR"));
        QCOMPARE(shop().findings(), std::string());
    }

    void capturesAndHolds()
    {
        const auto placed = m_bench->place();
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyPaid(placed);
        QCOMPARE(m_bench->told,
                 (std::vector<std::string>{"payment.authorized", "payment.captured order.paid"}));
        QCOMPARE(providers(placed).requests, 2);
        QCOMPARE(m_bench->order(placed).payments[0].method, std::string("Visa ·· 4242"));
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled); // once more does nothing
        QCOMPARE(providers(placed).requests, 2);
    }

    void declinedCancelsTheOrder()
    {
        const auto placed = m_bench->place("tok_declined");
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "card_declined");
        QCOMPARE(m_bench->order(placed).payments[0].state, api::PaymentState::Failed);
        QCOMPARE(m_bench->told,
                 (std::vector<std::string>{"payment.failed stock.moved order.canceled"}));
        QCOMPARE(m_bench->order(placed).timeline.back().facts[0].value.value,
                 std::string("declined"));
    }

    // Every part of every step is where somebody dies once; then somebody else finds it.
    void dyingAnywhereLosesAndDoublesNothing()
    {
        for (int parts = 0; parts <= 6; ++parts) {
            m_bench.emplace();
            const auto placed = m_bench->place();
            const auto next = m_bench->work(attemptOf(placed), parts);
            QCOMPARE(next, parts < 6 ? std::optional<Next>() : std::optional(Next::Settled));
            QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
            verifyPaid(placed);
            QCOMPARE(m_bench->provider.payments.size(), std::size_t{1});
            QCOMPARE(providers(placed).amount, placed.row.total);
        }
    }

    void aLostAnswerIsAskedFor()
    {
        for (const auto& faults :
             {std::deque{Fault::LostAnswer}, std::deque{Fault::None, Fault::LostAnswer},
              std::deque{Fault::LostRequest}, std::deque{Fault::None, Fault::LostRequest},
              std::deque{Fault::LostAnswer, Fault::LostAnswer, Fault::LostRequest}}) {
            m_bench.emplace();
            m_bench->provider.faults = faults;
            const auto placed = m_bench->place();
            Next next = Next::Wait;
            for (int run = 0; run < 5 && next == Next::Wait; ++run)
                next = m_bench->finish(attemptOf(placed));
            QCOMPARE(next, Next::Settled);
            verifyPaid(placed);
            QVERIFY(m_bench->provider.questions > 0);
        }
    }

    void doubtIsNeverReportedAsFailure()
    {
        const auto placed = m_bench->place();
        m_bench->provider.faults.assign(50, Fault::LostAnswer);
        for (int run = 0; run < 20; ++run) {
            QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
            shop().bench.clock.advance(std::chrono::minutes(3)); // far beyond the payment's time
        }
        const auto view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Placed);
        QCOMPARE(view.payments[0].state, api::PaymentState::Processing);
        m_bench->provider.faults.clear();
        // It was authorised all the time, and nobody wants it any more.
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "expired");
        QVERIFY(providers(placed).isCanceled);
        QVERIFY(!providers(placed).isCaptured);
    }

    void whatWasNeverSentExpiresWithoutACall()
    {
        const auto placed = m_bench->place();
        passTime();
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "expired");
        QVERIFY(m_bench->provider.payments.empty());
    }

    void aRequestThatNeverArrivedIsNotSentOnceItIsTooLate()
    {
        const auto placed = m_bench->place();
        m_bench->provider.faults = {Fault::LostRequest};
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        passTime();
        for (int asked = 0; asked < 5; ++asked) // it might still be on its way
            QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "expired");
        QVERIFY(m_bench->provider.payments.empty());
    }

    // Given up for lost, it arrives after all: the provider's webhook is what tells.
    void anAuthorisationAfterTheEndIsLetGo()
    {
        const auto placed = expired();
        m_bench->provider.authorise(attemptOf(placed), placed.row.total, "tok_visa");
        QCOMPARE(m_bench->hear(attemptOf(placed)), Next::GoOn);
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        QVERIFY(providers(placed).isCanceled);
        verifyCanceled(placed, "expired");
        QCOMPARE(m_bench->hear(attemptOf(placed)), Next::Settled); // nothing more to let go
        QCOMPARE(providers(placed).requests, 2);
    }

    void newsOfWhatWasGivenUpForLostAreNotTakenForItsEnd()
    {
        const auto placed = m_bench->place();
        m_bench->provider.faults = {FakeProvider::Fault::LostRequest};
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        m_bench->work(attemptOf(placed), 3); // the provider has never heard of it; then it dies
        passTime();
        m_bench->provider.authorise(attemptOf(placed), placed.row.total, "tok_visa"); // it arrives
        m_bench->provider.faults = {FakeProvider::Fault::LostAnswer};
        QCOMPARE(m_bench->hear(attemptOf(placed)), Next::Wait); // no answer: it is asked again
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        QVERIFY(providers(placed).isCanceled);
        verifyCanceled(placed, "expired");
    }

    void moneyTakenAfterTheEndGoesBack()
    {
        const auto placed = expired();
        m_bench->provider.authorise(attemptOf(placed), placed.row.total, "tok_visa");
        m_bench->provider.capture(attemptOf(placed), placed.row.total, {});
        QCOMPARE(m_bench->hear(attemptOf(placed)), Next::Settled);
        auto view = m_bench->order(placed);
        QCOMPARE(view.payments[0].state, api::PaymentState::Succeeded);
        QCOMPARE(view.payments[0].failureCode, std::string());
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].total, placed.row.total);
        QCOMPARE(m_bench->finish(view.refunds[0].id.uuid()), Next::Settled);
        view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QVERIFY(view.escrow.isZero());
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    void newsOfWhatStaysAsItIsChangesNothing()
    {
        const auto declined = m_bench->place("tok_declined");
        QCOMPARE(m_bench->finish(attemptOf(declined)), Next::Settled);
        QCOMPARE(m_bench->hear(attemptOf(declined)), Next::Settled);
        QCOMPARE(m_bench->order(declined).payments[0].state, api::PaymentState::Failed);
        const auto paid = m_bench->place();
        QCOMPARE(m_bench->finish(attemptOf(paid)), Next::Settled);
        const int questions = m_bench->provider.questions;
        QCOMPARE(m_bench->hear(attemptOf(paid)), Next::Settled);
        QCOMPARE(m_bench->provider.questions, questions); // paid is paid
        verifyPaid(paid);
    }

    void aDecisionThatTakesTooLongIsGivenUp()
    {
        const auto placed = m_bench->place("tok_pending");
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        passTime();
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "expired");
        QVERIFY(providers(placed).isCanceled);
    }

    // Both were under way when the time ran out: the money decides.
    void whatWasCapturedCountsHoweverLate()
    {
        const auto placed = m_bench->place();
        m_bench->provider.faults = {Fault::None, Fault::LostAnswer};
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        passTime();
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyPaid(placed);
    }

    void anAuthorisationThatIsNoLongerWantedIsLetGo()
    {
        const auto placed = m_bench->place();
        QCOMPARE(m_bench->work(attemptOf(placed), 3), std::optional<Next>()); // authorised
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Authorized);
        must(shop().bench.run(shop().seller, [&](Unit& unit) {
            payments::stopPayments(unit, placed.row.id);
            return Done();
        }));
        m_bench->provider.faults = {Fault::LostAnswer}; // of the cancellation
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        verifyCanceled(placed, "expired");
        QCOMPARE(m_bench->order(placed).payments[0].state, api::PaymentState::Canceled);
        QVERIFY(providers(placed).isCanceled);
    }

    // Canceled while nobody knew that the money had been taken: it goes back.
    void whatWasCapturedForACanceledOrderGoesBack()
    {
        const auto placed = m_bench->place();
        m_bench->provider.faults = {Fault::None, Fault::LostAnswer}; // of the capture
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Wait);
        must(shop().cancel(placed.row.id, {}));
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        auto view = m_bench->order(placed);
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Pending);
        QCOMPARE(view.refunds[0].total, placed.row.total);
        QCOMPARE(m_bench->finish(view.refunds[0].id.uuid()), Next::Settled);
        view = m_bench->order(placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QVERIFY(view.escrow.isZero());
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    void cancelingStopsAPaymentThatIsUnderWay()
    {
        const auto placed = m_bench->place();
        m_bench->work(attemptOf(placed), 3); // authorised
        must(shop().cancel(placed.row.id, {}));
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        QVERIFY(providers(placed).isCanceled);
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Voided);
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 0}));
        QCOMPARE(shop().findings(), std::string());
    }

    void twoAtOnceExcludeEachOther()
    {
        const auto placed = m_bench->place();
        const auto prepare = [&] {
            return must(shop().bench.run(shop().seller, [&](Unit& unit) {
                return settlement::prepare(unit, attemptOf(placed));
            }));
        };
        const auto first = prepare();
        const auto outcome = settlement::ask(m_bench->provider, *first);
        const auto second = prepare();
        QCOMPARE(second->action, payments::Action::Ask);
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        const auto late = must(shop().bench.run(shop().seller, [&](Unit& unit) {
            return settlement::settle(unit, *first, outcome, shop().providers());
        }));
        QCOMPARE(late.next, Next::GoOn);
        verifyPaid(placed);
    }

    void methodsGoToTheirProviders()
    {
        const gateways::SandboxGateway sandbox;
        payments::Providers providers(sandbox);
        providers.add(m_bench->provider);
        const auto chosen = [&](std::string_view method) {
            const auto choice = providers.choose(method);
            if (!choice) return choice.error().code;
            return std::string(choice->gateway->name()) + ' ' + std::string(choice->token);
        };
        QCOMPARE(chosen("tok_visa"), std::string("sandbox tok_visa"));
        providers.setRoutes({{"card", "fake"}, {"wallet", "nowhere"}});
        QCOMPARE(chosen("tok_visa"), std::string("fake tok_visa"));
        QCOMPARE(chosen("card:tok_visa"), std::string("fake tok_visa"));
        QCOMPARE(chosen("sepa_debit:tok_visa"), std::string("sandbox tok_visa"));
        QCOMPARE(chosen("wallet:tok_visa"), std::string("payment.provider_unavailable"));
        QCOMPARE(chosen("Wallet:tok_visa"), std::string("payment.unknown_method"));
        QCOMPARE(chosen(":tok_visa"), std::string("payment.unknown_method"));
    }

    void attemptsFinishWhereTheyStarted()
    {
        const auto placed = m_bench->place();
        shop().unroute();
        QCOMPARE(m_bench->place().payments[0].provider, std::string("sandbox"));
        QCOMPARE(m_bench->finish(attemptOf(placed)), Next::Settled);
        QCOMPARE(m_bench->order(placed).row.paymentStatus, api::PaymentStatus::Paid);
        QVERIFY(providers(placed).isCaptured);
    }

    void waitsLongerEachTime()
    {
        using namespace std::chrono_literals;
        QCOMPARE(payments::pauseBeforeAsking(1), Duration(2s));
        QCOMPARE(payments::pauseBeforeAsking(2), Duration(4s));
        QCOMPARE(payments::pauseBeforeAsking(5), Duration(32s));
        QCOMPARE(payments::pauseBeforeAsking(6), Duration(1min));
        QCOMPARE(payments::pauseBeforeAsking(20), Duration(1min));
        QCOMPARE(payments::pauseBeforeAsking(21), Duration(5min));
        QCOMPARE(payments::pauseBeforeAsking(1'000'000), Duration(5min));
    }
};

STOA_TEST(SettlePaymentsTest)
#include "test_settle_payments.moc"
