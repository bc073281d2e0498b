#include "gui/accessible.h"
#include "gui/demo_books.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/finance/finance_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

namespace stoa::test {

class FinancePageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::FinancePage> m_page;
    std::optional<api::PayoutBatchView> m_waiting;
    api::TrialBalanceView m_trial;

    template <class T>
    T* find(const char* name) const
    {
        return m_page->findChild<T*>(QString::fromLatin1(name));
    }
    QString label(const char* name) const { return find<ui::Label>(name)->text(); }
    QPushButton* act() const { return find<QPushButton>("batchAct"); }
    ui::TableView* journal() const { return find<ui::TableView>("journalTable"); }
    void visit()
    {
        m_page->visit({});
        QTRY_VERIFY(journal()->model()->rowCount() > 0);
    }
    void choose(const char* account)
    {
        auto* table = find<ui::TableView>("accountsTable");
        const auto found = table->model()->match(table->model()->index(0, 0), ui::RowIdRole,
                                                 QString::fromLatin1(account));
        QCOMPARE(found.size(), 1);
        table->setCurrentIndex(found[0]);
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_waiting.reset();
        m_trial = demoTrialBalance();
        FakeNode& node = m_fixture->node;
        node.on<api::GetTrialBalance>([this](const auto&) { return m_trial; });
        node.on<api::ListTransfers>([this](const api::ListTransfers&) {
            return Page<api::TransferView>{demoTransfers(60, m_fixture->now), {}, {}};
        });
        node.on<api::ListPayoutBatches>([this](const auto&) {
            Page<api::PayoutBatchRow> page;
            if (m_waiting) page.items.push_back(m_waiting->row);
            return page;
        });
        node.on<api::GetPayoutBatch>([this](const auto&) { return *m_waiting; });
        node.reply<api::PreviewPayouts>(demoPlan());
        m_page = std::make_unique<ui::FinancePage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsWhereEveryCentIs()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(label("held"), QStringLiteral("548,706.22"));
        QCOMPARE(label("payable"), QStringLiteral("51,198.18"));
        QCOMPARE(label("difference"), QStringLiteral("0.00"));
        QCOMPARE(label("differenceNote"), QStringLiteral("Balanced, checked 14:32"));
        QCOMPARE(label("debitSum"), label("creditSum"));
        QVERIFY(!find<ui::Banner>("imbalance")->isVisible());
    }

    void anAccountFiltersTheJournalUntilItsChipIsTakenAway()
    {
        visit();
        choose("order_hold");
        QTRY_COMPARE(m_fixture->node.calls<api::ListTransfers>().back().account.size(), 1U);
        QVERIFY(find<QWidget>("accountChip")->isVisible());
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QTRY_VERIFY(m_fixture->node.calls<api::ListTransfers>().back().account.empty());
        QVERIFY(!find<QWidget>("accountChip")->isVisible());
        QVERIFY(!find<ui::TableView>("accountsTable")->currentIndex().isValid());
    }

    void anEntryLeadsToItsOrder()
    {
        visit();
        QSignalSpy places(m_page.get(), &ui::FinancePage::placeRequested);
        journal()->setCurrentIndex(journal()->model()->index(1, 1));
        QTest::keyClick(journal(), Qt::Key_Return);
        QCOMPARE(places.count(), 1);
        const auto place = places[0][0].value<ui::Place>();
        QCOMPARE(place.page, QStringLiteral("orders"));
        QVERIFY(place.record.startsWith(QStringLiteral("ord_")));
    }

    void booksOfOneCurrencyAtATime()
    {
        visit();
        auto* currency = find<QComboBox>("financeCurrency");
        currency->setCurrentText(QStringLiteral("JPY"));
        emit currency->activated(currency->currentIndex());
        QCOMPARE(label("held"), QStringLiteral("18,420"));
        QTRY_COMPARE(m_fixture->node.calls<api::ListTransfers>().back().currency.value,
                     std::string("JPY"));
    }

