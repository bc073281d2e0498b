#include "gui/accessible.h"
#include "gui/demo_books.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/finance/payouts_page.h"
#include "ui/models/keyset_model_base.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

namespace stoa::test {

using api::PayoutStatus;

class PayoutsPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::PayoutsPage> m_page;
    std::vector<api::PayoutView> m_payouts;
    PayoutId m_far; // on no page that is loaded

    FakeNode& node() const { return m_fixture->node; }
    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("payoutsTable"); }
    QPushButton* button(const char* name) const { return child<QPushButton>(name); }
    QVariant cell(int row, const char* column, int role = Qt::DisplayRole) const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column))).data(role);
    }
    // As a reader sees it: no marks around names, plain spaces.
    static QString plain(QString text)
    {
        return text.remove(QChar(0x2068))
            .remove(QChar(0x2069))
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    QString toast() const
    {
        const auto* toast = m_page->findChild<ui::Toast*>();
        return toast->isVisible() ? plain(toast->findChild<ui::Label*>()->text()) : QString();
    }
    void open()
    {
        m_page = std::make_unique<ui::PayoutsPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
        m_page->visit({});
    }
    void visit()
    {
        open();
        QTRY_COMPARE(table()->model()->rowCount(), static_cast<int>(m_payouts.size()));
        QTRY_VERIFY(child<QWidget>("payoutCourse"));
    }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void press(Qt::Key key) { QTest::keyClick(table(), key); }
    QByteArray saved() const
    {
        QFile file(m_fixture->prompt.path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    // The next settlement leaves the first payout so.
    void settleAs(PayoutStatus status)
    {
        node().on<api::SettlePayoutByHand>([this, status](const api::SettlePayoutByHand& asked) {
            m_payouts[0].status = status;
            m_payouts[0].reference = asked.reference.value;
            m_payouts[0].failureCode = asked.reason.value;
            return m_payouts[0];
        });
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->prompt.path = m_folder->filePath(QStringLiteral("out.file"));
        m_payouts = demoPayouts(m_fixture->now);
        m_far = {};
        node().on<api::ListPayouts>([this](const api::ListPayouts& asked) {
            Page<api::PayoutView> page;
            for (const auto& each : m_payouts) {
                const bool isAsked =
                    each.id != m_far &&
                    (asked.status.empty() || std::ranges::count(asked.status, each.status) > 0);
                if (asked.payout ? each.id == *asked.payout : isAsked) page.items.push_back(each);
            }
            return page;
        });
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void showsWhatWasPaidToWhom()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QVERIFY(!node().calls<api::ListPayouts>()[0].seller.has_value());
        QCOMPARE(cell(2, "seller").toString(), QStringLiteral("Bergman Ljud"));
        QCOMPARE(cell(2, "amount", ui::MoneyRole).value<Money>().minor(), 38'240);
        QCOMPARE(cell(2, "provider").toString(), QStringLiteral("Bank wire, made by hand"));
        QCOMPARE(cell(2, "account").toString(), QStringLiteral("SE45 5000 0000 0583 9825 7466"));
        QCOMPARE(cell(2, "reference").toString(), QStringLiteral("SEB-20261117-8841"));
        QCOMPARE(cell(2, "settled").toString(), QStringLiteral("Tue 05:32"));
        QCOMPARE(cell(0, "settled").toString(), QString());
        const QStringList states{QStringLiteral("Under way"), QStringLiteral("Waiting"),
                                 QStringLiteral("Paid"), QStringLiteral("Failed"),
                                 QStringLiteral("Canceled")};
        for (int row = 0; row < states.size(); ++row) {
            QCOMPARE(cell(row, "state").toString(), states[row]);
            QCOMPARE(cell(row, "state", ui::StatusRole).value<ui::StatusWord>().text, states[row]);
        }
    }

    void theDrawerIsFilledFromTheRow()
    {
        visit();
        choose(3);
        QCOMPARE(child<ui::Label>("payoutFailure")->text(), QStringLiteral("Account closed"));
        m_payouts[3].provider = api::PayoutProvider::Manual; // then a person wrote it
        m_payouts[3].failureCode = "no_such account";
        m_page->refresh();
        QTRY_COMPARE(child<ui::Label>("payoutFailure")->text(), QStringLiteral("no_such account"));
        choose(0);
        QTRY_VERIFY(!child<ui::Label>("payoutFailure"));
    }

    void tabsAskForWhatBecameOfThem()
    {
        visit();
        using List = std::vector<PayoutStatus>;
        const std::vector<List> asked{{PayoutStatus::Pending, PayoutStatus::Processing},
                                      {PayoutStatus::Paid},
                                      {PayoutStatus::Failed},
                                      {PayoutStatus::Canceled},
                                      {}};
        const Qt::Key keys[] = {Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_1};
        const int rows[] = {2, 1, 1, 1, 5};
        for (std::size_t i = 0; i < asked.size(); ++i) {
            QTest::keyClick(table(), keys[i], Qt::ControlModifier);
            QTRY_COMPARE(table()->model()->rowCount(), rows[i]);
            const auto status = node().calls<api::ListPayouts>().back().status;
            QVERIFY(List(status.begin(), status.end()) == asked[i]);
        }
    }

    void aPayoutOfAnotherTabIsFoundAmongAll()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        const QString id = ui::fromUtf8(m_payouts[3].id.text());
        m_page->visit(id);
        QTRY_COMPARE(table()->currentId(), id);
        QCOMPARE(child<QTabBar>("payoutsTabs")->currentIndex(), 0);
    }

    void eventsOfPayoutsAreFollowed()
    {
        visit();
        m_payouts[1].status = PayoutStatus::Processing;
        node().publish("payout.processing", m_payouts[1].id.text());
        QTRY_COMPARE(cell(1, "state").toString(), QStringLiteral("Under way"));
    }

    void aStatementIsSavedAsADocument()
    {
        const QByteArray pdf("%PDF-1.7\n\xe2\xe3\x00\xff", 13);
        node().reply<api::GetPayoutStatement>(
            {"payout.pdf", "application/pdf", pdf.toBase64().toStdString()});
        visit();
        choose(2);
        press(Qt::Key_S);
        QVERIFY(!button("payoutStatement")->isEnabled()); // until it is here
        QTRY_COMPARE(toast(), QStringLiteral("It is in out.file"));
        QCOMPARE(saved(), pdf);
        QVERIFY(button("payoutStatement")->isEnabled());
        const auto asked = node().calls<api::GetPayoutStatement>()[0];
        QVERIFY(asked.payout == m_payouts[2].id);
        QVERIFY(asked.seller == m_payouts[2].seller);
        QVERIFY(asked.format == api::StatementFormat::Pdf);
    }

    void aStatementIsSavedAsATable()
    {
        node().reply<api::GetPayoutStatement>(
            {"payout.csv", "text/csv; charset=utf-8", "Date,Type\r\n"});
        visit();
        button("payoutStatementCsv")->click();
        QTRY_COMPARE(toast(), QStringLiteral("It is in out.file"));
        QCOMPARE(saved(), QByteArray("Date,Type\r\n"));
        QVERIFY(node().calls<api::GetPayoutStatement>()[0].format == api::StatementFormat::Csv);
    }

    void theBankFileOfTheBatchIsSaved()
    {
        node().reply<api::ExportPayoutBatch>(
            {"PB-4K7QX2.csv", "text/csv; charset=utf-8", "Payout,Seller\r\n"});
        visit();
        press(Qt::Key_F);
        QTRY_COMPARE(toast(), QStringLiteral("It is in out.file"));
        QCOMPARE(saved(), QByteArray("Payout,Seller\r\n"));
        QVERIFY(node().calls<api::ExportPayoutBatch>()[0].batch == m_payouts[0].batch);
    }

    void whatCanNotBeSavedIsSaid()
    {
        node().refuse<api::GetPayoutStatement>(
            makeError(ErrorKind::TooLarge, "payout.statement_too_long").with("most", "10000"));
        visit();
        press(Qt::Key_S);
        QTRY_COMPARE(toast(), QStringLiteral("The statement has too many lines. At most 10000 fit. "
                                             "Export the journal instead."));
        node().reply<api::GetPayoutStatement>({"payout.pdf", "application/pdf", "not base64!"});
        press(Qt::Key_S);
        QTRY_COMPARE(toast(),
                     QStringLiteral("The node sent no readable file. Nothing was written."));
        node().reply<api::GetPayoutStatement>({"payout.csv", "text/csv", "Date\r\n"});
        m_fixture->prompt.path = m_folder->filePath(QStringLiteral("none/out.csv"));
        press(Qt::Key_C);
        QTRY_VERIFY(toast().startsWith(QStringLiteral("The file can't be written")));
        QVERIFY(toast().endsWith(QStringLiteral("No file was written.")));
        QCOMPARE(saved(), QByteArray("no file"));
    }

    void noFileIsWrittenWhenNoneIsChosen()
    {
        m_fixture->prompt.path.clear();
        node().reply<api::GetPayoutStatement>({"payout.csv", "text/csv", "Date\r\n"});
        visit();
        press(Qt::Key_C);
        QTRY_COMPARE(node().callCount<api::GetPayoutStatement>(), 1U);
        QTRY_VERIFY(button("payoutStatement")->isEnabled());
        QTest::qWait(0);
        QCOMPARE(toast(), QString());
    }

    void aWireIsSettledWithTheBanksReference()
    {
        visit();
        press(Qt::Key_H);
        QVERIFY(child<QWidget>("settleDialog"));
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(button("settleSend")->toolTip(), QStringLiteral("Give the bank's reference."));
        QVERIFY(!child<QLineEdit>("settleReason")->isVisible());
        child<QLineEdit>("settleReference")->setText(QStringLiteral(" SEB-8899 "));
        node().refuse<api::SettlePayoutByHand>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        button("settleSend")->click();
        QTRY_VERIFY(child<QWidget>("settleProblem")->isVisible());
        settleAs(PayoutStatus::Paid);
        QTest::keyClick(child<QLineEdit>("settleReference"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(toast(), QStringLiteral("4,912.40 EUR are paid to Maison Belhadj"));
        QTRY_COMPARE(cell(0, "state").toString(), QStringLiteral("Paid"));
        const auto sent = node().calls<api::SettlePayoutByHand>();
        QCOMPARE(sent.size(), std::size_t{2});
        QVERIFY(sent[1].payout == m_payouts[0].id);
        QVERIFY(sent[1].seller == m_payouts[0].seller);
        QCOMPARE(sent[1].version, Version{1});
        QVERIFY(sent[1].outcome == api::HandOutcome::Paid);
        QCOMPARE(sent[1].reference.value, std::string("SEB-8899"));
        QCOMPARE(sent[1].reason.value, std::string());
        const auto options = node().options<api::SettlePayoutByHand>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
    }

    void aRefusedWireIsTheSellersBalanceAgain()
    {
        visit();
        press(Qt::Key_H);
        child<QComboBox>("settleOutcome")->setCurrentIndex(1);
        QCOMPARE(button("settleSend")->toolTip(), QStringLiteral("Say why. The seller reads it."));
        QVERIFY(!child<QLineEdit>("settleReference")->isVisible());
        child<QLineEdit>("settleReason")->setText(QStringLiteral("No such IBAN"));
        node().refuse<api::SettlePayoutByHand>(
            makeError(ErrorKind::Invalid, "payout.by_hand_incomplete").in("reason"));
        button("settleSend")->click();
        QTRY_VERIFY(child<QLineEdit>("settleReason")
                        ->accessibleDescription()
                        .contains(QStringLiteral("Something is missing")));
        settleAs(PayoutStatus::Failed);
        button("settleSend")->click();
        QTRY_COMPARE(toast(),
                     QStringLiteral("4,912.40 EUR are the balance of Maison Belhadj again"));
        const auto sent = node().calls<api::SettlePayoutByHand>().back();
        QVERIFY(sent.outcome == api::HandOutcome::Failed);
        QCOMPARE(sent.reference.value, std::string());
        QCOMPARE(sent.reason.value, std::string("No such IBAN"));
    }

    void ofAPaidWireOnlyItsReturnCanBeSaid()
    {
        visit();
        choose(2);
        press(Qt::Key_H);
        const auto* outcome = child<QComboBox>("settleOutcome");
        QCOMPARE(outcome->count(), 1);
        QCOMPARE(outcome->currentText(), QStringLiteral("It came back"));
        child<QLineEdit>("settleReason")->setText(QStringLiteral("Account closed"));
        settleAs(PayoutStatus::Failed);
        button("settleSend")->click();
        QTRY_COMPARE(node().callCount<api::SettlePayoutByHand>(), 1U);
        const auto sent = node().calls<api::SettlePayoutByHand>()[0];
        QVERIFY(sent.payout == m_payouts[2].id);
        QVERIFY(sent.outcome == api::HandOutcome::Failed);
        QCOMPARE(sent.version, Version{3});
    }

    void whatHasChangedMeanwhileIsSaidAndReadAgain_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("stale") << static_cast<int>(ErrorKind::Stale)
                               << QStringLiteral("payout.stale")
                               << QStringLiteral("This payout has changed. Nothing was changed. "
                                                 "Look at it again, then do it again.");
        QTest::newRow("settled by somebody else")
            << static_cast<int>(ErrorKind::Conflict) << QStringLiteral("payout.not_open")
            << QStringLiteral("This payout is not under way. It is paid. Nothing was changed.");
    }
    void whatHasChangedMeanwhileIsSaidAndReadAgain()
    {
        QFETCH(int, kind);
        QFETCH(QString, code);
        QFETCH(QString, sentence);
        visit();
        press(Qt::Key_H);
        child<QLineEdit>("settleReference")->setText(QStringLiteral("SEB-8899"));
        m_payouts[0].status = PayoutStatus::Paid;
        node().refuse<api::SettlePayoutByHand>(
            makeError(static_cast<ErrorKind>(kind), ui::toUtf8(code)).with("status", "paid"));
        button("settleSend")->click();
        QTRY_COMPARE(toast(), sentence);
        QTRY_COMPARE(cell(0, "state").toString(), QStringLiteral("Paid"));
        QTRY_VERIFY(!child<QWidget>("settleDialog"));
    }

    void whatIsNotSettledByHandSaysWhy()
    {
        visit();
        choose(1);
        QVERIFY(!button("payoutSettle")->isEnabled());
        const QString why = QStringLiteral("Only wires are settled by hand: of other payouts the "
                                           "provider says what became of them.");
        QCOMPARE(button("payoutSettle")->toolTip(), why);
        press(Qt::Key_H);
        QCOMPARE(toast(), why);
        QVERIFY(!child<QWidget>("settleDialog"));
        const std::pair<PayoutStatus, const char*> reasons[] = {
            {PayoutStatus::Pending, "Its batch is not released yet."},
            {PayoutStatus::Failed, "It has failed already."},
            {PayoutStatus::Canceled, "It was canceled with its batch."},
        };
        choose(0);
        for (const auto& [status, reason] : reasons) {
            m_payouts[0].status = status;
            m_page->refresh();
            QTRY_COMPARE(button("payoutSettle")->toolTip(), QString::fromLatin1(reason));
        }
    }

    void theAccountOfTheSellerIsOpened()
    {
        api::PayoutAccountView account;
        account.seller = m_payouts[2].seller;
        account.sellerName = m_payouts[2].sellerName;
        account.provider = api::PayoutProvider::Sandbox;
        node().reply<api::GetPayoutAccount>(account);
        visit();
        choose(2);
        press(Qt::Key_A);
        QTRY_VERIFY(child<QWidget>("payoutAccountDialog"));
        QVERIFY(node().calls<api::GetPayoutAccount>()[0].seller == m_payouts[2].seller);
        child<QLineEdit>("payoutAccountReference")->setText(QStringLiteral("acct_9"));
        child<QComboBox>("payoutAccountProvider")->setCurrentIndex(1);
        node().reply<api::SetPayoutAccount>(account);
        button("payoutAccountSend")->click();
        QTRY_COMPARE(toast(), QStringLiteral("Somebody else verifies the account of Bergman Ljud"));
    }

    void theListIsTakenAlongAsAFile()
    {
        m_payouts[0].sellerName = "=cmd()";
        visit();
        QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
        QTRY_COMPARE(toast(), QStringLiteral("5 lines are in out.file"));
        const QList<QByteArray> lines = saved().split('\n');
        QVERIFY(lines[0].startsWith("\xef\xbb\xbfpayout,seller,amount,currency,debt_paid,status"));
        QVERIFY(lines[1].contains(",'=cmd(),4912.40,EUR,0.00,processing,manual,"));
        QVERIFY(lines[3].contains(",382.40,EUR,12.60,paid,manual,"));
    }

    void aSellerSeesTheirOwnAndTheirStatements()
    {
        m_fixture->workspace.seller = m_payouts[0].seller;
        m_fixture->workspace.permissions = {api::Permission::LedgerRead};
        visit();
        QVERIFY(node().calls<api::ListPayouts>()[0].seller == m_payouts[0].seller);
        QVERIFY(button("payoutStatement")->isEnabled());
        const QString why =
            QStringLiteral("People with a finance role of the marketplace do this.");
        for (const char* name : {"payoutSettle", "payoutAccount", "payoutBankFile"}) {
            QVERIFY(!button(name)->isEnabled());
            QCOMPARE(button(name)->toolTip(), why);
        }
        m_fixture->workspace.permissions.push_back(api::Permission::PayoutsWrite);
        choose(1);
        QCOMPARE(button("payoutBankFile")->toolTip(),
                 QStringLiteral("Batches are the marketplace's."));
        press(Qt::Key_F);
        QCOMPARE(node().callCount<api::ExportPayoutBatch>(), 0U);
    }

    void whenThereAreNoneItSaysWhereTheyComeFrom()
    {
        m_payouts.clear();
        open();
        auto* state = child<ui::ViewState>("payoutsState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        QVERIFY(!button("payoutStatement")->isEnabled());
        QCOMPARE(button("payoutStatement")->toolTip(), QStringLiteral("Choose a payout first."));
        auto* tabs = child<QTabBar>("payoutsTabs");
        tabs->setCurrentIndex(2);
        QTRY_COMPARE(node().callCount<api::ListPayouts>(), 2U);
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QCOMPARE(tabs->currentIndex(), 0);
    }

    void aLinkOpensWhatIsOnNoLoadedPage()
    {
        m_far = m_payouts[3].id;
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 4);
        m_page->visit(ui::fromUtf8(m_far.text()));
        QTRY_COMPARE(table()->currentId(), ui::fromUtf8(m_far.text()));
        QCOMPARE(table()->model()->rowCount(), 1);
        QVERIFY(child<ui::Banner>("payoutsOnly")->isVisible());
        emit child<ui::Banner>("payoutsOnly")->actionTriggered();
        QTRY_COMPARE(table()->model()->rowCount(), 4);
    }

    void aLinkToWhatIsNotThereSaysSo()
    {
        visit();
        auto* state = child<ui::ViewState>("payoutsState");
        m_page->visit(QStringLiteral("ord_1"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QTRY_COMPARE(table()->model()->rowCount(), 5);
    }

    void whatCanNotBeReadIsSaid()
    {
        node().refuse<api::ListPayouts>(makeError(ErrorKind::Unavailable, "node.unreachable"));
        open();
        QTRY_COMPARE(child<ui::ViewState>("payoutsState")->kind(), ui::ViewState::Kind::Error);
    }

    void theRowsStayWhenTheyCanNotBeReadAgain()
    {
        visit();
        node().refuse<api::ListPayouts>(makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->refresh();
        QTRY_VERIFY(child<ui::Banner>("payoutsBanner")->isVisible());
        QCOMPARE(table()->model()->rowCount(), 5);
    }
};

} // namespace stoa::test

using stoa::test::PayoutsPageTest;
STOA_TEST(PayoutsPageTest)
#include "test_payouts_page.moc"
