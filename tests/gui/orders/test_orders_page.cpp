#include "gui/accessible.h"
#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/filter_bar.h"
#include "ui/orders/order_drawer.h"
#include "ui/orders/orders_model.h"
#include "ui/orders/orders_page.h"
#include "ui/refunds/refund_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class OrdersPageTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_rows.clear();
        for (std::int64_t i = 0; i < 150; ++i)
            m_rows.push_back(demoOrder(i, m_fixture->now));
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders&) {
            return Page<api::OrderRow>{m_rows, std::nullopt, std::nullopt};
        });
        m_fixture->node.on<api::GetOrder>([this](const api::GetOrder& asked) {
            const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                          [&](const auto& each) { return each.id == asked.order; });
            return demoOrderView(*row);
        });
        m_fixture->node.reply<api::GetOrderFacets>({});
        m_page = std::make_unique<ui::OrdersPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 150);
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void everyControlHasAName()
    {
        QTRY_VERIFY(drawer()->details());
        QCOMPARE(namelessControls(*m_page), QStringList());
    }

    void showsTheFirstOrderInTheDrawer()
    {
        QTRY_VERIFY(drawer()->details());
        QCOMPARE(drawer()->row()->id, m_rows[0].id);
    }

    void aNewOrderAppearsWithinASecondAndKeepsSelectionAndScroll()
    {
        choose(60);
        const QString chosen = table()->currentId();
        const int seen = table()->rowAt(0);
        QVERIFY(seen > 0);
        m_rows.insert(m_rows.begin(), demoOrder(9'000, m_fixture->now));
        QElapsedTimer clock;
        clock.start();
        m_fixture->node.publish("order.placed", m_rows[0].id.text());
        QTRY_COMPARE(table()->model()->rowCount(), 151);
        QVERIFY(clock.elapsed() < 1000);
        QCOMPARE(table()->currentId(), chosen);
        QCOMPARE(table()->currentIndex().row(), 61);
        QCOMPARE(table()->rowAt(0), seen + 1);
        QCOMPARE(table()->selectedIds(), QStringList{chosen});
    }

    void aFloodOfEventsCostsFewRequests()
    {
        const std::size_t before = m_fixture->node.callCount<api::ListOrders>();
        for (int i = 0; i < 2000; ++i)
            m_fixture->node.publish("order.placed", m_rows[0].id.text());
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 1);
        m_fixture->node.publish("order.placed", m_rows[0].id.text());
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 2);
    }

    void aChangedOrderIsReadAgainInTheDrawer()
    {
        choose(6);
        QTRY_VERIFY(drawer()->details());
        m_rows[6].paymentStatus = api::PaymentStatus::Refunded;
        m_fixture->node.publish("payment.refunded", m_rows[6].id.text());
        QTRY_VERIFY(drawer()->details()->row.paymentStatus == api::PaymentStatus::Refunded);
    }

    void eventsOfOtherSlicesAreNotItsBusiness()
    {
        const std::size_t before = m_fixture->node.callCount<api::ListOrders>();
        m_fixture->node.publish("listing.published", "lst_1");
        QSignalSpy delivered(&m_fixture->events, &ui::LiveEvents::changed);
        QVERIFY(delivered.wait());
        QTest::qWait(20);
        QCOMPARE(m_fixture->node.callCount<api::ListOrders>(), before);
    }

    void aHiddenPageReadsNothingUntilItIsSeen()
    {
        m_page->hide();
        const std::size_t before = m_fixture->node.callCount<api::ListOrders>();
        QSignalSpy delivered(&m_fixture->events, &ui::LiveEvents::changed);
        m_fixture->node.publish("order.placed", m_rows[0].id.text());
        QVERIFY(delivered.wait());
        QCoreApplication::processEvents();
        QCOMPARE(m_fixture->node.callCount<api::ListOrders>(), before);
        m_page->show();
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 1);
    }

    void lostEventsReadEverythingAgain()
    {
        const std::size_t before = m_fixture->node.callCount<api::ListOrders>();
        m_fixture->node.lose();
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 1);
    }

    void aFailedRefreshKeepsTheRowsAndOffersToTryAgain()
    {
        m_fixture->node.refuse<api::ListOrders>(makeError(ErrorKind::Timeout, "node.timeout"));
        m_page->refresh();
        auto* banner = m_page->findChild<ui::Banner*>(QStringLiteral("ordersBanner"));
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(table()->model()->rowCount(), 150);
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders&) {
            return Page<api::OrderRow>{m_rows, std::nullopt, std::nullopt};
        });
        emit banner->actionTriggered();
        QTRY_VERIFY(!banner->isVisible());
    }

    void nothingMatchesOffersToClearTheFilters()
    {
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders& asked) {
            Page<api::OrderRow> page;
            if (asked.text.empty()) page.items = m_rows;
            return page;
        });
        auto* search = m_page->findChild<ui::SearchField*>(QStringLiteral("ordersSearch"));
        QTest::keyClick(table(), Qt::Key_Slash);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("nobody"));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("ordersState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        auto* clear = m_page->findChild<QPushButton*>(QStringLiteral("ordersStateAction"));
        QTRY_VERIFY(clear->isVisible());
        clear->click();
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Content);
        QCOMPARE(search->text(), QString());
    }

    void worksWithTheKeyboardAlone()
    {
        table()->setFocus();
        choose(0);
        QTest::keyClick(table(), Qt::Key_Down);
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(drawer()->row()->id, m_rows[2].id);
        QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList ids = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(ids.size(), 2);
        QVERIFY(ids.contains(ui::fromUtf8(m_rows[3].id.text())));
        QTest::keyClick(table(), Qt::Key_End);
        QCOMPARE(table()->currentIndex().row(), 149);
        QTest::keyClick(table(), Qt::Key_Home);
        QCOMPARE(table()->currentIndex().row(), 0);
        QTest::keyClick(table(), Qt::Key_Space);
        QVERIFY(drawer()->isHidden());
        QTest::keyClick(table(), Qt::Key_Space);
        QVERIFY(!drawer()->isHidden());
        auto* sections = m_page->findChild<ui::TabStrip*>(QStringLiteral("orderSections"));
        QTest::keyClick(table(), Qt::Key_BracketRight);
        QCOMPARE(sections->currentIndex(), 1);
        QTest::keyClick(table(), Qt::Key_BracketLeft);
        QCOMPARE(sections->currentIndex(), 0);
        QTest::keyClick(table(), Qt::Key_Escape);
        QVERIFY(drawer()->isHidden());
        QTest::keyClick(table(), Qt::Key_5, Qt::ControlModifier);
        const auto asked = m_fixture->node.calls<api::ListOrders>().back();
        QCOMPARE(asked.paymentStatus.size(), 2U);
    }

    void aViewWithoutOrdersEmptiesTheDrawer()
    {
        QTRY_VERIFY(drawer()->details());
        m_rows.clear();
        auto* tabs = m_page->findChild<ui::TabStrip*>(QStringLiteral("ordersTabs"));
        tabs->setCurrentIndex(5);
        QTRY_VERIFY(!drawer()->row());
        QVERIFY(m_fixture->node.calls<api::ListOrders>().back().status ==
                (List<api::OrderStatus, 3>{api::OrderStatus::Canceled}));
    }

    void aLinkToAViewChoosesItsTab()
    {
        m_page->visit(QStringLiteral("view:late"));
        const auto asked = m_fixture->node.calls<api::ListOrders>().back();
        QVERIFY(asked.placedBefore);
        QCOMPARE(m_page->findChild<ui::TabStrip*>(QStringLiteral("ordersTabs"))->currentIndex(), 1);
    }

    void fOpensTheRefundOfTheCurrentOrder()
    {
        choose(6);
        QTRY_VERIFY(drawer()->details());
        QTest::keyClick(table(), Qt::Key_F);
        auto* dialog = m_page->findChild<ui::RefundDialog*>();
        QVERIFY(dialog && dialog->isOpen());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<ui::RefundDialog*>());
        QVERIFY(table()->hasFocus());
    }

    void visitingAnOrderThatIsNotLoadedSearchesForIt()
    {
        const QString id = ui::fromUtf8(demoOrder(5'000, m_fixture->now).id.text());
        m_rows = {demoOrder(5'000, m_fixture->now)};
        m_page->visit(id);
        QTRY_COMPARE(table()->currentId(), id);
        QCOMPARE(m_fixture->node.calls<api::ListOrders>().back().text.value, id.toStdString());
    }

    void hidesColumnsAndFacetsWhenTheWindowIsNarrow()
    {
        m_page->resize(1048, 630);
        const auto* model = static_cast<ui::OrdersModel*>(table()->model());
        QTRY_VERIFY(table()->isColumnHidden(model->columnOf(QStringLiteral("seller"))));
        QVERIFY(!table()->isColumnHidden(model->columnOf(QStringLiteral("total"))));
        QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("ordersFacets"))->isVisible());
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("ordersFilters"))->isVisible());
    }

private:
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("ordersTable"));
    }
    ui::OrderDrawer* drawer() const { return m_page->findChild<ui::OrderDrawer*>(); }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }

    std::unique_ptr<PageFixture> m_fixture;
    std::vector<api::OrderRow> m_rows;
    std::unique_ptr<ui::OrdersPage> m_page;
};

} // namespace stoa::test

using stoa::test::OrdersPageTest;
STOA_TEST(OrdersPageTest)
#include "test_orders_page.moc"
