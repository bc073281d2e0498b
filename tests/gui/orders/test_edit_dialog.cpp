// Editing an order: what it would cost first, lines from what is on sale, and what comes in
// between.

#include "api/storefront.h"
#include "order_dialog_fixture.h"
#include "ui/orders/edit_dialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QSpinBox>

namespace stoa::test {

class EditDialogTest final : public OrderDialogFixture {
    Q_OBJECT

    std::vector<api::StorefrontListing> m_goods;

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

    void aChangedEditIsAnotherIntent()
    {
        scriptPreview();
        visit();
        press(Qt::Key_E);
        auto* quantity = find<QSpinBox>("editQuantity0");
        QTest::keyClick(quantity, Qt::Key_Up);
        QTRY_VERIFY(button("editSend")->isEnabled());
        m_fixture->node.refuse<api::EditOrder>(makeError(ErrorKind::Timeout, "node.timeout"));
        for (int again = 0; again < 2; ++again) {
            QTest::keyClick(quantity, Qt::Key_Return, Qt::ControlModifier);
            QTRY_COMPARE(m_fixture->node.callCount<api::EditOrder>(), again + 1U);
            QTRY_VERIFY(find<QWidget>("editProblem")->isVisible());
        }
        quantity->stepUp();
        QTRY_VERIFY(button("editSend")->isEnabled());
        button("editSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::EditOrder>(), 3U);
        const auto edits = m_fixture->node.options<api::EditOrder>();
        QCOMPARE(edits[0].idempotencyKey, edits[1].idempotencyKey);
        QVERIFY(edits[1].idempotencyKey != edits[2].idempotencyKey);
    }

    void anEditThatCameTooLateSaysSo()
    {
        scriptPreview();
        visit();
        press(Qt::Key_E);
        find<QSpinBox>("editQuantity0")->stepUp();
        QTRY_VERIFY(button("editSend")->isEnabled());
        m_fixture->node.refuse<api::EditOrder>(
            makeError(ErrorKind::Stale, "order.stale").with("seen", "1").with("current", "2"));
        m_order.lines[0].quantity += 4;
        button("editSend")->click();
        QTRY_COMPARE(find<QSpinBox>("editQuantity0")->value(),
                     static_cast<int>(m_order.lines[0].quantity));
        QVERIFY(find<QWidget>("editProblem")->isVisible());
    }
};

} // namespace stoa::test

using stoa::test::EditDialogTest;
STOA_TEST(EditDialogTest)
#include "test_edit_dialog.moc"
