#include "gui/accessible.h"
#include "gui/demo_cases.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/moderation/cases_model.h"
#include "ui/moderation/moderation_page.h"
#include "ui/moderation/reason_list.h"
#include "ui/theme/look.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QAbstractButton>
#include <QPlainTextEdit>

using namespace std::chrono_literals;

namespace stoa::test {

class ModerationPageTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_desk = std::make_unique<CaseDesk>(m_fixture->node, m_fixture->now);
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
        m_fixture.reset();
    }

    void claimsTheFirstCaseWhenItOpens()
    {
        open();
        const auto claims = m_fixture->node.calls<api::ClaimCase>();
        QCOMPARE(claims.size(), 1U);
        QCOMPARE(claims[0].moderationCase, m_desk->row(0).id);
        QVERIFY(!claims[0].takeOver);
        QVERIFY(button("approve")->isVisible());
        QCOMPARE(widget<QWidget>("caseDescription")->accessibleDescription().count("Sabatelli"), 1);
    }

    void everyControlHasAName()
    {
        open();
        QCOMPARE(namelessControls(*m_page), QStringList());
    }

    void holdingJClaimsOnlyWhereItStops()
    {
        open();
        for (int i = 0; i < 4; ++i)
            press(Qt::Key_J);
        press(Qt::Key_J);
        QTRY_COMPARE(m_fixture->node.callCount<api::ClaimCase>(), 2U);
        QCOMPARE(m_fixture->node.calls<api::ClaimCase>()[1].moderationCase, m_desk->row(5).id);
        press(Qt::Key_K);
        QCOMPARE(table()->currentIndex().row(), 4);
    }

    void anApprovalOpensTheNextCaseAtOnceAndIsNotSentYet()
    {
        open();
        press(Qt::Key_A);
        QCOMPARE(table()->currentId(), id(1));
        QCOMPARE(table()->model()->rowCount(), static_cast<int>(demoCaseCount()) - 1);
        QVERIFY(m_page->findChild<ui::Toast*>()->canUndo());
        QCOMPARE(sent().size(), 0U);
        m_page->decisions().sendAllNow();
        QCOMPARE(sent().size(), 1U);
        QVERIFY(sent()[0].decision == api::Decision::Approve);
        QVERIFY(!sent()[0].reason);
        QCOMPARE(sent()[0].version.value, 1);
        QVERIFY(!m_fixture->node.options<api::DecideCase>()[0].idempotencyKey.empty());
    }

    void zTakesTheDecisionBackExactly()
    {
        open();
        press(Qt::Key_2);
        press(Qt::Key_R);
        QCOMPARE(table()->currentId(), id(1));
        press(Qt::Key_Z);
        QCOMPARE(table()->currentId(), id(0));
        QVERIFY(reasons()->reason() == api::RejectReason::Counterfeit);
        m_page->hide();
        QCOMPARE(sent().size(), 0U);
    }

    void zTakesBackOneAfterTheOther()
    {
        open();
        press(Qt::Key_A);
        QTRY_VERIFY(button("approve")->isEnabled());
        press(Qt::Key_A);
        QCOMPARE(table()->currentId(), id(2));
        QVERIFY(m_page->undo());
        QCOMPARE(table()->currentId(), id(1));
        QVERIFY(m_page->undo());
        QCOMPARE(table()->currentId(), id(0));
        QVERIFY(!m_page->undo());
    }

    void rejectWithoutAReasonIsRefusedHere()
    {
        open();
        press(Qt::Key_R);
        QCOMPARE(table()->currentId(), id(0));
        QCOMPARE(reasons()->accessibleDescription(), QStringLiteral("choose a reason first"));
        m_page->decisions().sendAllNow();
        QCOMPARE(sent().size(), 0U);
        press(Qt::Key_7);
        press(Qt::Key_R);
        QCOMPARE(table()->currentId(), id(1));
        m_page->decisions().sendAllNow();
        QVERIFY(sent()[0].reason == api::RejectReason::Other);
    }

    void sendingBackNeedsAMessage()
    {
        open();
        press(Qt::Key_4);
        press(Qt::Key_C);
        QCOMPARE(table()->currentId(), id(0));
        QTRY_VERIFY(message()->hasFocus());
        QTest::keyClicks(message(), QStringLiteral("Add a picture of the edge"));
        QTest::keyClick(message(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(table()->currentId(), id(1));
        QCOMPARE(message()->toPlainText(), QString());
        m_page->decisions().sendAllNow();
        QVERIFY(sent()[0].decision == api::Decision::RequestChanges);
        QVERIFY(sent()[0].reason == api::RejectReason::PoorImages);
        QCOMPARE(sent()[0].message.value, std::string("Add a picture of the edge"));
    }

    void theSameNumberAgainTakesTheReasonBack()
    {
        open();
        press(Qt::Key_3);
        QVERIFY(reasons()->reason() == api::RejectReason::MisleadingDescription);
        press(Qt::Key_3);
        QVERIFY(!reasons()->reason());
    }

    void whatSomebodyElseHoldsIsReadOnlyUntilTakenOver()
    {
        open();
        choose(3);
        QTRY_VERIFY(button("takeOver")->isVisible());
        QVERIFY(!button("approve")->isVisible());
        press(Qt::Key_A);
        QCOMPARE(table()->currentId(), id(3));
        button("takeOver")->click();
        QTRY_VERIFY(button("approve")->isVisible());
        QCOMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QVERIFY(m_fixture->prompt.confirmations[0].title.contains(QStringLiteral("Mateus")));
        QVERIFY(m_fixture->node.calls<api::ClaimCase>().back().takeOver);
    }

    void aRefusalToTakeOverChangesNothing()
    {
        m_fixture->prompt.isAgreeing = false;
        open();
        choose(3);
        QTRY_VERIFY(button("takeOver")->isVisible());
        const std::size_t before = m_fixture->node.callCount<api::ClaimCase>();
        button("takeOver")->click();
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), before);
    }

    void workingOnTheCaseRenewsTheClaim()
    {
        open();
        m_fixture->now = m_fixture->now + Duration(61s);
        press(Qt::Key_1);
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), 2U);
        press(Qt::Key_2); // the renewal is on its way
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), 2U);
        QTest::qWait(0);
        QVERIFY(reasons()->reason() == api::RejectReason::Counterfeit);
    }

    void aDecisionWhoseKeyClaimsAgainIsMadeOnTheNewVersion()
    {
        open();
        const Version seen = m_desk->row(0).version;
        m_fixture->now = m_fixture->now + Duration(6min);
        QTRY_COMPARE(widget<QWidget>("caseHolder")->accessibleName(), QStringLiteral("Not held"));
        m_desk->row(0).version = {seen.value + 1};
        m_fixture->node.hold<api::ClaimCase>();
        press(Qt::Key_A);
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), 2U);
        QCOMPARE(table()->currentId(), id(0)); // not decided yet
        m_fixture->node.releaseAll<api::ClaimCase>();
        QTRY_COMPARE(table()->currentId(), id(1));
        m_page->hide();
        QCOMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].version.value, seen.value + 1);
    }

    void leavingThePageSendsWhatWaits()
    {
        open();
        press(Qt::Key_A);
        m_page->hide();
        QCOMPARE(sent().size(), 1U);
        m_page.reset();
        QCOMPARE(sent().size(), 1U);
    }

    void closingThePageSendsWhatWaitsOnce()
    {
        open();
        press(Qt::Key_A);
        m_page.reset();
        QCOMPARE(sent().size(), 1U);
    }

    void aRefusedDecisionComesBackIntoTheQueue()
    {
        open();
        m_fixture->node.refuse<api::DecideCase>(
            makeError(ErrorKind::Stale, "case.stale").with("seen", "1").with("current", "2"));
        press(Qt::Key_A);
        m_page->decisions().sendAllNow();
        auto* toast = m_page->findChild<ui::Toast*>();
        QTRY_VERIFY(queue()->rowOf(id(0)) == 0);
        QVERIFY(toast->isVisible());
        QVERIFY(toast->accessibleName().contains(QStringLiteral("is back in the queue")));
        toast->findChild<QAbstractButton*>(QStringLiteral("toastAction"))->click();
        QCOMPARE(table()->currentId(), id(0));
    }

    void lateAnswersOfAnotherCaseAreDropped()
    {
        open();
        m_fixture->node.hold<api::ClaimCase>();
        choose(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::ClaimCase>(), 2U);
        choose(2);
        QTRY_COMPARE(m_fixture->node.callCount<api::ClaimCase>(), 3U);
        m_fixture->node.release<api::ClaimCase>(2);
        QTRY_VERIFY(button("approve")->isEnabled());
        m_fixture->node.release<api::ClaimCase>(1);
        QTest::qWait(0);
        press(Qt::Key_A);
        m_page->decisions().sendAllNow();
        QCOMPARE(sent()[0].moderationCase, m_desk->row(2).id);
    }

    void nothingIsDecidedBeforeTheCaseIsHere()
    {
        m_fixture->node.hold<api::ClaimCase>();
        show();
        QTRY_COMPARE(m_fixture->node.callCount<api::ClaimCase>(), 1U);
        press(Qt::Key_A);
        m_page->decisions().sendAllNow();
        QCOMPARE(sent().size(), 0U);
    }

    void anotherPersonsClaimAppearsInTheOpenCase()
    {
        open();
        m_desk->row(0).claimedBy = "Tomasz Wieczorek";
        m_fixture->node.publish("case.claimed", m_desk->row(0).id.text());
        QTRY_VERIFY(button("takeOver")->isVisible());
    }

    void newCasesAppearByThemselves()
    {
        open();
        api::CaseRow row = demoCase(2, m_fixture->now);
        row.id = CaseId::make();
        m_desk->rows().push_back(row);
        m_fixture->node.publish("case.opened", row.id.text());
        QTRY_COMPARE(table()->model()->rowCount(), static_cast<int>(demoCaseCount()) + 1);
        QCOMPARE(table()->currentId(), id(0));
    }

    void saysThatThereIsNothingToReview()
    {
        m_desk->rows().clear();
        show();
        QTRY_COMPARE(state("casesState")->kind(), ui::ViewState::Kind::Empty);
        QCOMPARE(state("caseState")->kind(), ui::ViewState::Kind::Empty);
    }

    void theLastDecisionLeavesAnEmptyQueue()
    {
        m_desk->rows().resize(1);
        open();
        press(Qt::Key_A);
        QCOMPARE(state("casesState")->kind(), ui::ViewState::Kind::Empty);
        press(Qt::Key_Z);
        QCOMPARE(table()->currentId(), id(0));
    }

    void aFailedListOffersToTryAgain()
    {
        m_fixture->node.refuse<api::ListCases>(makeError(ErrorKind::Timeout, "node.timeout"));
        show();
        QTRY_COMPARE(state("casesState")->kind(), ui::ViewState::Kind::Error);
    }

    void aRoleThatMayNotSeeCasesIsTold()
    {
        m_fixture->node.refuse<api::ListCases>(
            makeError(ErrorKind::Forbidden, "permission.denied"));
        show();
        QTRY_COMPARE(state("casesState")->kind(), ui::ViewState::Kind::NoPermission);
    }

    void aRoleThatOnlyReadsClaimsNothingAndHasNoVerbs()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::ModerationDecide);
        show();
        QTRY_COMPARE(m_fixture->node.callCount<api::GetCase>(), 1U);
        QTRY_VERIFY(!button("approve")->isVisible());
        QVERIFY(!reasons()->isVisible());
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), 0U);
    }

    void decidedCasesAreReadAndNotClaimed()
    {
        m_desk->row(0).status = api::CaseStatus::Rejected;
        open();
        const std::size_t before = m_fixture->node.callCount<api::ClaimCase>();
        widget<QTabBar>("moderationTabs")->setCurrentIndex(2);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetCase>(), 1U);
        QTRY_VERIFY(!button("approve")->isVisible());
        QCOMPARE(m_fixture->node.callCount<api::ClaimCase>(), before);
    }

    void searchNarrowsTheQueueAndLettersStayInTheField()
    {
        open();
        press(Qt::Key_Slash);
        auto* search = widget<ui::SearchField>("casesSearch");
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("Copper pan"));
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        m_page->decisions().sendAllNow();
        QCOMPARE(sent().size(), 0U);
    }

    void inANarrowWindowTheSheetOpensWithTheReason()
    {
        open(QSize(1048, 630));
        QVERIFY(!reasons()->isVisible());
        press(Qt::Key_R);
        QTRY_VERIFY(reasons()->isVisible());
        QVERIFY(message()->isVisible());
        press(Qt::Key_2);
        press(Qt::Key_R);
        QCOMPARE(table()->currentId(), id(1));
        QVERIFY(!reasons()->isVisible());
        const auto* toast = m_page->findChild<ui::Toast*>();
        QTRY_COMPARE(toast->parentWidget()->height() - toast->geometry().bottom(), 17);
        QVERIFY(toast->parentWidget()->height() > 400);
    }

    void visitingACaseOpensIt()
    {
        show();
        m_page->visit(id(4));
        QTRY_COMPARE(table()->currentId(), id(4));
    }

