#include "gui/demo_listings.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/catalogue/stock_dialog.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSignalSpy>

namespace stoa::test {

class StockDialogTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_shelf = std::make_unique<ListingShelf>(m_fixture->node, m_fixture->now, 1);
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 700);
        m_window->show();
        const api::ListingView listing = demoListingView(m_shelf->row(0));
        m_dialog =
            new ui::StockDialog(m_fixture->context(), listing, listing.variants[0], m_window.get());
        m_dialog->open();
    }
    void cleanup()
    {
        m_window.reset();
        m_shelf.reset();
        m_fixture.reset();
    }

    void needsAChangeAndAReason()
    {
        QVERIFY(!action()->isEnabled());
        edit("stockChange")->setText(QStringLiteral("-2"));
        QVERIFY(!action()->isEnabled());
        edit("stockReason")->setText(QStringLiteral("  "));
        QVERIFY(!action()->isEnabled());
        edit("stockReason")->setText(QStringLiteral("broken"));
        QVERIFY(action()->isEnabled());
        QCOMPARE(action()->text(), QStringLiteral("Take 2 out"));
        edit("stockChange")->setText(QStringLiteral("0"));
        QVERIFY(!action()->isEnabled());
    }

    void neverTakesWhatIsReserved()
    {
        // 3 on hand, 1 reserved.
        edit("stockReason")->setText(QStringLiteral("counted"));
        edit("stockChange")->setText(QStringLiteral("-3"));
        QVERIFY(!action()->isEnabled());
        edit("stockChange")->setText(QString(QChar(0x2212)) + QLatin1Char('2'));
        QVERIFY(action()->isEnabled());
    }

    void sendsTheMoveOnceAndCloses()
    {
        QSignalSpy moved(m_dialog, &ui::StockDialog::moved);
        fill("12", "counted");
        QTest::keyClick(edit("stockReason"), Qt::Key_Return);
        QTest::keyClick(m_dialog, Qt::Key_Return);
        QTRY_COMPARE(moved.count(), 1);
        const auto sent = m_fixture->node.calls<api::AdjustStock>();
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].change.value, 12);
        QCOMPARE(sent[0].reason.value, std::string("counted"));
        QVERIFY(!m_dialog->isOpen());
    }

    void aRepeatedMoveKeepsItsKeyAndAChangedOneGetsAnother()
    {
        m_fixture->node.refuse<api::AdjustStock>(makeError(ErrorKind::Timeout, "node.timeout"));
        fill("-1", "broken");
        action()->click();
        QTRY_VERIFY(widget("stockProblem")->isVisible());
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::AdjustStock>(), 2U);
        QTRY_VERIFY(action()->isEnabled());
        edit("stockChange")->setText(QStringLiteral("-2"));
        QVERIFY(!widget("stockProblem")->isVisible());
        action()->click();
        const auto options = m_fixture->node.options<api::AdjustStock>();
        QCOMPARE(options.size(), 3U);
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
        QVERIFY(options[2].idempotencyKey != options[0].idempotencyKey);
    }

private:
    QWidget* widget(const char* name) const
    {
        return m_dialog->findChild<QWidget*>(QString::fromLatin1(name));
    }
    QLineEdit* edit(const char* name) const { return static_cast<QLineEdit*>(widget(name)); }
    QAbstractButton* action() const { return static_cast<QAbstractButton*>(widget("stockSend")); }
    void fill(const char* change, const char* reason)
    {
        edit("stockChange")->setText(QString::fromLatin1(change));
        edit("stockReason")->setText(QString::fromLatin1(reason));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ListingShelf> m_shelf;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::StockDialog> m_dialog;
};

} // namespace stoa::test

using stoa::test::StockDialogTest;
STOA_TEST(StockDialogTest)
#include "test_stock_dialog.moc"
