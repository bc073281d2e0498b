#include "gui/demo_orders.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/refunds/refund_form.h"

#include <QTest>

namespace stoa::test {

class RefundFormTest final : public QObject {
    Q_OBJECT

private slots:
    void sendsOnlyWhatWasChosen()
    {
        ui::RefundForm form(m_order);
        QVERIFY(form.isEmpty());
        form.lines[2].quantity = 1;
        form.lines[2].restock = api::Restock::WriteOff;
        form.note = QStringLiteral("Broken");
        const api::RefundContent content = form.content();
        QCOMPARE(content.lines.size(), 1U);
        QCOMPARE(content.lines[0].line, m_order.lines[2].id);
        QVERIFY(content.lines[0].restock == api::Restock::WriteOff);
        QVERIFY(!content.lines[0].amount);
        QVERIFY(!content.shipping);
        QVERIFY(!content.extra);
        QCOMPARE(content.note.value, std::string("Broken"));
    }

    void everythingIsWhatIsLeft()
    {
        m_order.lines[0].refundedQuantity = 4;
        api::RefundView earlier;
        earlier.status = api::RefundStatus::Succeeded;
        earlier.shipping = m_order.shipping.portion(1, 2);
        m_order.refunds.push_back(earlier);
        api::RefundView failed = earlier;
        failed.status = api::RefundStatus::Failed;
        m_order.refunds.push_back(failed);
        ui::RefundForm form(m_order);
        form.chooseEverything();
        QCOMPARE(form.lines[0].quantity, 2);
        QCOMPARE(form.lines[1].quantity, 2);
        QCOMPARE(form.shipping, m_order.shipping - earlier.shipping);
    }

    void takesOverAChangedOrderAndKeepsWhatFits()
    {
        ui::RefundForm form(m_order);
        form.lines[0].quantity = 6;
        form.lines[1].quantity = 1;
        form.shipping = m_order.shipping;
        api::OrderView fresh = m_order;
        fresh.row.version = Version{9};
        fresh.lines[0].refundedQuantity = 5;
        form.rebase(fresh);
        QCOMPARE(form.version.value, 9);
        QCOMPARE(form.lines[0].quantity, 1);
        QCOMPARE(form.lines[1].quantity, 1);
    }

    void findsThePartThatAnErrorNames_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        const auto add = [](const char* field, ui::RefundPart::Kind kind, int line) {
            QTest::newRow(field) << QString::fromLatin1(field) << static_cast<int>(kind) << line;
        };
        using Kind = ui::RefundPart::Kind;
        add("lines[0].quantity", Kind::Quantity, 1); // the first chosen line is the form's second
        add("content.lines[1].amount", Kind::Amount, 2);
        add("lines[0]", Kind::Quantity, 1);
        add("lines[7].amount", Kind::None, 0);
        add("lines[x].amount", Kind::None, 0);
        add("shipping", Kind::Shipping, 0);
        add("content.extra", Kind::Extra, 0);
        add("note", Kind::Note, 0);
        add("footnote", Kind::None, 0);
        add("", Kind::None, 0);
    }
    void findsThePartThatAnErrorNames()
    {
        QFETCH(const QString, field);
        QFETCH(const int, kind);
        QFETCH(const int, line);
        ui::RefundForm form(m_order);
        form.lines[1].quantity = 1;
        form.lines[2].quantity = 1;
        const ui::RefundPart part = ui::partOf(field.toStdString(), form);
        QCOMPARE(static_cast<int>(part.kind), kind);
        QCOMPARE(static_cast<int>(part.line), line);
    }

    void init()
    {
        m_order = demoOrderView(demoOrder(6, *Timestamp::parse("2026-11-18T14:32:00Z")));
    }

private:
    api::OrderView m_order;
};

} // namespace stoa::test

using stoa::test::RefundFormTest;
STOA_TEST(RefundFormTest)
#include "test_refund_form.moc"
