#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/refunds/refund_dialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/stepper.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class RefundDialogTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_order = demoOrderView(demoOrder(6, m_fixture->now));
        m_fixture->node.on<api::PreviewRefund>([this](const api::PreviewRefund& asked) {
            return demoPreview(m_order, asked.content);
        });
        m_fixture->node.reply<api::RequestRefund>({});
        m_window = std::make_unique<QWidget>();
        m_window->resize(1440, 900);
        m_window->show();
        open();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void isOffUntilSomethingIsChosenAndSeen()
    {
        QVERIFY(!action()->isEnabled());
        QCOMPARE(action()->toolTip(),
                 QStringLiteral("Choose an item, shipping or an extra amount."));
        quantity(0)->setValue(3);
        QVERIFY(!action()->isEnabled()); // the preview is on its way
        QTRY_VERIFY(action()->isEnabled());
        QVERIFY(action()->text().contains(QStringLiteral("114.27")));
        quantity(0)->setValue(0);
        QVERIFY(!action()->isEnabled());
    }

    void isOffWithoutPermission()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::RefundsWrite);
        quantity(0)->setValue(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewRefund>(), 1U);
        QTest::qWait(20);
        QVERIFY(!action()->isEnabled());
        QCOMPARE(action()->toolTip(),
                 QStringLiteral("Your role can't refund. Ask a refund agent."));
    }

    void asksOnePreviewForABurstOfChanges()
    {
        for (int i = 1; i <= 6; ++i)
            quantity(0)->setValue(i);
        quantity(1)->setValue(1);
        QTRY_VERIFY(action()->isEnabled());
        QCOMPARE(m_fixture->node.callCount<api::PreviewRefund>(), 1U);
        const auto asked = m_fixture->node.calls<api::PreviewRefund>().front();
        QCOMPARE(asked.content.lines.size(), 2U);
        QCOMPARE(asked.content.lines[0].quantity.value, 6);
    }

    void dropsThePreviewOfAnOlderForm()
    {
        m_fixture->node.hold<api::PreviewRefund>();
        quantity(0)->setValue(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewRefund>(), 1U);
        quantity(0)->setValue(2);
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewRefund>(), 2U);
        m_fixture->node.release<api::PreviewRefund>(0);
        QCoreApplication::processEvents();
        QVERIFY(!action()->isEnabled());
        m_fixture->node.release<api::PreviewRefund>(1);
        QTRY_VERIFY(action()->isEnabled());
        QVERIFY(action()->text().contains(QStringLiteral("76.18")));
    }

    void showsAnErrorAtTheFieldThatItNames()
    {
        m_fixture->node.refuse<api::PreviewRefund>(
            makeError(ErrorKind::Refused, "refund.amount_exceeds_line")
                .in("lines[0].amount")
                .with("most", "74.18 EUR"));
        quantity(1)->setValue(1);
        auto* amount = find<ui::MoneyEdit>("amount1");
        QTRY_VERIFY(amount->property("invalid").toBool());
        QVERIFY(!find<ui::MoneyEdit>("amount0")->property("invalid").toBool());
        QVERIFY(!find<QWidget>("previewMessage")->isVisible());
        QVERIFY(!action()->isEnabled());
        quantity(1)->setValue(2); // a change takes the mark away
        QVERIFY(!amount->property("invalid").toBool());
    }

    void showsAnErrorWithoutFieldBesideTheFigures()
    {
        m_fixture->node.refuse<api::PreviewRefund>(
            makeError(ErrorKind::Refused, "refund.exceeds_captured").with("most", "1.00 EUR"));
        quantity(0)->setValue(1);
        QTRY_VERIFY(find<QWidget>("previewMessage")->isVisible());
        QVERIFY(!action()->isEnabled());
    }

    void sendsWhatWasSeenWithTheVersionOfTheOrder()
    {
        m_order.row.version = Version{4};
        open();
        quantity(2)->setValue(1);
        find<ui::MoneyEdit>("refundExtra")->setText(QStringLiteral("5.00"));
        find<QPlainTextEdit>("refundNote")->setPlainText(QStringLiteral(" Sorry "));
        QTRY_VERIFY(action()->isEnabled());
        QSignalSpy refunded(m_dialog, &ui::RefundDialog::refunded);
        QTest::keyClick(find<QPlainTextEdit>("refundNote"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(refunded.count(), 1);
        const auto sent = m_fixture->node.calls<api::RequestRefund>().front();
        QCOMPARE(sent.version.value, 4);
        QCOMPARE(sent.order, m_order.row.id);
        QCOMPARE(sent.content.lines.size(), 1U);
        QCOMPARE(*sent.content.extra, Money(500, Currency::of("EUR")));
        QCOMPARE(sent.content.note.value, std::string("Sorry"));
        QVERIFY(!m_dialog || !m_dialog->isOpen());
    }

    void keepsTheKeyOverRetriesAndMakesANewOneAfterAChange()
    {
        m_fixture->node.refuse<api::RequestRefund>(makeError(ErrorKind::Timeout, "node.timeout"));
        quantity(0)->setValue(1);
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_VERIFY(action()->isEnabled());
        quantity(0)->setValue(2);
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::RequestRefund>(), 3U);
        const auto options = m_fixture->node.options<api::RequestRefund>();
        QVERIFY(!options[0].idempotencyKey.empty());
        QCOMPARE(options[1].idempotencyKey, options[0].idempotencyKey);
        QVERIFY(options[2].idempotencyKey != options[0].idempotencyKey);
    }

    void canOnlyAskAgainWhenItIsNotKnownWhetherItWentThrough()
    {
        m_fixture->node.refuse<api::RequestRefund>(
            makeError(ErrorKind::InDoubt, "refund.in_doubt"));
        quantity(0)->setValue(1);
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_COMPARE(action()->text(), QStringLiteral("Ask again"));
        QVERIFY(!quantity(0)->isEnabled());
        m_fixture->node.reply<api::RequestRefund>({});
        QSignalSpy refunded(m_dialog, &ui::RefundDialog::refunded);
        action()->click();
        QTRY_COMPARE(refunded.count(), 1);
        const auto options = m_fixture->node.options<api::RequestRefund>();
        QCOMPARE(options[1].idempotencyKey, options[0].idempotencyKey);
    }

    void cannotBeSentTwiceOrLeftWhileSending()
    {
        m_fixture->node.hold<api::RequestRefund>();
        quantity(0)->setValue(1);
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        action()->click();
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QVERIFY(m_dialog->isOpen());
        QCOMPARE(m_fixture->node.callCount<api::RequestRefund>(), 1U);
    }

    void readsAStaleOrderAgainAndKeepsTheChoice()
    {
        m_fixture->node.refuse<api::RequestRefund>(makeError(ErrorKind::Stale, "order.stale"));
        m_fixture->node.on<api::GetOrder>([this](const api::GetOrder&) {
            api::OrderView fresh = m_order;
            fresh.row.version = Version{8};
            fresh.lines[0].refundedQuantity = 4;
            return fresh;
        });
        quantity(0)->setValue(3);
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_COMPARE(quantity(0)->value(), 2);
        m_fixture->node.reply<api::RequestRefund>({});
        QTRY_VERIFY(action()->isEnabled());
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::RequestRefund>(), 2U);
        QCOMPARE(m_fixture->node.calls<api::RequestRefund>()[1].version.value, 8);
        const auto options = m_fixture->node.options<api::RequestRefund>();
        QVERIFY(options[1].idempotencyKey != options[0].idempotencyKey);
    }

    void escapeAsksOnlyWhenSomethingWasChanged()
    {
        QSignalSpy rejected(m_dialog, &ui::RefundDialog::rejected);
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QCOMPARE(rejected.count(), 1);
        QVERIFY(m_fixture->prompt.confirmations.empty());

        open();
        quantity(0)->setValue(1);
        m_fixture->prompt.isAgreeing = false;
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QCOMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QCoreApplication::processEvents();
        QVERIFY(m_dialog->isOpen());
        m_fixture->prompt.isAgreeing = true;
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog || !m_dialog->isOpen());
    }

    void asksForStoreCreditByKeyboard()
    {
        quantity(0)->setValue(1);
        QTRY_VERIFY(action()->isEnabled());
        auto* destination = find<ui::Segmented>("refundDestination");
        m_fixture->node.on<api::PreviewRefund>([this](const api::PreviewRefund& asked) {
            auto preview = must(demoPreview(m_order, asked.content));
            preview.toCredit = preview.buyer;
            return preview;
        });
        QTest::keyClick(destination, Qt::Key_Right);
        QVERIFY(!action()->isEnabled()); // another preview is on its way
        QTRY_VERIFY(action()->isEnabled());
        QCOMPARE(find<ui::Label>("previewWhere")->text(), QStringLiteral("Becomes store credit"));
        QVERIFY(m_fixture->node.calls<api::PreviewRefund>().back().content.to ==
                api::RefundDestination::StoreCredit);
        QTest::keyClick(destination, Qt::Key_Left);
        QVERIFY(!action()->isEnabled());
    }

    void altAChoosesEverything()
    {
        QTest::keyClick(m_dialog, Qt::Key_A, Qt::AltModifier);
        find<ui::Button>("refundAll")->click();
        QTRY_VERIFY(action()->isEnabled());
        const auto asked = m_fixture->node.calls<api::PreviewRefund>().back();
        QCOMPARE(asked.content.lines.size(), 3U);
        QCOMPARE(*asked.content.shipping, m_order.shipping);
    }

private:
    void open()
    {
        m_dialog = new ui::RefundDialog(m_fixture->context(), m_order, m_window.get());
        m_dialog->open();
    }
    template <class Widget>
    Widget* find(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::Button* action() const { return find<ui::Button>("refundSend"); }
    ui::Stepper* quantity(int line) const
    {
        return m_dialog->findChild<ui::Stepper*>(QStringLiteral("quantity%1").arg(line));
    }

    std::unique_ptr<PageFixture> m_fixture;
    api::OrderView m_order;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::RefundDialog> m_dialog;
};

} // namespace stoa::test

using stoa::test::RefundDialogTest;
STOA_TEST(RefundDialogTest)
#include "test_refund_dialog.moc"
