// Holding, letting go and canceling from the list of orders, and what the drawer says of an order's
// course.

#include "order_dialog_fixture.h"
#include "ui/orders/order_course.h"
#include "ui/widgets/segmented.h"

#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>

namespace stoa::test {

class OrderDialogsTest final : public OrderDialogFixture {
    Q_OBJECT

private slots:
    void holdsWithAReasonAndLetsGo()
    {
        visit();
        m_fixture->node.on<api::PlaceHold>([this](const api::PlaceHold& asked) {
            api::HoldView hold;
            hold.id = HoldId::make();
            hold.reason = asked.reason;
            hold.placedByName = "Elena Vasquez";
            hold.placedAt = m_fixture->now;
            m_order.holds.push_back(hold);
            m_order.row.version = Version{m_order.row.version.value + 1};
            return m_order;
        });
        press(Qt::Key_H);
        auto* reasons = find<QComboBox>("holdReason");
        QVERIFY(reasons != nullptr);
        QCOMPARE(namelessControls(*m_page), QStringList());
        reasons->setCurrentIndex(reasons->findData(QStringLiteral("address")));
        find<QPlainTextEdit>("holdNote")
            ->setPlainText(QStringLiteral("  The house has no number. "));
        const Version seen = m_order.row.version;
        button("holdSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::PlaceHold>(), 1U);
        const auto asked = m_fixture->node.calls<api::PlaceHold>()[0];
        QVERIFY(asked.reason == api::HoldReason::Address);
        QCOMPARE(asked.note.value, std::string("The house has no number."));
        QCOMPARE(asked.version, seen);
        QTRY_COMPARE(button("orderHold")->text(), QStringLiteral("Let go"));
        QVERIFY(ui::holdInForce(m_order) != nullptr);

        m_fixture->node.on<api::ReleaseHold>([this](const api::ReleaseHold&) {
            m_order.holds.back().releasedAt = m_fixture->now;
            return m_order;
        });
        press(Qt::Key_H);
        QTRY_COMPARE(button("orderHold")->text(), QStringLiteral("Hold"));
        QCOMPARE(m_fixture->node.callCount<api::ReleaseHold>(), 1U);
    }

    void showsWhatGoesBackBeforeItCancels()
    {
        visit();
        m_fixture->node.hold<api::PreviewCancellation>();
        press(Qt::Key_X);
        QVERIFY(!button("cancelSend")->isEnabled()); // nothing is known yet
        m_fixture->node.releaseAll<api::PreviewCancellation>();
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        find<ui::Segmented>("cancelRestock")->setCurrent(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewCancellation>(), 2U);
        QVERIFY(m_fixture->node.calls<api::PreviewCancellation>()[1].content.restock ==
                api::Restock::WriteOff);
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        m_fixture->node.on<api::CancelOrder>([this](const api::CancelOrder&) {
            m_order.row.status = api::OrderStatus::Canceled;
            return m_order;
        });
        button("cancelSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CancelOrder>(), 1U);
        QVERIFY(m_fixture->node.calls<api::CancelOrder>()[0].content.reason ==
                api::CancelReason::Customer);
        QTRY_VERIFY(!button("orderCancel")->isEnabled());
        QCOMPARE(button("orderCancel")->toolTip(), QStringLiteral("The order is canceled."));
    }

    void whatCanNotBeCanceledSaysWhy()
    {
        m_fixture->node.refuse<api::PreviewCancellation>(
            makeError(ErrorKind::Refused, "order.nothing_to_cancel"));
        visit();
        press(Qt::Key_X);
        QTRY_VERIFY(button("cancelSend")->toolTip().contains(QStringLiteral("can't be canceled")));
        QVERIFY(!button("cancelSend")->isEnabled());
    }

    void anOrderThatChangedMeanwhileIsLookedAtAnew()
    {
        visit();
        press(Qt::Key_X);
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        m_fixture->node.refuse<api::CancelOrder>(
            makeError(ErrorKind::Stale, "order.stale").with("seen", "1").with("current", "2"));
        m_order.row.version = Version{m_order.row.version.value + 1};
        button("cancelSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewCancellation>(), 2U);
        QVERIFY(find<QWidget>("cancelProblem")->isVisible());
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        button("cancelSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CancelOrder>(), 2U);
        const auto sent = m_fixture->node.calls<api::CancelOrder>();
        QCOMPARE(sent[1].version, m_order.row.version);
        const auto options = m_fixture->node.options<api::CancelOrder>();
        QVERIFY(options[0].idempotencyKey != options[1].idempotencyKey);
    }

    void aFailureIsRepeatedWithTheSameKey()
    {
        visit();
        press(Qt::Key_H);
        m_fixture->node.refuse<api::PlaceHold>(makeError(ErrorKind::Timeout, "node.timeout"));
        button("holdSend")->click();
        QTRY_VERIFY(find<QWidget>("holdProblem")->isVisible());
        button("holdSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::PlaceHold>(), 2U);
        const auto options = m_fixture->node.options<api::PlaceHold>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
    }

    void whatIsChangedAfterAFailureIsAnotherIntent()
    {
        visit();
        press(Qt::Key_X);
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        m_fixture->node.refuse<api::CancelOrder>(makeError(ErrorKind::Timeout, "node.timeout"));
        button("cancelSend")->click();
        QTRY_VERIFY(find<QWidget>("cancelProblem")->isVisible());
        find<ui::Segmented>("cancelRestock")->setCurrent(1);
        QVERIFY(!find<QWidget>("cancelProblem")->isVisible());
        QTRY_VERIFY(button("cancelSend")->isEnabled());
        button("cancelSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CancelOrder>(), 2U);
        const auto cancels = m_fixture->node.options<api::CancelOrder>();
        QVERIFY(cancels[0].idempotencyKey != cancels[1].idempotencyKey);
    }

    void aFormCantBeChangedWhileItIsSent()
    {
        visit();
        press(Qt::Key_H);
        auto* note = find<QPlainTextEdit>("holdNote");
        note->setFocus();
        m_fixture->node.refuse<api::PlaceHold>(makeError(ErrorKind::Timeout, "node.timeout"));
        m_fixture->node.hold<api::PlaceHold>();
        QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->node.callCount<api::PlaceHold>(), 1U);
        QVERIFY(!note->isEnabled());
        auto* dialog = find<QWidget>("holdDialog");
        QCOMPARE(QApplication::focusWidget(), dialog); // and not on a button
        QTest::keyClicks(dialog, QStringLiteral("typed on"));
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(dialog, Qt::Key_Escape);
        m_fixture->node.releaseAll<api::PlaceHold>();
        QTRY_VERIFY(find<QWidget>("holdProblem")->isVisible());
        QVERIFY(note->isEnabled() && note->hasFocus());
        QCOMPARE(note->toPlainText(), QString());
        QCOMPARE(m_fixture->node.callCount<api::PlaceHold>(), 1U);
    }

    void deadlinesSayWhatHappensAndWhen()
    {
        m_order.deadlines = {
            {api::TimerKind::AutoCancel, m_fixture->now + std::chrono::hours(49), false},
            {api::TimerKind::HoldCeiling, m_fixture->now + std::chrono::hours(24 * 80), true},
            {api::TimerKind::HoldAlarm, m_fixture->now, false}};
        visit();
        QVERIFY(says(QStringLiteral("Canceled unless it is sent")));
        QVERIFY(says(QStringLiteral("in 2 d")));
        QVERIFY(says(QStringLiteral("paused, ")));
        QVERIFY(says(QStringLiteral("due now")));
    }

    void whoMayNotIsToldWhy()
    {
        m_fixture->workspace.permissions = {api::Permission::OrdersRead};
        visit();
        QVERIFY(button("orderHold")->toolTip().contains(QStringLiteral("role")));
        QVERIFY(button("orderCancel")->toolTip().contains(QStringLiteral("role")));
        press(Qt::Key_H);
        QVERIFY(find<QComboBox>("holdReason") == nullptr);
    }

    void everyReasonAndTimerHasItsWords()
    {
        const auto all = [](auto words) { return std::ranges::none_of(words, &QString::isEmpty); };
        QStringList words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::HoldReason>>(
            [&](auto each) { words << ui::holdReasonText(each.value); });
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::CancelReason>>(
            [&](auto each) { words << ui::cancelReasonText(each.value); });
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::TimerKind>>(
            [&](auto each) { words << ui::timerText(each.value); });
        QVERIFY(all(words));
    }
};

} // namespace stoa::test

using stoa::test::OrderDialogsTest;
STOA_TEST(OrderDialogsTest)
#include "test_order_dialogs.moc"
