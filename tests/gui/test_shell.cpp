#include "gui/accessible.h"
#include "support/test_main.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/rail.h"
#include "ui/shell/setup_model.h"
#include "ui/shell/sign_in_page.h"
#include "ui/widgets/button.h"

#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace stoa;
using namespace stoa::ui;

namespace {

class PlainPage final : public ShellPage {
public:
    void visit(const QString& record) override { visits << record; }
    QStringList visits;
};

} // namespace

class ShellTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_built.clear();
        m_look = std::make_unique<Look>(*qApp);
        m_registry = std::make_unique<PageRegistry>();
        const auto add = [this](const char* id, const char* title,
                                std::optional<api::Permission> permission, char letter) {
            m_registry->add({QString::fromLatin1(id), QString::fromLatin1(title),
                             QStringLiteral("orders"), QStringLiteral("Operate"), permission,
                             QLatin1Char(letter), false, [this, name = QString::fromLatin1(id)] {
                                 m_built << name;
                                 return new PlainPage;
                             }});
        };
        add("overview", "Overview", std::nullopt, 'o');
        add("orders", "Orders", api::Permission::OrdersRead, 'r');
        add("ledger", "Ledger", api::Permission::LedgerRead, 'l');
        m_window = std::make_unique<MainWindow>(*m_look, *m_registry);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        SessionInfo session;
        session.userName = QStringLiteral("Elena Vasquez");
        session.workspace = QStringLiteral("Marea Market");
        session.permissions = {api::Permission::OrdersRead};
        m_window->setSession(session);
    }
    void cleanup()
    {
        m_window.reset();
        m_registry.reset();
        m_look.reset();
    }

    void everyControlHasAName() { QCOMPARE(test::namelessControls(*m_window), QStringList()); }

    void buildsPagesOnTheirFirstVisitOnly()
    {
        QCOMPARE(m_built, QStringList({"overview"}));
        m_window->goTo({QStringLiteral("orders"), QStringLiteral("ord_1")});
        m_window->goTo({QStringLiteral("overview"), {}});
        m_window->goTo({QStringLiteral("orders"), QStringLiteral("ord_2")});
        QCOMPARE(m_built, QStringList({"overview", "orders"}));
        QCOMPARE(static_cast<PlainPage*>(m_window->pageFor(QStringLiteral("orders")))->visits,
                 QStringList({"ord_1", "ord_2"}));
    }

    void neverBuildsAPageWithoutItsPermission()
    {
        QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("rail_ledger")) == nullptr);
        m_window->goTo({QStringLiteral("ledger"), {}});
        m_window->goTo({QStringLiteral("moon"), {}});
        QCOMPARE(m_built, QStringList({"overview"}));
        QVERIFY(m_window->pageFor(QStringLiteral("ledger")) == nullptr);
    }

    void goesBackAndForwardWithTheKeyboard()
    {
        m_window->goTo({QStringLiteral("orders"), QStringLiteral("ord_1")});
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->place().page, QStringLiteral("overview"));
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->place(), (Place{QStringLiteral("orders"), QStringLiteral("ord_1")}));
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier); // nothing ahead
        QCOMPARE(m_window->place().page, QStringLiteral("orders"));
    }

    void goesToPagesByLetterButNotWhileTyping()
    {
        press(QStringLiteral("gr"));
        QCOMPARE(m_window->place().page, QStringLiteral("orders"));
        press(QStringLiteral("gl")); // no permission
        QCOMPARE(m_window->place().page, QStringLiteral("orders"));
        auto* field = new QLineEdit(m_window->pageFor(QStringLiteral("orders")));
        field->show();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("go"));
        QCOMPARE(field->text(), QStringLiteral("go"));
        QCOMPARE(m_window->place().page, QStringLiteral("orders"));
    }

    void paletteWorksByKeyboardAlone()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* field = m_window->findChild<QLineEdit*>(QStringLiteral("paletteField"));
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, QStringLiteral("ord"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_window->place().page, QStringLiteral("orders"));
        QVERIFY(ScrimDialog::openOver(m_window.get()) == nullptr);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(ScrimDialog::openOver(m_window.get())->findChild<QLineEdit*>(),
                        Qt::Key_Escape);
        QVERIFY(ScrimDialog::openOver(m_window.get()) == nullptr);
    }

    void paletteDropsAnswersToAnOlderText()
    {
        std::vector<std::function<void(std::vector<Command>)>> answers;
        m_window->setRecordSearches({{QLatin1Char('#'), [&](const QString&, int, auto found) {
                                          answers.push_back(found);
                                      }}});
        m_window->openPalette();
        auto* field = m_window->findChild<QLineEdit*>(QStringLiteral("paletteField"));
        auto* list = m_window->findChild<QListView*>(QStringLiteral("paletteList"));
        field->setText(QStringLiteral("48"));
        field->setText(QStringLiteral("482"));
        Command order;
        order.id = QStringLiteral("ord_1");
        order.icon = QStringLiteral("orders");
        order.title = QStringLiteral("M-48213");
        order.group = QStringLiteral("Orders");
        bool isRun = false;
        order.run = [&] { isRun = true; };
        answers[0]({order});
        QCOMPARE(list->model()->rowCount(), 0);
        answers[1]({order});
        QCOMPARE(list->model()->rowCount(), 2); // heading and order
        QTest::keyClick(field, Qt::Key_1, Qt::ControlModifier);
        QVERIFY(isRun);
    }

    void searchResultsNeverMoveTheRowUnderTheCursor()
    {
        PaletteModel model;
        const auto command = [](const char* title, const char* group) {
            Command made;
            made.id = made.title = QString::fromLatin1(title);
            made.group = QString::fromLatin1(group);
            return made;
        };
        model.setLocal({command("Refund order", "Actions"), command("Export refunds", "Actions"),
                        command("Refunds", "Go to")});
        model.setQuery(QStringLiteral("refund"));
        const int row = model.nextCommand(2, 1);
        const QString under = model.commandAt(row)->title;
        model.addFound({command("RF-4821", "Refunds")}, row);
        QCOMPARE(model.commandAt(row)->title, under);
        QCOMPARE(model.commandAt(model.rowCount() - 1)->title, QStringLiteral("RF-4821"));
        model.setQuery(QStringLiteral("refund"));
        model.addFound({command("RF-4821", "Refunds")}, 1); // still on the best match
        QCOMPARE(model.commandAt(3)->title, QStringLiteral("RF-4821"));
    }

    void matchesWordsInsideAndSequences()
    {
        Command command;
        command.title = QStringLiteral("Refund order M-48213");
        QCOMPARE(matchCommand(command, QStringLiteral("refund 4821")).ranges,
                 (std::vector<TextRange>{{0, 6}, {15, 4}}));
        QVERIFY(matchCommand(command, QStringLiteral("ro")).score > 0);
        QCOMPARE(matchCommand(command, QStringLiteral("zebra")).score, 0);
        QCOMPARE(matchCommand(command, QStringLiteral("refund zebra")).score, 0);
        QVERIFY(matchCommand(command, QStringLiteral("refund")).score >
                matchCommand(command, QStringLiteral("efund")).score);
    }

    void railCollapsesInANarrowWindowAndByChoice()
    {
        auto* rail = m_window->findChild<Rail*>();
        m_window->resize(1440, 900);
        QVERIFY(!rail->isCollapsed());
        m_window->resize(1100, 700);
        QVERIFY(rail->isCollapsed());
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!rail->isCollapsed());
        m_window->resize(1440, 900);
        m_window->resize(1100, 700);
        QVERIFY(rail->isCollapsed());
    }

    void closingInTheMiddleOfSomethingAsksFirst()
    {
        auto* dialog = new ScrimDialog(m_window.get(), QStringLiteral("import"));
        dialog->setUnderWay(QStringLiteral("An import is under way."));
        dialog->open();
        dialog->reject();
        QVERIFY(dialog->isOpen());
        QVERIFY(!m_window->close());
        QVERIFY(!m_window->close()); // asks once
        QCOMPARE(m_window->findChildren<ScrimDialog*>(QStringLiteral("confirmation")).size(), 1);
        ScrimDialog::openOver(m_window.get())->findChild<Button*>(QStringLiteral("keep"))->click();
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->close());
        ScrimDialog::openOver(m_window.get())
            ->findChild<Button*>(QStringLiteral("action"))
            ->click();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void closingAsksWhileAJobRuns()
    {
        m_window->setJobs(
            {{QStringLiteral("export"), QStringLiteral("Export of orders"), 0.4, {}}});
        QVERIFY(!m_window->close());
        m_window->setJobs({});
        QVERIFY(m_window->close());
    }

    void closesAtOnceWhenNothingIsUnderWay()
    {
        auto* dialog = new ScrimDialog(m_window.get(), QStringLiteral("palette"));
        dialog->open();
        QVERIFY(m_window->close());
    }

    void signOutCoversThePagesAndDeletesThem()
    {
        QPointer<ShellPage> page = m_window->pageFor(QStringLiteral("overview"));
        auto* signIn = new SignInPage;
        m_window->cover(signIn, QStringLiteral("Marea"), {});
        QVERIFY(!m_window->hasSession());
        m_window->goTo({QStringLiteral("orders"), {}});
        QVERIFY(m_window->pageFor(QStringLiteral("orders")) == nullptr);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(ScrimDialog::openOver(m_window.get()) == nullptr);
        m_window->setSession({});
        QVERIFY(page.isNull());
        QVERIFY(m_window->hasSession());
    }

    void signInAsksOnlyWhenBothFieldsAreFilled()
    {
        SignInPage page;
        QSignalSpy submitted(&page, &SignInPage::submitted);
        auto* email = page.findChild<QLineEdit*>(QStringLiteral("email"));
        auto* passphrase = page.findChild<QLineEdit*>(QStringLiteral("passphrase"));
        QTest::keyClicks(email, QStringLiteral(" elena@marea.example "));
        QTest::keyClick(email, Qt::Key_Return);
        QCOMPARE(submitted.count(), 0);
        QTest::keyClicks(passphrase, QStringLiteral("four calm words"));
        QTest::keyClick(passphrase, Qt::Key_Return);
        QCOMPARE(submitted.count(), 1);
        QCOMPARE(submitted.at(0).at(0).toString(), QStringLiteral("elena@marea.example"));
        page.setBusy(true);
        QTest::keyClick(passphrase, Qt::Key_Return);
        QCOMPARE(submitted.count(), 1);
        page.show();
        page.hide();
        QVERIFY(passphrase->text().isEmpty());
    }

    void setupCountsByExpectedTimeAndRetriesFailedSteps()
    {
        using namespace std::chrono_literals;
        SetupModel model;
        QSignalSpy retries(&model, &SetupModel::retryRequested);
        QSignalSpy completed(&model, &SetupModel::completed);
        const auto step = [](const char* id, Duration expected) {
            SetupStep made;
            made.id = made.title = QString::fromLatin1(id);
            made.expected = expected;
            return made;
        };
        model.setSteps({step("folder", 1s), step("tables", 3s)});
        model.finish(QStringLiteral("folder"), {}, 1s);
        QCOMPARE(model.share(), 0.25);
        model.begin(QStringLiteral("tables"));
        model.fail(QStringLiteral("tables"), QStringLiteral("Disk is full."));
        model.retry(QStringLiteral("folder")); // did not fail
        QCOMPARE(retries.count(), 0);
        model.retry(QStringLiteral("tables"));
        QCOMPARE(retries.count(), 1);
        QVERIFY(!model.failedStep().has_value());
        model.finish(QStringLiteral("tables"), {}, 3s);
        QCOMPARE(completed.count(), 1);
        QVERIFY(model.isDone());
    }

    void firstRunContinuesOnlyWhenPrepared()
    {
        SetupModel model;
        SetupStep tables;
        tables.id = QStringLiteral("tables");
        model.setSteps({tables});
        FirstRunPage page(model);
        QSignalSpy chosen(&page, &FirstRunPage::modeChosen);
        QSignalSpy owners(&page, &FirstRunPage::ownerSubmitted);
        auto* next = page.findChild<Button*>(QStringLiteral("firstRunContinue"));
        QVERIFY(!next->isEnabled());
        page.findChild<QAbstractButton*>(QStringLiteral("modeStandalone"))->click();
        QCOMPARE(chosen.count(), 1);
        QVERIFY(!next->isEnabled());
        model.finish(QStringLiteral("tables"), {}, {});
        QVERIFY(next->isEnabled());
        next->click();
        QCOMPARE(page.step(), FirstRunPage::Step::Owner);
        QVERIFY(!next->isEnabled());
        for (const char* field : {"marketplace", "name", "email", "password"}) {
            page.findChild<QLineEdit*>(QString::fromLatin1(field))
                ->setText(QStringLiteral("value"));
        }
        next->click();
        QCOMPARE(owners.count(), 1);
        QCOMPARE(owners.at(0).at(0).value<OwnerForm>().currency, QStringLiteral("EUR"));
    }

    void firstRunFitsTheSmallestWindow()
    {
        SetupModel model;
        std::vector<SetupStep> steps;
        for (const char* id : {"check", "create", "postgres", "redis", "marketplace", "demo"}) {
            SetupStep step;
            step.id = QString::fromLatin1(id);
            step.title = QStringLiteral("Create the private database");
            steps.push_back(std::move(step));
        }
        model.setSteps(steps);
        FirstRunPage page(model);
        page.resize(1048, 631); // what 1100 x 700 leaves
        page.show();
        QApplication::setActiveWindow(&page);
        auto* standalone = page.findChild<QAbstractButton*>(QStringLiteral("modeStandalone"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(standalone));
        standalone->click();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        for (const auto* area : page.findChildren<QAbstractScrollArea*>()) {
            if (!area->isVisible()) continue;
            QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
        }
    }

private:
    // Keys go to whoever has the focus, as they do for people.
    void press(const QString& keys)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClicks(focus != nullptr ? focus : m_window.get(), keys);
    }

    QStringList m_built;
    std::unique_ptr<Look> m_look;
    std::unique_ptr<PageRegistry> m_registry;
    std::unique_ptr<MainWindow> m_window;
};

STOA_TEST(ShellTest)
#include "test_shell.moc"
