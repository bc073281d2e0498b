#include "gui/accessible.h"
#include "gui/demo_reconciliation.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/reconciliation/start_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDateEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace stoa::test {

class StartDialogTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::StartDialog> m_dialog;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    void open(const std::optional<api::ReconciliationRow>& like = {})
    {
        m_dialog = new ui::StartDialog(m_fixture->context(), like, m_window.get());
        m_dialog->open();
        QTRY_VERIFY(child<QComboBox>("compareProvider")->count() > 0);
    }
    QPushButton* action() const { return child<QPushButton>("compareSend"); }
    // What stands below the field of that control.
    QString problemOf(const char* name) const
    {
        return child<QWidget>(name)->accessibleDescription();
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->node.reply<api::ListReconciliations>({demoRuns(m_fixture->now), {}, {}});
        m_window = std::make_unique<QWidget>();
        m_window->resize(1048, 630);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void beginsWithYesterdayInAllCurrencies()
    {
        open();
        QCOMPARE(namelessControls(*m_dialog), QStringList());
        m_fixture->node.on<api::StartReconciliation>(
            [this](const api::StartReconciliation&) { return demoRuns(m_fixture->now)[0]; });
        QSignalSpy started(m_dialog, &ui::StartDialog::started);
        QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(started.size(), 1);
        const auto sent = m_fixture->node.calls<api::StartReconciliation>()[0];
        QCOMPARE(sent.provider.value, std::string("stripe"));
        QCOMPARE(sent.from.value, std::string("2026-11-17"));
        QCOMPARE(sent.to.value, std::string("2026-11-17"));
        QCOMPARE(sent.currency.value, std::string());
        QCOMPARE(sent.graceHours.value, 24);
    }

    void beginsWithTheDaysOfAnother()
    {
        api::ReconciliationRow like = demoRuns(m_fixture->now)[2];
        like.currency = "EUR";
        like.graceHours = 48;
        open(like);
        QCOMPARE(child<QDateEdit>("compareFrom")->date(), QDate(2026, 11, 13));
        QCOMPARE(child<QDateEdit>("compareTo")->date(), QDate(2026, 11, 15));
        QCOMPARE(child<QComboBox>("compareCurrency")->currentData().toString(),
                 QStringLiteral("EUR"));
        QCOMPARE(child<QSpinBox>("compareGrace")->value(), 48);
    }

    void saysWhatIsMissing()
    {
        open();
        auto* from = child<QDateEdit>("compareFrom");
        from->setDate(QDate(2026, 11, 18));
        QCOMPARE(action()->toolTip(), QStringLiteral("The last day comes before the first."));
        from->setDate(QDate(2026, 10, 17));
        QCOMPARE(action()->toolTip(), QStringLiteral("At most 31 days at a time."));
        from->setDate(QDate(2026, 10, 18));
        QVERIFY(action()->isEnabled());
        child<QComboBox>("compareProvider")->setCurrentText(QStringLiteral(" "));
        QVERIFY(!action()->isEnabled());
        QCOMPARE(action()->toolTip(), QStringLiteral("Say whose statement it is."));
        action()->click();
        QCOMPARE(m_fixture->node.callCount<api::StartReconciliation>(), 0U);
    }

    void aRefusalStandsAtItsField()
    {
        open();
        Error unknown = makeError(ErrorKind::Invalid, "reconciliation.unknown_provider")
                            .with("known", "sandbox_pay, stripe");
        unknown.field = "provider";
        m_fixture->node.refuse<api::StartReconciliation>(unknown);
        action()->click();
        QTRY_VERIFY(problemOf("compareProvider")
                        .startsWith(QStringLiteral("This provider keeps no statement here.")));
        QCOMPARE(problemOf("compareFrom"), QString());
        m_fixture->node.refuse<api::StartReconciliation>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        action()->click();
        auto* problem = child<QWidget>("compareProblem");
        QTRY_VERIFY(problem->isVisible());
        const auto options = m_fixture->node.options<api::StartReconciliation>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
        child<QSpinBox>("compareGrace")->setValue(1);
        QVERIFY(!problem->isVisible());
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::StartReconciliation>(), 3U);
        QVERIFY(m_fixture->node.options<api::StartReconciliation>()[2].idempotencyKey !=
                options[0].idempotencyKey);
    }
};

} // namespace stoa::test

using stoa::test::StartDialogTest;
STOA_TEST(StartDialogTest)
#include "test_start_dialog.moc"
