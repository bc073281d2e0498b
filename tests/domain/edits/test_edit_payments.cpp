// Edits that cost more: they wait with their stock set aside until the buyer has paid, and are
// decided anew then. Here the provider answers at once.

#include "domain/edits/edit_states.h"
#include "domain/ledger/escrow.h"
#include "domain/refunds/order_timers.h"
#include "edit_bench.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using Status = api::OrderEditStatus;

class EditPaymentsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_vase;
    api::OrderView m_order; // 3 × 10.00, paid with one card

    OrderId id() const { return m_order.row.id; }
    Money money(std::string_view amount) const { return m_shop->money(amount); }
    api::OrderView now() { return must(m_shop->order(id())); }
    OrderEditId open() { return now().edits.back().id; }
    api::OrderEditContent bowls(std::int64_t quantity) const
    {
        return resized(m_order.lines[0].id, quantity);
    }
    // One vase more, at 20.00.
    api::OrderEditContent vase() const
    {
        api::OrderEditContent content;
        content.added = {{m_vase, 1, std::nullopt}};
        return content;
    }
    std::string refusal(const Result<api::OrderEditView>& result) { return codeOf(result); }
    void verifyClosed(Status status, std::string_view reason)
    {
        const auto view = now();
        QCOMPARE(enumText(view.edits.back().status), enumText(status));
        QCOMPARE(view.edits.back().reason, std::string(reason));
        QVERIFY(view.edits.back().decidedAt.has_value());
        QCOMPARE(view.row.total, money("30.00"));
        QCOMPARE(view.escrow, money("30.00"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{3, 0}));
        QVERIFY(std::ranges::find(view.deadlines, api::TimerKind::EditPayment,
                                  &api::DeadlineView::kind) == view.deadlines.end());
        QCOMPARE(m_shop->findings(), std::string());
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_vase = m_shop->addVariant("20.00", 3);
        m_order = must(m_shop->place(m_shop->basket({{m_bowl, 3}})));
    }

    void everyStateIsReachableAndNoOtherWayThere()
    {
        const StateTable<Status, edits::Command, edits::Who> table(edits::kTransitions);
        std::set<Status> reached{Status::Requested, Status::AwaitingPayment};
        for (const Status from : {Status::Requested, Status::AwaitingPayment})
            for (const Status to : reachable(table, from))
                reached.insert(to);
        QCOMPARE(reached.size(), enumWords<Status>().size());
        using edits::Command;
        QVERIFY(next(table, Status::AwaitingPayment, Command::Pay) == Status::Confirmed);
        for (const Command command : {Command::Approve, Command::Decline})
            QVERIFY(!next(table, Status::AwaitingPayment, command));
        for (const Command command :
             {Command::Pay, Command::FailPayment, Command::Refuse, Command::Cancel})
            QVERIFY(!next(table, Status::Requested, command));
        for (const Status end : {Status::Confirmed, Status::Declined, Status::Expired,
                                 Status::PaymentFailed, Status::Refused, Status::Canceled})
            for (const Command command :
                 {Command::Approve, Command::Decline, Command::Expire, Command::Pay,
                  Command::FailPayment, Command::Refuse, Command::Cancel})
                QVERIFY(!next(table, end, command));
    }

    void whatCostsMoreWaitsWithItsStockSetAside()
    {
        auto content = bowls(4);
        content.added = vase().added;
        content.note = "And a vase.";
        QCOMPARE(must(previewEdit(*m_shop, id(), content)).toPay, money("30.00"));
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(m_shop->bench.events(),
                 std::string("stock.moved stock.moved order_edit.awaiting_payment"));
        QVERIFY(view.edits[0].status == Status::AwaitingPayment);
        QCOMPARE(view.edits[0].toPay, money("30.00"));
        QCOMPARE(view.edits[0].totalAfter, money("60.00"));
        QVERIFY(!view.edits[0].decidedAt);
        QCOMPARE(view.row.total, money("30.00"));
        QCOMPARE(view.row.version, m_order.row.version); // the order is as it was
        QCOMPARE(view.lines.size(), std::size_t{1});
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{3, 1}));
        const auto deadline = std::ranges::find(view.deadlines, api::TimerKind::EditPayment,
                                                &api::DeadlineView::kind);
        QVERIFY(deadline != view.deadlines.end());
        QCOMPARE(deadline->dueAt, m_shop->bench.clock.now() + std::chrono::days(3));
        const auto sending =
            std::ranges::find(view.deadlines, api::TimerKind::AutoCancel, &api::DeadlineView::kind);
        QVERIFY(sending->isPaused);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void onceItIsPaidItIsDone()
    {
        auto content = bowls(4);
        content.added = vase().added;
        must(edit(*m_shop, id(), content));
        m_shop->bench.events();
        const auto done = must(payEdit(*m_shop, id(), open(), "tok_mastercard"));
        QCOMPARE(m_shop->bench.events(), std::string("payment.captured order.edited"));
        QVERIFY(done.status == Status::Confirmed);
        const auto view = now();
        QCOMPARE(view.row.total, money("60.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.escrow, money("60.00"));
        QCOMPARE(view.lines[0].quantity, 4);
        QCOMPARE(view.lines[1].variant, m_vase);
        QCOMPARE(view.commission, money("6.00"));
        QCOMPARE(view.payments.size(), std::size_t{2});
        QVERIFY(!view.payments[0].edit);
        QCOMPARE(view.payments[1].edit, std::optional(done.id));
        QCOMPARE(view.payments[1].captured, money("30.00"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{3, 1}));
        QVERIFY(std::ranges::find(view.deadlines, api::TimerKind::EditPayment,
                                  &api::DeadlineView::kind) == view.deadlines.end());
        QCOMPARE(m_shop->findings(), std::string());
        QCOMPARE(refusal(payEdit(*m_shop, id(), done.id)), std::string("order_edit.not_waiting"));
    }

    void whatIsTakenOutGoesBackOnSaleOnlyThen()
    {
        auto content = vase();
        content.lines = {{m_order.lines[0].id, 2}};
        must(edit(*m_shop, id(), content));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        must(payEdit(*m_shop, id(), open()));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 2}));
        QCOMPARE(now().row.total, money("40.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void itsRefundGoesBackTheWayItCame()
    {
        must(edit(*m_shop, id(), bowls(4)));
        must(payEdit(*m_shop, id(), open()));
        auto view = must(edit(*m_shop, id(), bowls(3)));
        QCOMPARE(view.payments[1].refunded, money("10.00")); // the newest first
        QVERIFY(view.payments[0].refunded.isZero());
        must(edit(*m_shop, id(), bowls(4)));
        must(payEdit(*m_shop, id(), open()));
        api::RefundContent content;
        content.extra = money("25.00");
        const auto preview = must(m_shop->preview(id(), content));
        QCOMPARE(preview.buyer, money("25.00"));
        const auto first = must(m_shop->refund(id(), content));
        view = now();
        QCOMPARE(first.total, money("10.00"));
        QCOMPARE(view.refunds.size(), std::size_t{3});
        const auto& rest = view.refunds[1].id == first.id ? view.refunds[2] : view.refunds[1];
        QCOMPARE(rest.total, money("15.00"));
        QCOMPARE(rest.partOf, std::optional(first.id));
        QCOMPARE(view.payments[2].refunded, money("10.00"));
        QCOMPARE(view.payments[0].refunded, money("15.00"));
        QCOMPARE(view.escrow, money("15.00"));
        QCOMPARE(m_shop->findings(), std::string());
        view = must(m_shop->cancel(id(), {}));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QVERIFY(view.escrow.isZero());
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void allOfItIsReleasedToTheSeller()
    {
        must(edit(*m_shop, id(), bowls(5)));
        must(payEdit(*m_shop, id(), open()));
        must(m_shop->deliver(id()));
        m_shop->bench.clock.advance(std::chrono::days(15));
        must(m_shop->bench.run(m_shop->seller, ledger::releaseDue));
        QVERIFY(now().escrow.isZero());
        const auto funds = must(m_shop->bench.run(m_shop->seller, [&](Unit& unit) {
            return ledger::fundsOf(unit, m_shop->currency, ledger::Lock::No);
        }));
        QCOMPARE(funds.payable, money("45.00")); // 50.00 less a tenth
        api::RefundContent content;
        content.lines = {refundLine(m_order.lines[0].id, 5)};
        must(m_shop->refund(id(), content));
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aDeclinedCardLeavesItWaiting()
    {
        must(edit(*m_shop, id(), bowls(4)));
        const auto before = m_shop->fingerprint();
        QCOMPARE(refusal(payEdit(*m_shop, id(), open(), "tok_declined")),
                 std::string("payment.declined"));
        QCOMPARE(refusal(payEdit(*m_shop, id(), open(), "")),
                 std::string("payment.unknown_method"));
        QCOMPARE(m_shop->fingerprint(), before);
        must(payEdit(*m_shop, id(), open()));
        QCOMPARE(now().row.total, money("40.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void nothingElseContradictsIt()
    {
        must(edit(*m_shop, id(), bowls(4)));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(edit(*m_shop, id(), bowls(2)), "order_edit.open");
        STOA_FAILS(previewEdit(*m_shop, id(), bowls(5)), "order_edit.open");
        STOA_FAILS(m_shop->cancel(id(), {}), "order_edit.awaiting_payment");
        for (const auto kind : {api::TimerKind::AutoCancel, api::TimerKind::HoldCeiling}) {
            STOA_OK(m_shop->bench.run(m_shop->seller, [&](Unit& unit) {
                return refunds::fireTimer(unit, id(), kind, m_shop->providers());
            }));
        }
        QCOMPARE(m_shop->fingerprint(), before);
        m_shop->bench.clock.advance(std::chrono::days(100));
        const auto due = must(orders::findDue(m_shop->bench.db(), m_shop->bench.clock.now()));
        QCOMPARE(due.size(), std::size_t{1}); // the edit's alone
        QVERIFY(due[0].kind == api::TimerKind::EditPayment);
    }

    void whoeverMayEditWithdrawsIt()
    {
        auto content = vase();
        content.lines = {{m_order.lines[0].id, 4}};
        must(edit(*m_shop, id(), content));
        m_shop->bench.events();
        const auto edited = open();
        must(withdrawEdit(*m_shop, id(), edited));
        QCOMPARE(m_shop->bench.events(),
                 std::string("stock.moved stock.moved order_edit.canceled"));
        verifyClosed(Status::Canceled, "");
        STOA_FAILS(withdrawEdit(*m_shop, id(), edited), "order_edit.not_waiting");
        STOA_FAILS(payEdit(*m_shop, id(), edited), "order_edit.not_waiting");
        STOA_FAILS(withdrawEdit(*m_shop, id(), OrderEditId::make()), "order_edit.not_found");
        STOA_FAILS(payEdit(*m_shop, id(), OrderEditId::make()), "order_edit.not_found");
        STOA_FAILS(payEdit(*m_shop, OrderId::make(), edited), "order.not_found");
        must(edit(*m_shop, id(), bowls(4))); // another one may follow
    }

    void whatNobodyPaysIsDropped()
    {
        must(edit(*m_shop, id(), vase()));
        m_shop->bench.clock.advance(std::chrono::days(3));
        STOA_OK(expireEdit(*m_shop, id()));
        verifyClosed(Status::Expired, "");
        const auto before = m_shop->fingerprint();
        STOA_OK(expireEdit(*m_shop, id())); // a job that runs again
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void whatCanNotBeDoneAnyMoreIsNotCharged()
    {
        must(edit(*m_shop, id(), vase()));
        m_shop->setPrice(m_vase, money("25.00"));
        QVERIFY(must(payEdit(*m_shop, id(), open())).status == Status::Refused);
        verifyClosed(Status::Refused, "price.changed");
        QCOMPARE(now().payments.size(), std::size_t{1});
        must(edit(*m_shop, id(), vase()));
        m_shop->takeOffSale(m_vase);
        QVERIFY(must(payEdit(*m_shop, id(), open())).status == Status::Refused);
        verifyClosed(Status::Refused, "variant.not_for_sale");
    }

    void whatWasPackedMeanwhileStaysInTheOrder()
    {
        auto content = vase();
        content.lines = {{m_order.lines[0].id, 2}};
        must(edit(*m_shop, id(), content));
        must(m_shop->ask(api::FulfillOrder{m_shop->seller, id(), now().row.version, "", ""}));
        QVERIFY(must(payEdit(*m_shop, id(), open())).status == Status::Refused);
        QCOMPARE(now().edits[0].reason, std::string("order_edit.quantity_gone"));
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{3, 0}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theShelfHasToHaveIt()
    {
        const auto tight = m_shop->addVariant("10.00", 1);
        api::OrderEditContent content;
        content.added = {{tight, 2, std::nullopt}};
        const auto before = m_shop->fingerprint();
        QVERIFY(problemOf(edit(*m_shop, id(), content))
                    .starts_with("refused stock.insufficient in added[0].quantity"));
        STOA_FAILS(previewEdit(*m_shop, id(), content), "stock.insufficient");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void anOrderOfNothingMayGrow()
    {
        const auto gift = m_shop->addVariant("0.00", 5);
        m_order = must(m_shop->place(m_shop->basket({{gift, 1}})));
        must(edit(*m_shop, id(), vase()));
        must(payEdit(*m_shop, id(), open()));
        QCOMPARE(now().row.total, money("20.00"));
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Paid);
        must(m_shop->cancel(id(), {}));
        QVERIFY(now().escrow.isZero());
        QCOMPARE(m_shop->findings(), std::string());
    }

    void manyPayWithdrawAndDropAtOnceAndOneOfThemDoes()
    {
        must(edit(*m_shop, id(), bowls(4)));
        const auto edited = open();
        std::atomic<int> done = 0;
        inParallel(8, [&](std::size_t i) {
            const auto connection = m_shop->bench.connect();
            bool isDone = false;
            if (i % 2 == 0) {
                isDone = bool(payEditOn(*m_shop, *connection, id(), edited));
            } else {
                isDone = bool(m_shop->runOn(*connection, [&](Unit& unit) {
                    return edits::handle(unit, api::CancelOrderEdit{m_shop->seller, id(), edited});
                }));
            }
            if (isDone) ++done;
        });
        QCOMPARE(done.load(), 1);
        const auto view = now();
        const bool isPaid = view.edits[0].status == Status::Confirmed;
        QCOMPARE(view.payments.size(), std::size_t(isPaid ? 2 : 1));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, isPaid ? 4 : 3}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void twoEditAtOnceAndOneOfThemWaits()
    {
        std::atomic<int> done = 0;
        inParallel(6, [&](std::size_t) {
            const auto connection = m_shop->bench.connect();
            if (editOn(*m_shop, *connection, id(), m_order.row.version, bowls(4))) ++done;
        });
        QCOMPARE(done.load(), 1);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        STOA_FAILS(editOn(*m_shop, m_shop->bench.db(), id(), Version{7}, bowls(5)), "order.stale");
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(EditPaymentsTest)
#include "test_edit_payments.moc"
