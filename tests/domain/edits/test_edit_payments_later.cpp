// Edits that are paid through a provider that answers later, or with store credit: what is under
// way, what fails, and money that arrives for an edit that is closed.

#include "domain/store_credit/store_credit.h"
#include "paid_order.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using gateways::Verdict;
using Next = settlement::Next;
using Status = api::OrderEditStatus;

class EditPaymentsLaterTest : public QObject, PaidOrder {
    Q_OBJECT

    OrderEditId lastEdit() { return now().edits.back().id; }
    Uuid payment() { return now().payments.back().id.uuid(); }
    std::string status() { return enumText(now().edits.back().status); }
    // Two bowls more.
    void ask() { must(edit(shop(), id(), resized(m_order.lines[0].id, 6))); }
    Money credit()
    {
        const api::GetStoreCredit request{shop().seller, m_order.row.buyerEmail};
        const auto found = must(shop().bench.run(
            shop().seller, [&](Unit& unit) { return store_credit::handle(unit, request); }));
        return found.balances.empty() ? money("0") : found.balances[0].balance;
    }
    void grant(std::string_view amount)
    {
        const api::GrantStoreCredit request{shop().seller, m_order.row.buyerEmail, money(amount),
                                            "For the late parcel"};
        must(shop().bench.run(shop().seller,
                              [&](Unit& unit) { return refunds::handle(unit, request); }));
    }
    // The order is as it was, and what was paid is on its way back through its own payment.
    void verifyGivenBack(std::string_view amount)
    {
        verifyRefund(amount);
        QCOMPARE(now().refunds.back().originator, api::RefundOriginator::Edit);
        QCOMPARE(now().payments.back().refunded, money(amount));
        QVERIFY(now().payments.front().refunded.isZero());
        QCOMPARE(now().row.total, money("50.00"));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 4}));
    }

