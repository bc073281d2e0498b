#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/order_drawer.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class OrderDrawerTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_first = demoOrder(6, m_fixture->now);
        m_second = demoOrder(7, m_fixture->now);
        m_fixture->node.on<api::GetOrder>([this](const api::GetOrder& asked) {
            return demoOrderView(asked.order == m_first.id ? m_first : m_second);
        });
    }

    void fillsTheHeadFromTheRowAtOnce()
    {
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QVERIFY(hasText(drawer, "Ioana Dumitrescu"));
        QVERIFY(hasText(drawer, ui::toUtf8(ui::moneyText(m_first.total)).c_str()));
        QCOMPARE(m_fixture->node.callCount<api::GetOrder>(), 0U);
        QTRY_VERIFY(drawer.details());
        QVERIFY(hasText(drawer, "Carafe with stopper"));
    }

    void asksOnceForTheLastOfManyRows()
    {
        ui::OrderDrawer drawer(m_fixture->context());
        for (std::int64_t i = 0; i < 30; ++i)
            drawer.show(demoOrder(i + 10, m_fixture->now));
        drawer.show(m_second);
        QTRY_VERIFY(drawer.details());
        QCOMPARE(m_fixture->node.callCount<api::GetOrder>(), 1U);
        QCOMPARE(drawer.details()->row.id, m_second.id);
    }

    void dropsTheAnswerForTheOrderShownBefore()
    {
        m_fixture->node.hold<api::GetOrder>();
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetOrder>(), 1U);
        drawer.show(m_second);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetOrder>(), 2U);
        m_fixture->node.release<api::GetOrder>(0);
        QCoreApplication::processEvents();
        QVERIFY(!drawer.details());
        m_fixture->node.release<api::GetOrder>(1);
        QTRY_VERIFY(drawer.details());
        QCOMPARE(drawer.details()->row.id, m_second.id);
    }

    void keepsTheDetailsWhileTheSameOrderIsReadAgain()
    {
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QTRY_VERIFY(drawer.details());
        m_fixture->node.hold<api::GetOrder>();
        m_first.paymentStatus = api::PaymentStatus::PartiallyRefunded;
        drawer.show(m_first);
        QVERIFY(drawer.details());
        QVERIFY(hasText(drawer, "Carafe with stopper"));
    }

    void offersToTryAgainWhenTheDetailsFail()
    {
        m_fixture->node.refuse<api::GetOrder>(makeError(ErrorKind::Unavailable, "node.overloaded"));
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QTRY_VERIFY(drawer.findChild<ui::Button*>(QStringLiteral("orderRetry")));
        m_fixture->node.on<api::GetOrder>(
            [this](const api::GetOrder&) { return demoOrderView(m_first); });
        drawer.findChild<ui::Button*>(QStringLiteral("orderRetry"))->click();
        QTRY_VERIFY(drawer.details());
        QVERIFY(!drawer.findChild<ui::Button*>(QStringLiteral("orderRetry")));
    }

    void aRefundAskedForTooEarlyOpensWhenTheDetailsAreThere()
    {
        ui::OrderDrawer drawer(m_fixture->context());
        QSignalSpy asked(&drawer, &ui::OrderDrawer::refundRequested);
        drawer.show(m_first);
        drawer.requestRefund();
        QCOMPARE(asked.count(), 0);
        QTRY_COMPARE(asked.count(), 1);
        drawer.show(m_second); // not asked for this one
        QTRY_VERIFY(drawer.details() && drawer.details()->row.id == m_second.id);
        QCOMPARE(asked.count(), 1);
    }

    void locksTheLedgerWithoutPermission()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::LedgerRead);
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QTRY_VERIFY(drawer.details());
        QVERIFY(!drawer.findChild<QWidget*>(QStringLiteral("orderLedger")));
        QVERIFY(drawer.findChild<QWidget*>(QStringLiteral("sectionLedger")));
    }

    void refundSaysWhyItIsOff_data()
    {
        QTest::addColumn<int>("payment");
        QTest::addColumn<bool>("mayRefund");
        QTest::addColumn<QString>("reason");
        const auto add = [](const char* name, api::PaymentStatus payment, bool mayRefund,
                            const char* reason) {
            QTest::newRow(name) << static_cast<int>(payment) << mayRefund
                                << QString::fromLatin1(reason);
        };
        add("paid", api::PaymentStatus::Paid, true, "");
        add("no permission", api::PaymentStatus::Paid, false,
            "Your role can't refund. Ask a refund agent.");
        add("only authorized", api::PaymentStatus::Authorized, true,
            "Nothing has been captured yet, so nothing can go back.");
        add("refunded", api::PaymentStatus::Refunded, true,
            "Everything that was paid has been refunded.");
    }
    void refundSaysWhyItIsOff()
    {
        QFETCH(const int, payment);
        QFETCH(const bool, mayRefund);
        m_first.paymentStatus = static_cast<api::PaymentStatus>(payment);
        if (!mayRefund) {
            std::erase(m_fixture->workspace.permissions, api::Permission::RefundsWrite);
        }
        ui::OrderDrawer drawer(m_fixture->context());
        drawer.show(m_first);
        QTRY_VERIFY(drawer.details());
        const auto* button = drawer.findChild<ui::Button*>(QStringLiteral("orderRefund"));
        QTEST(button->toolTip(), "reason");
        QCOMPARE(button->isEnabled(), button->toolTip().isEmpty());
        QSignalSpy asked(&drawer, &ui::OrderDrawer::refundRequested);
        QSignalSpy refused(&drawer, &ui::OrderDrawer::refused);
        drawer.requestRefund();
        QCOMPARE(asked.count(), button->isEnabled() ? 1 : 0);
        QCOMPARE(refused.count(), button->isEnabled() ? 0 : 1);
        if (!button->isEnabled()) QTEST(refused[0][0].toString(), "reason");
    }

private:
    static bool hasText(const QWidget& in, const char* text)
    {
        const auto labels = in.findChildren<ui::Label*>();
        return std::any_of(labels.begin(), labels.end(), [&](const ui::Label* label) {
            return label->text() == QString::fromUtf8(text);
        });
    }

    std::unique_ptr<PageFixture> m_fixture;
    api::OrderRow m_first;
    api::OrderRow m_second;
};

} // namespace stoa::test

using stoa::test::OrderDrawerTest;
STOA_TEST(OrderDrawerTest)
#include "test_order_drawer.moc"
