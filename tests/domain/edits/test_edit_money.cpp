// What goes back because of an edit, through a provider that answers later: while it is under way,
// when it fails, and when it comes back after all.

#include "paid_order.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using gateways::Verdict;
using Next = settlement::Next;

class EditMoneyTest : public QObject, PaidOrder {
    Q_OBJECT

    api::OrderEditContent bowls(std::int64_t quantity) const
    {
        return resized(m_order.lines[0].id, quantity);
    }
    Uuid refundOf(const api::OrderView& order) const { return order.refunds.back().id.uuid(); }
    // An edit to three bowls, whose 12.50 do not go back.
    void failToGiveBack()
    {
        m_bench->provider.nextRefund = Verdict::Declined;
        const auto view = must(edit(shop(), id(), bowls(3)));
        QCOMPARE(m_bench->finish(refundOf(view)), Next::Settled);
        m_bench->provider.nextRefund = Verdict::Approved;
        QCOMPARE(now().refunds.back().status, api::RefundStatus::Failed);
        QCOMPARE(now().escrow, money("50.00"));
    }

private slots:
    void init() { open(); }

    void anUnpaidOrderIsNotEdited()
    {
        const auto unpaid = m_bench->place("tok_pending", 2);
        STOA_FAILS(edit(shop(), unpaid.row.id, resized(unpaid.lines[0].id, 1)),
                   "order.payment_pending");
        STOA_FAILS(previewEdit(shop(), unpaid.row.id, resized(unpaid.lines[0].id, 1)),
                   "order.payment_pending");
    }

    void theOrderIsEditedBeforeTheProviderHasAnswered()
    {
        const auto view = must(edit(shop(), id(), bowls(3)));
        QCOMPARE(view.refunds[0].status, api::RefundStatus::Pending);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.escrow, money("37.50"));
        QCOMPARE(shop().stockOf(m_bench->bowl), (Stock{10, 3}));
        QCOMPARE(shop().findings(), std::string());
        verifyRefund("12.50");
    }

    void anotherEditMayFollowMeanwhile()
    {
        const auto first = must(edit(shop(), id(), bowls(3)));
        must(edit(shop(), id(), bowls(1)));
        verifyRefund("25.00");
        QCOMPARE(m_bench->finish(refundOf(first)), Next::Settled);
        QCOMPARE(now().escrow, money("12.50"));
        QCOMPARE(shop().findings(), std::string());
    }

    void whatFailedToGoBackIsGivenBackByAnAmount()
    {
        failToGiveBack();
        QCOMPARE(now().row.total, money("37.50"));
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Paid);
        api::RefundContent content;
        content.extra = money("12.50");
        const auto preview = must(shop().preview(id(), content));
        QVERIFY(preview.fromCommission.isZero()); // the edit has taken it off already
        QCOMPARE(preview.sellerNetAfter, money("33.75"));
        must(shop().refund(id(), content));
        verifyRefund("12.50");
        QVERIFY(now().lines[0].refunded.isZero());
    }

    void whatIsGivenBackBeyondItComesFromTheLines()
    {
        failToGiveBack();
        api::RefundContent content;
        content.extra = money("20.00");
        must(shop().refund(id(), content));
        const auto view = now();
        QCOMPARE(view.lines[0].refunded, money("7.50"));
        QCOMPARE(view.row.refunded, money("7.50"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void theNextEditGivesItBackToo()
    {
        failToGiveBack();
        QCOMPARE(must(previewEdit(shop(), id(), bowls(2))).back, money("25.00"));
        must(edit(shop(), id(), bowls(2)));
        verifyRefund("25.00");
    }

    void whatTheBuyerHasNotGotBackPaysForMore()
    {
        failToGiveBack();
        const auto view = must(edit(shop(), id(), bowls(4)));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.escrow, view.row.total);
        QCOMPARE(shop().findings(), std::string());
        QCOMPARE(must(previewEdit(shop(), id(), bowls(5))).toPay, money("12.50"));
    }

    void cancelingTheRestGivesAllOfItBack()
    {
        failToGiveBack();
        QCOMPARE(must(shop().previewCancel(id(), {})).back, money("50.00"));
        must(shop().cancel(id(), {}));
        QCOMPARE(m_bench->finish(refundOf(now())), Next::Settled);
        QVERIFY(now().escrow.isZero());
        QCOMPARE(now().row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(shop().findings(), std::string());
    }

    void itIsNotTheSellers()
    {
        failToGiveBack();
        m_bench->release(m_order);
        QCOMPARE(now().escrow, money("12.50"));
        QCOMPARE(m_bench->funds().payable, money("33.75")); // 37.50 less a tenth
        QCOMPARE(shop().findings(), std::string());
        const OrderId order = id();
        QVERIFY(must(shop().bench.run(shop().seller, [&](Unit& unit) {
                    return ledger::release(unit, {&order, 1}, "staff");
                })).empty()); // nothing is left to release
        QCOMPARE(now().escrow, money("12.50"));
        api::RefundContent content;
        content.extra = money("12.50");
        const auto preview = must(shop().preview(id(), content));
        QCOMPARE(preview.fromEscrow, money("12.50"));
        QVERIFY(preview.fromPayable.isZero() && preview.toDebt.isZero());
        must(shop().refund(id(), content));
        QCOMPARE(m_bench->finish(refundOf(now())), Next::Settled);
        QVERIFY(now().escrow.isZero());
        QCOMPARE(m_bench->funds().payable, money("33.75"));
        QCOMPARE(shop().findings(), std::string());
    }

    void whatComesBackDaysLaterIsHeldForTheBuyer()
    {
        const auto refund = refundOf(must(edit(shop(), id(), bowls(3))));
        m_bench->finish(refund);
        m_bench->release(m_order);
        QVERIFY(now().escrow.isZero());
        m_bench->provider.refunds.at(refund).verdict = Verdict::Declined;
        m_bench->hear(refund);
        QCOMPARE(now().refunds.back().status, api::RefundStatus::Failed);
        QCOMPARE(now().escrow, money("12.50"));
        QCOMPARE(shop().findings(), std::string());
        shop().bench.clock.advance(std::chrono::days(30));
        must(shop().bench.run(shop().seller, ledger::releaseDue));
        QCOMPARE(now().escrow, money("12.50"));
        QCOMPARE(m_bench->funds().payable, money("33.75"));
        QCOMPARE(shop().findings(), std::string());
    }
};

STOA_TEST(EditMoneyTest)
#include "test_edit_money.moc"