private slots:
    void init() { open(); }

    void theProvidersAnswerDoesIt()
    {
        ask();
        QVERIFY(must(payEdit(shop(), id(), lastEdit())).status == Status::AwaitingPayment);
        STOA_FAILS(payEdit(shop(), id(), lastEdit()), "order_edit.being_paid");
        QCOMPARE(now().payments.size(), std::size_t{2});
        QCOMPARE(now().row.total, money("50.00"));
        QCOMPARE(m_bench->finish(payment()), Next::Settled);
        QCOMPARE(m_bench->told,
                 (std::vector<std::string>{"payment.authorized", "payment.captured order.edited"}));
        QCOMPARE(status(), std::string("confirmed"));
        QCOMPARE(now().row.total, money("75.00"));
        QCOMPARE(now().escrow, money("75.00"));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 6}));
        QCOMPARE(shop().findings(), std::string());
        m_bench->hear(payment()); // a webhook that comes late, and again
        m_bench->hear(payment());
        QCOMPARE(now().escrow, money("75.00"));
        QCOMPARE(m_bench->provider.payments.size(), std::size_t{2});
    }

    void whoeverDiesInBetweenLosesNothing()
    {
        for (int parts = 1; parts < 7; ++parts) {
            m_order = m_bench->place("tok_visa", 1);
            m_bench->finish(m_order.payments[0].id.uuid());
            must(edit(shop(), id(), resized(m_order.lines[0].id, 2)));
            must(payEdit(shop(), id(), lastEdit()));
            m_bench->work(payment(), parts);
            QCOMPARE(shop().findings(), std::string());
            m_bench->finish(payment());
            QCOMPARE(status(), std::string("confirmed"));
            QCOMPARE(now().escrow, money("25.00"));
            QCOMPARE(shop().findings(), std::string());
            must(shop().cancel(id(), {}));
            for (const auto& refund : now().refunds)
                m_bench->finish(refund.id.uuid());
            QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 4}));
        }
    }

    void aDeclinedPaymentEndsIt()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit(), "tok_declined"));
        QCOMPARE(m_bench->finish(payment()), Next::Settled);
        QCOMPARE(m_bench->told,
                 std::vector<std::string>{"payment.failed stock.moved order_edit.payment_failed"});
        QCOMPARE(status(), std::string("payment_failed"));
        QCOMPARE(now().edits.back().reason, std::string("card_declined"));
        QCOMPARE(now().row.status, api::OrderStatus::Placed); // the order itself is paid
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 4}));
        QCOMPARE(shop().findings(), std::string());
        ask(); // asked anew
        must(payEdit(shop(), id(), lastEdit()));
        m_bench->finish(payment());
        QCOMPARE(now().row.total, money("75.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void moneyThatArrivesForAWithdrawnEditGoesBack()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        const Uuid paid = payment();
        m_bench->work(paid, 5); // authorised, and its capture has been sent
        must(withdrawEdit(shop(), id(), lastEdit()));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 4}));
        QCOMPARE(m_bench->finish(paid), Next::Settled);
        QCOMPARE(status(), std::string("canceled"));
        if (now().payments.back().captured.isZero()) { // it was let go in time
            QCOMPARE(shop().findings(), std::string());
            return;
        }
        verifyGivenBack("25.00");
    }

    void whatIsNotCapturedYetIsLetGo()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        const Uuid paid = payment();
        m_bench->work(paid, 3); // authorised
        STOA_OK(expireEdit(shop(), id()));
        QCOMPARE(status(), std::string("expired"));
        QCOMPARE(m_bench->finish(paid), Next::Settled);
        QVERIFY(m_bench->provider.payments.at(paid).isCanceled);
        QCOMPARE(now().payments.back().state, api::PaymentState::Canceled);
        QCOMPARE(status(), std::string("expired")); // it was closed before
        QCOMPARE(now().escrow, money("50.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void moneyThatComesAfterItFailedGoesBackToo()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit(), "tok_declined"));
        const Uuid paid = payment();
        m_bench->finish(paid);
        auto& held = m_bench->provider.payments.at(paid);
        held.verdict = Verdict::Approved;
        held.isCaptured = true;
        ask(); // another one waits meanwhile
        m_bench->hear(paid);
        const auto view = now();
        QCOMPARE(view.edits[0].status, Status::PaymentFailed);
        QCOMPARE(view.edits[1].status, Status::AwaitingPayment);
        must(withdrawEdit(shop(), id(), view.edits[1].id));
        verifyGivenBack("25.00");
    }

    void anEditThatCanNotBeDoneAnyMoreGivesAllBack()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        const Uuid paid = payment();
        must(shop().script("INSERT INTO order_timer SELECT org_id, order_id, 'dispute', 'pending',"
                           " now() FROM marketplace_order"));
        m_bench->finish(paid);
        QCOMPARE(status(), std::string("refused"));
        QCOMPARE(now().edits.back().reason, std::string("order_edit.claimed"));
        verifyGivenBack("25.00");
    }

    void whatCanNotGoBackIsTheBuyersStill()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        const Uuid paid = payment();
        must(shop().script("INSERT INTO order_timer SELECT org_id, order_id, 'dispute', 'pending',"
                           " now() FROM marketplace_order"));
        m_bench->provider.nextRefund = Verdict::Declined;
        m_bench->finish(paid);
        m_bench->finish(now().refunds.back().id.uuid());
        QCOMPARE(now().refunds.back().status, api::RefundStatus::Failed);
        QCOMPARE(now().escrow, money("75.00"));
        QCOMPARE(now().row.total, money("50.00"));
        QCOMPARE(shop().findings(), std::string());
        must(shop().script("DELETE FROM order_timer WHERE kind = 'dispute'"));
        // What the buyer has not got back pays for the same edit.
        const auto view = must(edit(shop(), id(), resized(m_order.lines[0].id, 6)));
        QCOMPARE(view.edits.back().status, Status::Confirmed);
        QCOMPARE(view.escrow, money("75.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void bothPaymentsGiveBackAndOneMayFail()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        m_bench->finish(payment());
        m_bench->told.clear();
        must(shop().cancel(id(), {}));
        auto view = now();
        QCOMPARE(view.refunds.size(), std::size_t{2});
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        const auto& first = view.refunds[0].partOf ? view.refunds[1] : view.refunds[0];
        const auto& rest = view.refunds[0].partOf ? view.refunds[0] : view.refunds[1];
        QCOMPARE(first.total, money("25.00"));
        QCOMPARE(rest.total, money("50.00"));
        QCOMPARE(m_bench->finish(first.id.uuid()), Next::Settled);
        m_bench->provider.nextRefund = Verdict::Declined;
        QCOMPARE(m_bench->finish(rest.id.uuid()), Next::Settled);
        view = now();
        QCOMPARE(view.payments[1].refunded, money("25.00"));
        QVERIFY(view.payments[0].refunded.isZero());
        QCOMPARE(view.escrow, money("50.00"));
        QCOMPARE(view.row.refunded, money("25.00"));
        QCOMPARE(m_bench->provider.refunds.size(), std::size_t{2});
        QCOMPARE(shop().findings(), std::string());
        m_bench->provider.nextRefund = Verdict::Approved;
        api::RefundContent content;
        content.extra = money("50.00");
        must(shop().refund(id(), content));
        view = now();
        const auto again =
            std::ranges::find(view.refunds, api::RefundStatus::Pending, &api::RefundView::status);
        QCOMPARE(m_bench->finish(again->id.uuid()), Next::Settled);
        QVERIFY(now().escrow.isZero());
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void aPartThatComesBackDaysLaterIsHeldAgain()
    {
        ask();
        must(payEdit(shop(), id(), lastEdit()));
        m_bench->finish(payment());
        api::RefundContent content;
        content.extra = money("40.00");
        must(shop().refund(id(), content));
        for (const auto& refund : now().refunds)
            m_bench->finish(refund.id.uuid());
        QCOMPARE(now().escrow, money("35.00"));
        const auto view = now();
        const auto& rest = view.refunds[0].partOf ? view.refunds[0] : view.refunds[1];
        m_bench->provider.refunds.at(rest.id.uuid()).verdict = Verdict::Declined;
        m_bench->hear(rest.id.uuid());
        QCOMPARE(now().escrow, money("50.00"));
        QVERIFY(now().payments[0].refunded.isZero());
        QCOMPARE(now().payments[1].refunded, money("25.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void storeCreditPaysAllOfIt()
    {
        grant("30.00");
        ask();
        QVERIFY(must(payEdit(shop(), id(), lastEdit(), "", money("25.00"))).status ==
                Status::Confirmed);
        QCOMPARE(credit(), money("5.00"));
        QCOMPARE(now().escrow, money("75.00"));
        QCOMPARE(shop().findings(), std::string());
        must(shop().cancel(id(), {}));
        for (const auto& refund : now().refunds)
            m_bench->finish(refund.id.uuid());
        QVERIFY(now().escrow.isZero());
        QCOMPARE(now().payments[0].refunded, money("50.00")); // the card first
        QCOMPARE(credit(), money("30.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void aPartInCreditIsReservedUntilTheRestIsPaid()
    {
        grant("30.00");
        ask();
        must(payEdit(shop(), id(), lastEdit(), "tok_visa", money("10.00")));
        QCOMPARE(credit(), money("20.00"));
        QCOMPARE(shop().findings(), std::string());
        const auto view = now();
        QCOMPARE(view.payments.size(), std::size_t{3});
        const auto card =
            std::ranges::find(view.payments, money("15.00"), &api::PaymentView::amount);
        QCOMPARE(m_bench->finish(card->id.uuid()), Next::Settled);
        QCOMPARE(status(), std::string("confirmed"));
        QCOMPARE(now().escrow, money("75.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void itIsFreeAgainWhenTheRestFails()
    {
        grant("30.00");
        ask();
        must(payEdit(shop(), id(), lastEdit(), "tok_declined", money("10.00")));
        const auto view = now();
        const auto card =
            std::ranges::find(view.payments, money("15.00"), &api::PaymentView::amount);
        m_bench->finish(card->id.uuid());
        QCOMPARE(status(), std::string("payment_failed"));
        QCOMPARE(credit(), money("30.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void bothGoBackWhenItIsNotDone()
    {
        grant("30.00");
        ask();
        must(payEdit(shop(), id(), lastEdit(), "tok_visa", money("10.00")));
        const auto view = now();
        const auto card =
            std::ranges::find(view.payments, money("15.00"), &api::PaymentView::amount);
        must(shop().script("INSERT INTO order_timer SELECT org_id, order_id, 'dispute', 'pending',"
                           " now() FROM marketplace_order"));
        m_bench->finish(card->id.uuid());
        QCOMPARE(status(), std::string("refused"));
        for (const auto& refund : now().refunds)
            m_bench->finish(refund.id.uuid());
        QCOMPARE(credit(), money("30.00"));
        QCOMPARE(now().escrow, money("50.00"));
        QVERIFY(now().payments[0].refunded.isZero());
        QCOMPARE(shop().findings(), std::string());
    }

    void whatThereIsNotOfCreditIsRefused()
    {
        grant("5.00");
        ask();
        const auto before = shop().fingerprint();
        const auto with = [&](const Money& part) {
            return problemOf(payEdit(shop(), id(), lastEdit(), "tok_visa", part));
        };
        QCOMPARE(with(money("0.00")),
                 std::string("invalid store_credit.not_positive in storeCredit"));
        QCOMPARE(
            with(Money(100, Currency::of("USD"))),
            std::string("invalid order.wrong_currency in storeCredit (expected=EUR, got=USD)"));
        QCOMPARE(with(money("25.01")),
                 std::string("refused store_credit.exceeds_total in storeCredit (most=25.00 EUR)"));
        QCOMPARE(with(money("6.00")), std::string("refused store_credit.insufficient in storeCredit"
                                                  " (available=5.00 EUR)"));
        QCOMPARE(shop().fingerprint(), before);
    }
};

STOA_TEST(EditPaymentsLaterTest)
#include "test_edit_payments_later.moc"
