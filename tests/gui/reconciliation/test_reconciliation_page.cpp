#include "gui/accessible.h"
#include "gui/demo_reconciliation.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/reconciliation/reconciliation_page.h"
#include "ui/reconciliation/reconciliation_words.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

namespace stoa::test {

using Course = api::DifferenceState;
using Kind = api::DifferenceKind;

class ReconciliationPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::ReconciliationPage> m_page;
    std::vector<api::ReconciliationRow> m_runs;
    std::vector<api::DifferenceView> m_differences;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table(const char* name = "differencesTable") const
    {
        return child<ui::TableView>(name);
    }
    int rows(const char* name = "differencesTable") const
    {
        return table(name)->model()->rowCount();
    }
    QString cell(int row, const char* column, const char* name = "differencesTable") const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table(name)->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column)))
            .data()
            .toString()
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    QString toast() const
    {
        for (const auto* toast : m_page->findChildren<ui::Toast*>()) {
            if (toast->isVisible()) return toast->findChild<ui::Label*>()->text();
        }
        return {};
    }
    // All that is written in the drawer of that name.
    QString written(const char* drawer) const
    {
        QStringList texts;
        for (const auto* label : child<QWidget>(drawer)->findChildren<ui::Label*>())
            texts << label->text();
        return texts.join(QLatin1Char('|')).replace(QChar::Nbsp, QLatin1Char(' '));
    }
    void visit(const QString& record = {})
    {
        m_page->visit(record);
        QTRY_COMPARE(rows(), 3);
        QTRY_VERIFY(child<QWidget>("differenceSides"));
    }
    void visitRuns()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rows("runsTable"), 5);
    }

    void scriptDifferences()
    {
        m_fixture->node.on<api::ListDifferences>([this](const api::ListDifferences& asked) {
            Page<api::DifferenceView> page;
            const auto has = [](const auto& list, auto value) {
                return list.empty() || std::ranges::find(list, value) != list.end();
            };
            for (const auto& each : m_differences) {
                if (has(asked.state, each.state) && has(asked.kind, each.kind) &&
                    (asked.provider.empty() || asked.provider.value == each.provider) &&
                    (!asked.run || *asked.run == each.lastRun))
                    page.items.push_back(each);
            }
            return page;
        });
        m_fixture->node.on<api::GetDifference>([this](const api::GetDifference& asked) {
            return *std::ranges::find(m_differences, asked.difference, &api::DifferenceView::id);
        });
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_runs = demoRuns(m_fixture->now);
        m_differences = demoDifferences(m_fixture->now, m_runs[2].id);
        scriptDifferences();
        m_fixture->node.on<api::ListReconciliations>([this](const api::ListReconciliations&) {
            return Page<api::ReconciliationRow>{m_runs, {}, {}};
        });
        m_fixture->node.on<api::GetReconciliation>([this](const api::GetReconciliation& asked) {
            return demoRun(
                *std::ranges::find(m_runs, asked.reconciliation, &api::ReconciliationRow::id));
        });
        m_page = std::make_unique<ui::ReconciliationPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void whatIsToBeExplainedComesFirst()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(cell(0, "reference"), QStringLiteral("pi_3QK7marea"));
        QCOMPARE(cell(0, "kind"), QStringLiteral("Missing in the books"));
        QCOMPARE(cell(0, "here"), QStringLiteral("nothing"));
        QCOMPARE(cell(0, "there"), QStringLiteral("59.00 EUR"));
        const QString facts = written("differenceDrawer");
        QVERIFY2(facts.contains(QStringLiteral("|59.00 EUR|")), qPrintable(facts));
        QVERIFY2(facts.contains(QStringLiteral("none of ours")), qPrintable(facts));
        QVERIFY(!child<QPushButton>("differenceOrder")->isEnabled());
        QCOMPARE(child<QPushButton>("differenceOrder")->toolTip(),
                 QStringLiteral("It is about no order of ours."));
        table()->setCurrentIndex(table()->model()->index(1, 0));
        QTRY_VERIFY(written("differenceDrawer").contains(QStringLiteral("−48.00 EUR")));
        QTRY_VERIFY(written("differenceDrawer").contains(QStringLiteral("|5.00 EUR")));
        QSignalSpy places(m_page.get(), &ui::ReconciliationPage::placeRequested);
        QTest::keyClick(table(), Qt::Key_O);
        QCOMPARE(places[0][0].value<ui::Place>().record,
                 ui::fromUtf8(m_differences[1].order->text()));
    }

    void theBarNarrowsTheList()
    {
        visit();
        child<ui::Segmented>("differencesWhich")->setCurrent(3);
        QTRY_COMPARE(rows(), 5);
        auto* kind = child<QComboBox>("differencesKind");
        kind->setCurrentIndex(kind->findText(QStringLiteral("Fees differ")));
        emit kind->activated(kind->currentIndex());
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(cell(0, "reference"), QStringLiteral("dp_1QH2nakano"));
        QTRY_VERIFY(written("differenceDrawer").contains(QStringLiteral("Fee in the books")));
        auto* provider = child<QComboBox>("differencesProvider");
        QTRY_COMPARE(provider->count(), 2);
        provider->setCurrentIndex(1);
        emit provider->activated(1);
        QTRY_COMPARE(m_fixture->node.calls<api::ListDifferences>().back().provider.value,
                     std::string("stripe"));
        QCOMPARE(m_fixture->node.calls<api::ListDifferences>().back().kind.front(),
                 Kind::FeeDiffers);
    }

    void nothingToExplainIsSaidAndAllCanBeShown()
    {
        for (auto& each : m_differences)
            each.state = Course::Explained;
        m_page->visit({});
        auto* state = child<ui::ViewState>("differencesState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QTRY_COMPARE(rows(), 5);
        QCOMPARE(child<ui::Segmented>("differencesWhich")->current(), 3);
    }

    void anExplanationGoesWithTheVersionThatWasSeen()
    {
        visit();
        m_fixture->node.on<api::ExplainDifference>([this](const api::ExplainDifference& asked) {
            m_differences[0].state = Course::Explained;
            m_differences[0].note = asked.note.value;
            return m_differences[0];
        });
        m_fixture->prompt.words = QStringLiteral("Paid by hand in the provider's dashboard.");
        QTest::keyClick(table(), Qt::Key_E);
        QTRY_COMPARE(m_fixture->node.callCount<api::ExplainDifference>(), 1U);
        const auto sent = m_fixture->node.calls<api::ExplainDifference>()[0];
        QCOMPARE(sent.difference, m_differences[0].id);
        QCOMPARE(sent.version, Version{1});
        QCOMPARE(sent.note.value, std::string("Paid by hand in the provider's dashboard."));
        QCOMPARE(m_fixture->prompt.questions[0].text,
                 QStringLiteral("Missing in the books: nothing in the books, 59.00\u00a0EUR at the "
                                "provider. Colleagues and auditors read it."));
        QTRY_VERIFY(toast().endsWith(QStringLiteral(" is explained")));
        QTRY_COMPARE(rows(), 2);
    }

    void whatSomebodyElseWroteMeanwhileIsShownAndNothingTypedIsLost()
    {
        visit();
        m_fixture->node.on<api::ExplainDifference>(
            [this](const api::ExplainDifference& asked) -> Result<api::DifferenceView> {
                if (asked.version != Version{1}) return m_differences[0];
                m_differences[0].version = Version{2};
                m_differences[0].note = "Known, see the mail of Stripe.";
                m_differences[0].explainedBy = "Priya Raman";
                m_differences[0].state = Course::Explained;
                return fail(makeError(ErrorKind::Stale, "difference.stale")
                                .with("seen", "1")
                                .with("current", "2"));
            });
        m_fixture->prompt.words = QStringLiteral("Mine");
        child<QPushButton>("differenceExplain")->click();
        QTRY_COMPARE(m_fixture->prompt.questions.size(), 2U);
        QCOMPARE(m_fixture->prompt.questions[1].initial, QStringLiteral("Mine"));
        QVERIFY(m_fixture->prompt.questions[1].text.contains(
            QStringLiteral("Known, see the mail of Stripe.")));
        QTRY_COMPARE(m_fixture->node.callCount<api::ExplainDifference>(), 2U);
        QCOMPARE(m_fixture->node.calls<api::ExplainDifference>()[1].version, Version{2});
    }

    void aRefusalIsSaidAndTheButtonWorksAgain()
    {
        visit();
        m_fixture->node.refuse<api::ExplainDifference>(
            makeError(ErrorKind::Refused, "difference.gone"));
        m_fixture->prompt.words = QStringLiteral("Why");
        child<QPushButton>("differenceExplain")->click();
        QTRY_COMPARE(toast(), QStringLiteral("This difference is gone. The books and the provider "
                                             "agree again: nothing to explain."));
        QVERIFY(child<QPushButton>("differenceExplain")->isEnabled());
    }

    void whatIsGoneHasNothingToExplain()
    {
        m_page->visit(ui::fromUtf8(m_differences[4].id.text()));
        QTRY_COMPARE(table()->currentId(), ui::fromUtf8(m_differences[4].id.text()));
        QCOMPARE(rows(), 1); // whatever page it is on
        QCOMPARE(m_fixture->node.callCount<api::ListDifferences>(), 0U);
        auto* explain = child<QPushButton>("differenceExplain");
        QVERIFY(!explain->isEnabled());
        QCOMPARE(explain->toolTip(),
                 QStringLiteral("It is gone: the books and the provider agree again."));
        QTest::keyClick(table(), Qt::Key_E);
        QTRY_COMPARE(toast(), explain->toolTip());
        QVERIFY(m_fixture->prompt.questions.empty());
    }

    void theReferenceIsCopied()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_C);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("pi_3QK7marea"));
    }

    void theListIsSavedAsAFile()
    {
        visit();
        QTemporaryDir folder;
        m_fixture->prompt.path = folder.filePath(QStringLiteral("differences.csv"));
        QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(toast().startsWith(QStringLiteral("3 lines are in ")));
        QFile file(m_fixture->prompt.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"));
        QVERIFY(lines[0].endsWith(QStringLiteral("occurred_at,state,note,explained_by")));
        QVERIFY(lines[2].contains(
            QStringLiteral(",stripe,amount_differs,refund,re_3QJ9belhadj,-48.00,EUR,-43.00,EUR,")));
    }

    void aRunSaysHowFarItIs()
    {
        visitRuns();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(cell(0, "state", "runsTable"), QStringLiteral("Running"));
        QCOMPARE(cell(1, "state", "runsTable"), QStringLiteral("Waits for the provider"));
        QCOMPARE(cell(2, "state", "runsTable"), QStringLiteral("3 to explain"));
        QCOMPARE(cell(2, "days", "runsTable"), QStringLiteral("13 – 15 Nov 2026"));
        QCOMPARE(cell(2, "ours", "runsTable"), QStringLiteral("1,284"));
        QCOMPARE(cell(3, "state", "runsTable"), QStringLiteral("Agrees"));
        QCOMPARE(cell(4, "state", "runsTable"), QStringLiteral("Failed"));
        QVERIFY(!child<QPushButton>("runAgain")->isEnabled());
        QCOMPARE(child<QPushButton>("runAgain")->toolTip(),
                 QStringLiteral("It is under way already."));
        m_runs[0].status = api::ReconciliationStatus::Done;
        m_fixture->node.publish("reconciliation.finished", m_runs[0].id.text());
        QTRY_COMPARE(cell(0, "state", "runsTable"), QStringLiteral("Agrees"));
        QTRY_VERIFY(child<QPushButton>("runAgain")->isEnabled());
    }

    void aRunShowsItsTotalsAndWhyItWaits()
    {
        visitRuns();
        auto* runs = table("runsTable");
        runs->setCurrentIndex(runs->model()->index(2, 0));
        QTRY_VERIFY(child<QWidget>("runTotals"));
        const QString totals = written("runTotals");
        QVERIFY2(totals.startsWith(QStringLiteral(
                     "Charges, EUR|differ|in the books|1,103 · 104,822.15 EUR|at the provider|"
                     "1,104 · 104,881.15 EUR|fees kept of them|3,146.43 EUR|Refunds, EUR|agree|")),
                 qPrintable(totals));
        QVERIFY2(totals.endsWith(QStringLiteral("Payouts to our bank, EUR|1 · −24,000.00 EUR")),
                 qPrintable(totals));
        runs->setCurrentIndex(runs->model()->index(1, 0));
        QTRY_VERIFY(child<QWidget>("sectionFailure"));
        QVERIFY(written("runDrawer").contains(QStringLiteral("3 tries so far.")));
    }

    void theDifferencesOfARunAreOneKeyAway()
    {
        visitRuns();
        m_differences[0].lastRun = m_runs[3].id;
        auto* runs = table("runsTable");
        runs->setCurrentIndex(runs->model()->index(2, 0));
        QTest::keyClick(runs, Qt::Key_D);
        QTRY_COMPARE(rows(), 4);
        QCOMPARE(child<QTabBar>("reconciliationParts")->currentIndex(), 0);
        QCOMPARE(*m_fixture->node.calls<api::ListDifferences>().back().run, m_runs[2].id);
        auto* chip = child<ui::FilterChip>("differencesRun");
        QVERIFY(chip->isVisible());
        emit chip->removed();
        QTRY_COMPARE(rows(), 5);
        QVERIFY(!chip->isVisible());
    }

    void aLinkToARunOpensItsTab()
    {
        m_page->visit(ui::fromUtf8(m_runs[3].id.text()));
        QTRY_COMPARE(table("runsTable")->currentId(), ui::fromUtf8(m_runs[3].id.text()));
        QCOMPARE(child<QTabBar>("reconciliationParts")->currentIndex(), 1);
        auto* differences = child<QPushButton>("runDifferences");
        QVERIFY(!differences->isEnabled());
        QCOMPARE(differences->toolTip(), QStringLiteral("It has found no differences."));
        QVERIFY(child<QWidget>("runsOnly")->isVisible());
    }

    void aLinkToADifferenceThatNobodyFoundSaysSo()
    {
        m_fixture->node.refuse<api::GetDifference>(
            makeError(ErrorKind::NotFound, "difference.not_found"));
        m_page->visit(ui::fromUtf8(DifferenceId::make().text()));
        auto* state = child<ui::ViewState>("differencesState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        scriptDifferences();
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QTRY_COMPARE(rows(), 5);
    }

    void whatCanNotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::ListDifferences>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->visit({});
        auto* state = child<ui::ViewState>("differencesState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        scriptDifferences();
        emit state->actionTriggered(ui::ViewState::Kind::Error);
        m_page->refresh();
        QTRY_COMPARE(rows(), 3);
    }

    void everyValueHasItsWord()
    {
        const auto all = []<class Enum>(Enum, auto word) {
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
                [&](auto each) { QVERIFY(!word(each.value).isEmpty()); });
        };
        all(Kind{}, [](Kind kind) { return ui::differenceKindText(kind); });
        all(api::Movement{}, [](api::Movement each) { return ui::movementText(each); });
        all(Course{}, [](Course state) { return ui::differenceWord(state).text; });
        QCOMPARE(ui::gapOf(m_differences[3])->minor(), 61'204);
        QVERIFY(!ui::gapOf(m_differences[4]));
    }
};

} // namespace stoa::test

using stoa::test::ReconciliationPageTest;
STOA_TEST(ReconciliationPageTest)
#include "test_reconciliation_page.moc"