private:
    void show(QSize size = {1232, 830})
    {
        m_page = std::make_unique<ui::ModerationPage>(m_fixture->context());
        m_page->resize(size);
        m_page->show();
        m_page->visit({});
    }
    void open(QSize size = {1232, 830})
    {
        show(size);
        QTRY_VERIFY(button("approve")->isVisible() && button("approve")->isEnabled());
    }
    template <class Widget>
    Widget* widget(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    QAbstractButton* button(const char* name) const { return widget<QAbstractButton>(name); }
    ui::TableView* table() const { return widget<ui::TableView>("casesTable"); }
    ui::ViewState* state(const char* name) const { return widget<ui::ViewState>(name); }
    ui::ReasonList* reasons() const { return m_page->findChild<ui::ReasonList*>(); }
    QPlainTextEdit* message() const { return widget<QPlainTextEdit>("message"); }
    ui::CasesQueue* queue() const { return static_cast<ui::CasesQueue*>(table()->model()); }
    QString id(std::size_t index) const { return ui::fromUtf8(m_desk->row(index).id.text()); }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void press(Qt::Key key) { QTest::keyClick(table(), key); }
    std::vector<api::DecideCase> sent() const { return m_fixture->node.calls<api::DecideCase>(); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<CaseDesk> m_desk;
    std::unique_ptr<ui::ModerationPage> m_page;
};

} // namespace stoa::test

using stoa::test::ModerationPageTest;
STOA_TEST(ModerationPageTest)
#include "test_moderation_page.moc"