    void aBatchIsPreparedByOneAndReleasedByAnother()
    {
        visit();
        QTRY_COMPARE(act()->text(), QStringLiteral("Prepare batch"));
        QVERIFY(act()->isEnabled());
        m_fixture->node.on<api::PreparePayouts>([this](const auto&) {
            m_waiting = demoBatch(m_fixture->now, false);
            return *m_waiting;
        });
        act()->click();
        QVERIFY(!act()->isEnabled()); // until it is answered
        QTRY_COMPARE(act()->text(), QStringLiteral("Release 5 payouts"));
        QVERIFY(!act()->isEnabled());
        QVERIFY(act()->toolTip().contains(QStringLiteral("Somebody else")));

        m_waiting->mayApprove = true;
        m_page->refresh();
        QTRY_VERIFY(act()->isEnabled());
        m_fixture->node.on<api::ApprovePayoutBatch>([this](const auto&) {
            auto released = *m_waiting;
            released.row.status = api::BatchStatus::Approved;
            m_waiting->row.status = api::BatchStatus::Approved;
            return released;
        });
        m_fixture->prompt.isAgreeing = false;
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QVERIFY(m_fixture->prompt.confirmations[0].text.contains(QStringLiteral("5 payouts")));
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::ApprovePayoutBatch>(), 0U);
        m_fixture->prompt.isAgreeing = true;
        act()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::ApprovePayoutBatch>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::ApprovePayoutBatch>()[0].version, Version{1});
        QTRY_COMPARE(act()->text(), QStringLiteral("Prepare batch"));
    }

    void aBatchIsSentBackWithAReason()
    {
        m_waiting = demoBatch(m_fixture->now, true);
        visit();
        QTRY_VERIFY(find<QPushButton>("batchSendBack")->isVisible());
        m_fixture->node.on<api::CancelPayoutBatch>([this](const auto&) {
            auto canceled = *m_waiting;
            m_waiting.reset();
            return canceled;
        });
        m_fixture->prompt.words = QStringLiteral("The bank is closed.");
        find<QPushButton>("batchSendBack")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CancelPayoutBatch>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::CancelPayoutBatch>()[0].note.value,
                 std::string("The bank is closed."));
        QTRY_COMPARE(act()->text(), QStringLiteral("Prepare batch"));
    }

    void whatWasRefusedIsSaidAndReadAgain()
    {
        m_waiting = demoBatch(m_fixture->now, true);
        visit();
        QTRY_VERIFY(act()->isEnabled());
        m_fixture->node.refuse<api::ApprovePayoutBatch>(
            makeError(ErrorKind::Refused, "payout.batch_decided").with("status", "canceled"));
        const auto read = m_fixture->node.callCount<api::GetPayoutBatch>();
        act()->click();
        QTRY_VERIFY(m_fixture->node.callCount<api::GetPayoutBatch>() > read);
        QTRY_VERIFY(act()->isEnabled());
    }

    void noMoneyLeavesBooksThatDoNotBalance()
    {
        m_trial.isBalanced = false;
        m_waiting = demoBatch(m_fixture->now, true);
        visit();
        QTRY_VERIFY(act()->toolTip().contains(QStringLiteral("don't balance")));
        QVERIFY(!act()->isEnabled());
        QVERIFY(find<ui::Banner>("imbalance")->isVisible());
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_fixture->prompt.confirmations.empty());
    }

    void whoIsLeftOutIsShownOnDemand()
    {
        visit();
        auto* payouts = find<ui::TableView>("batchPayouts");
        QTRY_COMPARE(payouts->model()->rowCount(), 5);
        find<QPushButton>("showLeftOut")->click();
        QCOMPARE(payouts->model()->rowCount(), 7);
        QCOMPARE(payouts->model()->index(5, 0).data().toString(),
                 QStringLiteral("Tannery Lane · below the minimum"));
    }

    void aSellersAccountIsSetAndVerified()
    {
        FakeNode& node = m_fixture->node;
        api::PayoutAccountView account;
        account.seller = demoPlan().payouts[0].seller;
        account.sellerName = demoPlan().payouts[0].sellerName;
        account.provider = api::PayoutProvider::Sandbox;
        node.on<api::GetPayoutAccount>([&](const auto&) { return account; });
        visit();
        auto* payouts = find<ui::TableView>("batchPayouts");
        QTRY_COMPARE(payouts->model()->rowCount(), 5);
        QVERIFY(!find<QPushButton>("batchAccount")->isEnabled());
        payouts->setCurrentIndex(payouts->model()->index(0, 0));
        find<QPushButton>("batchAccount")->click();
        QTRY_VERIFY(find<QPushButton>("payoutAccountSend"));
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(node.calls<api::GetPayoutAccount>()[0].seller, account.seller);
        QVERIFY(!find<QPushButton>("payoutAccountVerify")); // nobody has set one

        find<QComboBox>("payoutAccountProvider")->setCurrentIndex(1);
        QVERIFY(!find<QPushButton>("payoutAccountSend")->isEnabled());
        find<QLineEdit>("payoutAccountReference")->setText(QStringLiteral(" acct_9 "));
        node.on<api::SetPayoutAccount>([](const auto&) -> Result<api::PayoutAccountView> {
            return fail(makeError(ErrorKind::Invalid, "payout_account.bad_reference")
                            .in("account")
                            .with("provider", "stripe"));
        });
        find<QPushButton>("payoutAccountSend")->click();
        QTRY_VERIFY(find<QPushButton>("payoutAccountSend")->isEnabled());
        QVERIFY(find<QPushButton>("payoutAccountSend")->isVisible());
        const auto asked = node.calls<api::SetPayoutAccount>()[0];
        QVERIFY(asked.provider == api::PayoutProvider::Stripe);
        QCOMPARE(asked.account.value, std::string("acct_9"));

        node.on<api::SetPayoutAccount>([&](const api::SetPayoutAccount& request) {
            account.provider = request.provider;
            account.account = request.account.value;
            account.status = api::PayoutAccountStatus::Pending;
            account.isDefault = false;
            account.setBy = "Mara Lindqvist";
            account.setAt = m_fixture->now;
            account.mayVerify = true;
            account.version = Version{1};
            return account;
        });
        find<QPushButton>("payoutAccountSend")->click();
        QTRY_VERIFY(!find<QPushButton>("payoutAccountSend"));

        QTest::keyClick(payouts, Qt::Key_Return); // another person
        QTRY_VERIFY(find<QPushButton>("payoutAccountVerify"));
        QVERIFY(!find<QPushButton>("payoutAccountSend")->isEnabled()); // it is that already
        node.refuse<api::VerifyPayoutAccount>(makeError(ErrorKind::Timeout, "node.timeout"));
        node.refuse<api::RemovePayoutAccount>(makeError(ErrorKind::Timeout, "node.timeout"));
        for (std::size_t again = 1; again <= 2; ++again) {
            find<QPushButton>("payoutAccountVerify")->click();
            QTRY_COMPARE(node.callCount<api::VerifyPayoutAccount>(), again);
            QTRY_VERIFY(find<QPushButton>("payoutAccountVerify")->isEnabled());
        }
        find<QPushButton>("payoutAccountRemove")->click();
        QTRY_COMPARE(node.callCount<api::RemovePayoutAccount>(), 1U);
        QTRY_VERIFY(find<QPushButton>("payoutAccountVerify")->isEnabled());
        const auto verified = node.options<api::VerifyPayoutAccount>();
        QCOMPARE(verified[0].idempotencyKey, verified[1].idempotencyKey);
        QVERIFY(node.options<api::RemovePayoutAccount>()[0].idempotencyKey !=
                verified[1].idempotencyKey); // another intent
        node.on<api::VerifyPayoutAccount>([&](const auto&) { return account; });
        find<QPushButton>("payoutAccountVerify")->click();
        QTRY_COMPARE(node.callCount<api::VerifyPayoutAccount>(), 3U);
        QCOMPARE(node.calls<api::VerifyPayoutAccount>()[0].version, Version{1});
    }

    void sellersSeeTheirBooksAndNoBatch()
    {
        m_fixture->workspace.permissions = {api::Permission::LedgerRead};
        m_fixture->workspace.seller = OrgId::make();
        visit();
        QVERIFY(!find<QWidget>("batchPanel")->isVisible());
        QCOMPARE(m_fixture->node.callCount<api::ListPayoutBatches>(), 0U);
        QCOMPARE(m_fixture->node.calls<api::GetTrialBalance>()[0].seller,
                 m_fixture->workspace.seller);
        QCOMPARE(m_fixture->node.calls<api::ListTransfers>()[0].seller,
                 m_fixture->workspace.seller);
    }

    void foldsWhereThereIsLittleRoom()
    {
        visit();
        m_page->resize(1048, 630);
        QTRY_VERIFY(find<QComboBox>("accountFilter")->isVisible());
        QVERIFY(!find<QWidget>("accountsTable")->isVisible());
        QVERIFY(!find<QWidget>("batchPanel")->isVisible());
        find<QTabBar>("financeTabs")->setCurrentIndex(1);
        QVERIFY(find<QWidget>("batchPanel")->isVisible());
        QVERIFY(!journal()->isVisible());
        find<QTabBar>("financeTabs")->setCurrentIndex(0);
        auto* filter = find<QComboBox>("accountFilter");
        filter->setCurrentIndex(filter->findData(QStringLiteral("bank")));
        emit filter->activated(filter->currentIndex());
        QTRY_COMPARE(m_fixture->node.calls<api::ListTransfers>().back().account.size(), 1U);
    }

    void keepsTheBooksWhenTheyCannotBeReadAgain()
    {
        visit();
        m_fixture->node.refuse<api::GetTrialBalance>(
            makeError(ErrorKind::Unavailable, "node.away"));
        m_page->refresh();
        QTRY_COMPARE(m_fixture->node.callCount<api::GetTrialBalance>(), 2U);
        QTest::qWait(0);
        QCOMPARE(find<ui::ViewState>("financeState")->kind(), ui::ViewState::Kind::Content);
        QCOMPARE(label("held"), QStringLiteral("548,706.22"));
    }

    void whoMayNotSeeTheBooksIsToldWhom()
    {
        m_fixture->workspace.permissions.clear();
        m_page->visit({});
        QTRY_COMPARE(find<ui::ViewState>("financeState")->kind(),
                     ui::ViewState::Kind::NoPermission);
        QCOMPARE(m_fixture->node.callCount<api::GetTrialBalance>(), 0U);
    }
};

} // namespace stoa::test

using stoa::test::FinancePageTest;
STOA_TEST(FinancePageTest)
#include "test_finance_page.moc"
