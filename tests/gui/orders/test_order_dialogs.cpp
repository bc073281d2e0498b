// Holding, letting go and canceling from the list of orders, and what the drawer says of an order's
// course.

#include "api/storefront.h"
#include "gui/accessible.h"
#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/cancel_dialog.h"
#include "ui/orders/edit_dialog.h"
#include "ui/orders/hold_dialog.h"
#include "ui/orders/order_course.h"
#include "ui/orders/order_drawer.h"
#include "ui/orders/orders_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace stoa::test {

class OrderDialogsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::OrdersPage> m_page;
    api::OrderView m_order;
    std::vector<api::StorefrontListing> m_goods;

    template <class T>
    T* find(const char* name) const
    {
        return m_page->window()->findChild<T*>(QString::fromLatin1(name));
    }
    QPushButton* button(const char* name) const { return find<QPushButton>(name); }
    bool says(const QString& text) const
    {
        const auto labels = m_page->findChildren<ui::Label*>();
        return std::ranges::any_of(
            labels, [&](const ui::Label* label) { return label->text().contains(text); });
    }
    void visit()
    {
        m_page->visit({});
        QTRY_VERIFY(m_page->findChild<ui::OrderDrawer*>()->details());
    }
    void press(Qt::Key key) { QTest::keyClick(find<ui::TableView>("ordersTable"), key); }
    api::CancelPreview preview() const
    {
        const Money none(0, m_order.row.total.currency());
        api::CancelPreview preview;
        preview.lines.push_back({m_order.lines[0].id, m_order.lines[0].title, 2});
        preview.isWhole = true;
        preview.back = m_order.row.total;
        preview.voided = none;
        return preview;
    }

    struct Sale {
        VariantId variant;
        const char* title;
        std::int64_t stock;
    };
    void sell(const std::vector<Sale>& sales)
    {
        m_goods.clear();
        for (const Sale& sale : sales) {
            api::StorefrontListing listing;
            listing.id = ListingId::make();
            listing.title = sale.title;
            api::VariantView variant;
            variant.id = sale.variant;
            variant.price = m_order.lines[0].unitPrice;
            variant.onHand = sale.stock + 1;
            variant.reserved = 1;
            listing.variants.push_back(variant);
            m_goods.push_back(listing);
        }
        m_fixture->node.reply<api::SearchStorefront>({m_goods, {}, {}});
    }
    // Whatever is asked for costs the same.
    void scriptPreview()
    {
        api::OrderEditPreview preview;
        const Money none = m_order.row.total - m_order.row.total;
        preview.totalBefore = preview.totalAfter = m_order.row.total;
        preview.toPay = preview.back = none;
        preview.commissionBefore = preview.commissionAfter = none;
        preview.taxBefore = preview.taxAfter = none;
        preview.sellerNetBefore = preview.sellerNetAfter = none;
        m_fixture->node.reply<api::PreviewOrderEdit>(preview);
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_order = demoOrderView(demoOrder(0, m_fixture->now));
        m_order.row.status = api::OrderStatus::Placed;
        for (auto& line : m_order.lines)
            line.fulfilledQuantity = line.withdrawnQuantity = 0;
        FakeNode& node = m_fixture->node;
        node.on<api::ListOrders>([this](const api::ListOrders&) {
            return Page<api::OrderRow>{{m_order.row}, {}, 1};
        });
        node.on<api::GetOrder>([this](const api::GetOrder&) { return m_order; });
        node.reply<api::GetOrderFacets>({});
        node.on<api::PreviewCancellation>([this](const auto&) { return preview(); });
        m_page = std::make_unique<ui::OrdersPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

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

    void editsAfterItsPreview()
    {
        visit();
        press(Qt::Key_E);
        auto* quantity = find<QSpinBox>("editQuantity0");
        QVERIFY(quantity != nullptr);
        QCOMPARE(namelessControls(*m_page), QStringList());
        QVERIFY(button("editSend")->toolTip().contains(QStringLiteral("Nothing")));
        QStringList reached;
        for (auto* now = QApplication::focusWidget(); reached.size() < 6;
             now = QApplication::focusWidget()) {
            reached << now->objectName();
            QTest::keyClick(now, Qt::Key_Tab);
        }
        const auto last = std::to_string(m_order.lines.size() - 1);
        const auto at = [&](const char* name) { return reached.indexOf(QLatin1String(name)); };
        QCOMPARE(reached.front(), QStringLiteral("editQuantity0"));
        QCOMPARE(at("editAdd"), at(("editQuantity" + last).c_str()) + 1);
        QCOMPARE(at("editShipping"), at("editAdd") + 1);
        const Money price = m_order.lines[0].unitPrice;
        m_fixture->node.on<api::PreviewOrderEdit>([&](const api::PreviewOrderEdit& asked) {
            const Money none = price - price;
            api::OrderEditPreview preview;
            preview.totalBefore = m_order.row.total;
            const bool isMore = asked.content.lines[0].quantity > m_order.lines[0].quantity;
            preview.totalAfter = isMore ? m_order.row.total + price : m_order.row.total - price;
            preview.toPay = isMore ? price : none;
            preview.back = isMore ? none : price;
            preview.commissionBefore = preview.commissionAfter = none;
            preview.taxBefore = preview.taxAfter = none;
            preview.sellerNetBefore = preview.sellerNetAfter = none;
            return preview;
        });
        quantity->setValue(static_cast<int>(m_order.lines[0].quantity) + 1);
        QVERIFY(!button("editSend")->isEnabled());
        QTRY_VERIFY(button("editSend")->isEnabled());
        QVERIFY(button("editSend")->text().startsWith(QStringLiteral("Ask the buyer for")));
        quantity->setValue(static_cast<int>(m_order.lines[0].quantity) - 1);
        QTRY_VERIFY(button("editSend")->isEnabled());
        QCOMPARE(button("editSend")->text(), QStringLiteral("Edit the order"));
        m_fixture->node.on<api::EditOrder>([this](const api::EditOrder&) { return m_order; });
        button("editSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::EditOrder>(), 1U);
        const auto sent = m_fixture->node.calls<api::EditOrder>()[0];
        QCOMPARE(sent.content.lines.size(), 1U);
        QCOMPARE(sent.content.lines[0].line, m_order.lines[0].id);
        QVERIFY(!sent.content.shipping);
        QCOMPARE(sent.version, m_order.row.version);
    }

    void anEditThatWaitsForItsPaymentIsShownAndWithdrawn()
    {
        api::OrderEditView edit;
        edit.id = OrderEditId::make();
        edit.status = api::OrderEditStatus::AwaitingPayment;
        edit.totalBefore = m_order.row.total;
        edit.toPay = Money(1250, m_order.row.total.currency());
        edit.totalAfter = edit.totalBefore + edit.toPay;
        edit.createdAt = m_fixture->now;
        m_order.edits = {edit};
        m_order.deadlines = {
            {api::TimerKind::EditPayment, m_fixture->now + std::chrono::hours(49), false}};
        visit();
        QVERIFY(says(QStringLiteral("waits until the buyer has paid")));
        QVERIFY(says(QStringLiteral("Edit is dropped unless it is paid")));
        QVERIFY(says(QStringLiteral("waits for payment")));
        QCOMPARE(button("orderEdit")->text(), QStringLiteral("Withdraw"));
        QCOMPARE(button("orderEdit")->accessibleName(), QStringLiteral("Withdraw the edit"));
        QVERIFY(!button("orderCancel")->isEnabled());
        QVERIFY(button("orderCancel")->toolTip().contains(QStringLiteral("Withdraw it first")));
        press(Qt::Key_E);
        QVERIFY(find<QSpinBox>("editQuantity0") == nullptr);
        QCOMPARE(m_fixture->node.callCount<api::CancelOrderEdit>(), 0U);
        m_fixture->node.on<api::CancelOrderEdit>([this](const api::CancelOrderEdit&) {
            m_order.edits[0].status = api::OrderEditStatus::Refused;
            m_order.edits[0].reason = "order_edit.amount_changed";
            return m_order;
        });
        button("orderEdit")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CancelOrderEdit>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::CancelOrderEdit>()[0].edit, edit.id);
        QTRY_COMPARE(button("orderEdit")->text(), QStringLiteral("Edit"));
        QVERIFY(button("orderCancel")->isEnabled());
        QVERIFY(says(QStringLiteral("The order costs another amount by now")));
    }

    void linesAreAddedFromWhatIsOnSale()
    {
        sell({{m_order.lines[0].variant, "In the order", 5},
              {VariantId::make(), "Sold out", 0},
              {VariantId::make(), "A bowl with a name that is far longer than there is room", 3}});
        visit();
        press(Qt::Key_E);
        auto* search = find<QLineEdit>("editAdd");
        QVERIFY(search != nullptr);
        auto* table = find<ui::TableView>("editGoods");
        QVERIFY(!table->isVisible());
        QTest::keyClicks(search, QStringLiteral("bowl"));
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTRY_VERIFY(table->isVisible());
        const auto asked = m_fixture->node.calls<api::SearchStorefront>().back();
        QCOMPARE(asked.text.value, std::string("bowl"));
        QCOMPARE(*asked.seller, m_order.row.seller);
        QCOMPARE(namelessControls(*m_page->window()), QStringList());

        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(says(QStringLiteral("change its quantity above")));
        QTest::keyClick(table, Qt::Key_Down);
        QVERIFY(!says(QStringLiteral("change its quantity above")));
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(says(QStringLiteral("sold out")));
        QCOMPARE(find<QSpinBox>("editAdded0"), nullptr);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Return);
        auto* quantity = find<QSpinBox>("editAdded0");
        QVERIFY(quantity != nullptr && quantity->hasFocus());
        QCOMPARE(quantity->maximum(), 3); // no more are there
        QVERIFY(!table->isVisible());

        scriptPreview();
        quantity->setValue(2);
        QTRY_VERIFY(button("editSend")->isEnabled());
        const auto preview = m_fixture->node.calls<api::PreviewOrderEdit>().back();
        QCOMPARE(preview.content.added.size(), 1U);
        QCOMPARE(preview.content.added[0].variant, m_goods[2].variants[0].id);
        QCOMPARE(preview.content.added[0].quantity.value, 2);
        QCOMPARE(*preview.content.added[0].unitPrice, m_order.lines[0].unitPrice);
        m_fixture->node.on<api::EditOrder>([this](const api::EditOrder&) { return m_order; });
        button("editSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::EditOrder>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::EditOrder>()[0].content.added.size(), 1U);
    }

    void whatWasAddedCanBeDropped()
    {
        sell({{VariantId::make(), "Bowl", 3}});
        visit();
        press(Qt::Key_E);
        auto* search = find<QLineEdit>("editAdd");
        QTest::keyClicks(search, QStringLiteral("bowl"));
        QTRY_COMPARE(find<ui::TableView>("editGoods")->model()->rowCount(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QTest::keyClick(find<ui::TableView>("editGoods"), Qt::Key_Return);
        auto* quantity = find<QSpinBox>("editAdded0");
        QVERIFY(quantity != nullptr);
        QTest::keyClick(quantity, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("editDrop0"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(search->hasFocus());
        QVERIFY(button("editSend")->toolTip().contains(QStringLiteral("Nothing")));
        QTest::keyClicks(search, QStringLiteral("bow")); // it can be chosen again
        QTRY_VERIFY(find<ui::TableView>("editGoods")->isVisible());
        QTest::keyClick(search, Qt::Key_Escape); // empties it, and the dialog stays
        QVERIFY(search->text().isEmpty());
        QVERIFY(find<QWidget>("editDialog"));
    }

    void whoMayNotSeeTheShelfChangesWhatIsThere()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::StorefrontRead);
        m_page = std::make_unique<ui::OrdersPage>(m_fixture->context());
        m_page->show();
        visit();
        press(Qt::Key_E);
        QVERIFY(find<QSpinBox>("editQuantity0")->isVisible());
        QVERIFY(!find<QLineEdit>("editAdd")->isVisible());
    }

    void whatIsPackedCanNotBeTakenOut()
    {
        const auto& line = m_order.lines[0];
        api::FulfillmentView parcel;
        parcel.lines.push_back({line.id, line.title, 1});
        m_order.fulfillments.push_back(parcel);
        QCOMPARE(ui::leastOf(m_order, line), 1);
        m_order.fulfillments[0].state = api::FulfillmentState::Canceled;
        QCOMPARE(ui::leastOf(m_order, line), 0);
        m_order.lines[0].refundedQuantity = line.quantity;
        QCOMPARE(ui::leastOf(m_order, m_order.lines[0]), line.quantity);
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
