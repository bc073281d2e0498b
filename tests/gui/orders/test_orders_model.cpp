#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/orders_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

class OrdersModelTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_rows.clear();
        for (std::int64_t i = 0; i < 500; ++i)
            m_rows.push_back(demoOrder(i, m_fixture->now));
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders& asked) {
            Page<api::OrderRow> page;
            const std::size_t from = asked.after.empty() ? 0 : std::stoul(asked.after.value);
            const std::size_t to = std::min(m_rows.size(), from + 200);
            page.items.assign(m_rows.begin() + static_cast<std::ptrdiff_t>(from),
                              m_rows.begin() + static_cast<std::ptrdiff_t>(to));
            if (to < m_rows.size()) page.next = std::to_string(to);
            page.estimatedTotal = static_cast<std::int64_t>(m_rows.size());
            return page;
        });
    }

    void keepsTheContractOfAModelOverLoadAndRefresh()
    {
        ui::OrdersModel model(m_fixture->context());
        load(model);
        // The tester asks for more by itself until nothing is left.
        const QAbstractItemModelTester tester(&model, kFatal);
        QTRY_COMPARE(model.rowCount(), 500);
        m_rows.erase(m_rows.begin() + 3);
        m_rows.insert(m_rows.begin(), demoOrder(9'000, m_fixture->now));
        refresh(model);
        QCOMPARE(model.row(0).number, demoOrder(9'000, m_fixture->now).number);
        QCOMPARE(model.rowCount(), 500);
    }

    void readsAMillionOrdersOnlyPageByPage()
    {
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders& asked) {
            return demoOrdersPage(asked, 1'000'000, m_fixture->now);
        });
        ui::OrdersModel model(m_fixture->context());
        load(model);
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(*model.estimatedTotal(), 1'000'000);
        for (int page = 2; page <= 5; ++page) {
            model.fetchMore({});
            QTRY_COMPARE(model.rowCount(), page * 200);
        }
        QCOMPARE(m_fixture->node.callCount<api::ListOrders>(), 5U);
        // A refresh reads the first two pages, however much has been scrolled through.
        refresh(model);
        QCOMPARE(m_fixture->node.callCount<api::ListOrders>(), 7U);
        QCOMPARE(model.rowCount(), 1000);
        // … and scrolling goes on where it was.
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 1200);
        QCOMPARE(model.row(1000).id, demoOrder(1000, m_fixture->now).id);
    }

    void refreshBringsNewRowsAndKeepsWhatIsBelow()
    {
        ui::OrdersModel model(m_fixture->context());
        load(model);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 400);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 500);
        for (std::int64_t i = 0; i < 3; ++i)
            m_rows.insert(m_rows.begin(), demoOrder(9'000 + i, m_fixture->now));
        const QAbstractItemModelTester tester(&model, kFatal);
        QSignalSpy resets(&model, &ui::OrdersModel::modelReset);
        refresh(model);
        QCOMPARE(model.rowCount(), 503);
        QCOMPARE(resets.count(), 0);
        for (int i = 0; i < 503; ++i)
            QCOMPARE(model.row(i).id, m_rows[static_cast<std::size_t>(i)].id);
    }

    void refreshChangesOnlyTheRowThatDiffers()
    {
        ui::OrdersModel model(m_fixture->context());
        load(model);
        m_rows[7].paymentStatus = api::PaymentStatus::Voided;
        QSignalSpy changes(&model, &ui::OrdersModel::dataChanged);
        refresh(model);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 7);
    }

    void readsAChangedOrderBelowTheReachOfARefreshByItself()
    {
        m_fixture->node.on<api::GetOrder>([this](const api::GetOrder& asked) {
            api::OrderRow row = demoOrder(450, m_fixture->now);
            row.buyerName = "Changed";
            return Result<api::OrderView>(demoOrderView(row)).map([&](api::OrderView view) {
                view.row.id = asked.order;
                return view;
            });
        });
        ui::OrdersModel model(m_fixture->context());
        load(model);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 400);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 500);
        const QString deep = ui::fromUtf8(m_rows[450].id.text());
        const QString near = ui::fromUtf8(m_rows[5].id.text());
        model.refreshOrders({deep, near, QStringLiteral("ord_unknown")});
        QTRY_COMPARE(model.row(450).buyerName, std::string("Changed"));
        QCOMPARE(m_fixture->node.callCount<api::GetOrder>(), 1U);
    }

    void dropsTheAnswerOfAnEarlierFilter()
    {
        m_fixture->node.hold<api::ListOrders>();
        ui::OrdersModel model(m_fixture->context());
        model.setFilter({});
        ui::OrdersFilter refunded;
        refunded.payment = {api::PaymentStatus::Refunded};
        model.setFilter(refunded);
        m_rows.resize(3);
        m_fixture->node.release<api::ListOrders>(1);
        QTRY_COMPARE(model.rowCount(), 3);
        m_rows.resize(1);
        m_fixture->node.release<api::ListOrders>(0);
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 3);
    }

    void keepsTheRowsWhenARefreshFails()
    {
        ui::OrdersModel model(m_fixture->context());
        load(model);
        m_fixture->node.refuse<api::ListOrders>(
            makeError(ErrorKind::Unavailable, "node.overloaded"));
        QSignalSpy failures(&model, &ui::OrdersModel::failed);
        model.refresh();
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(model.state(), ui::KeysetModelBase::State::Ready);
    }

    void showsOneChipThatSaysMost_data()
    {
        using Payment = api::PaymentStatus;
        using Delivery = api::FulfillmentStatus;
        QTest::addColumn<int>("payment");
        QTest::addColumn<int>("delivery");
        QTest::addColumn<int>("hours");
        QTest::addColumn<QString>("word");
        const auto add = [](const char* name, Payment payment, Delivery delivery, int hours,
                            const char* word) {
            QTest::newRow(name) << static_cast<int>(payment) << static_cast<int>(delivery) << hours
                                << QString::fromLatin1(word);
        };
        add("paid", Payment::Paid, Delivery::Unfulfilled, 71, "Paid");
        add("late", Payment::Paid, Delivery::Unfulfilled, 73, "Late");
        add("partly late", Payment::PartiallyRefunded, Delivery::Partial, 73, "Late");
        add("unpaid", Payment::None, Delivery::Unfulfilled, 900, "Unpaid");
        add("shipped", Payment::Paid, Delivery::Fulfilled, 900, "Shipped");
        add("delivered", Payment::Paid, Delivery::Delivered, 900, "Delivered");
        add("refunded", Payment::Refunded, Delivery::Delivered, 900, "Refunded");
        add("partly refunded", Payment::PartiallyRefunded, Delivery::Delivered, 1,
            "Partly refunded");
    }
    void showsOneChipThatSaysMost()
    {
        QFETCH(const int, payment);
        QFETCH(const int, delivery);
        QFETCH(const int, hours);
        m_rows.resize(1);
        m_rows[0].status = api::OrderStatus::Placed;
        m_rows[0].paymentStatus = static_cast<api::PaymentStatus>(payment);
        m_rows[0].fulfillmentStatus = static_cast<api::FulfillmentStatus>(delivery);
        m_rows[0].placedAt = m_fixture->now - std::chrono::hours(hours);
        ui::OrdersModel model(m_fixture->context());
        load(model);
        const QModelIndex cell = model.index(0, model.columnOf(QStringLiteral("status")));
        QTEST(cell.data(ui::StatusRole).value<ui::StatusWord>().text, "word");
    }

private:
    void load(ui::OrdersModel& model)
    {
        model.setFilter({});
        QTRY_COMPARE(model.state(), ui::KeysetModelBase::State::Ready);
    }
    void refresh(ui::OrdersModel& model)
    {
        QSignalSpy refreshed(&model, &ui::OrdersModel::refreshed);
        model.refresh();
        QTRY_COMPARE(refreshed.count(), 1);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::vector<api::OrderRow> m_rows;
};

} // namespace stoa::test

using stoa::test::OrdersModelTest;
STOA_TEST(OrdersModelTest)
#include "test_orders_model.moc"
