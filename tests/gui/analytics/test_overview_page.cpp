#include "gui/accessible.h"
#include "gui/demo_overview.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/analytics/attention_list.h"
#include "ui/analytics/overview_page.h"
#include "ui/text/amounts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class OverviewPageTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->node.on<api::GetOverview>([this](const api::GetOverview& asked) {
            api::OverviewView view = demoOverview(m_fixture->now, asked.period);
            if (!asked.currency.empty()) view.currency = Currency::of(asked.currency.value);
            return view;
        });
        m_fixture->node.on<api::GetTraffic>([this](const api::GetTraffic& asked) {
            return demoTraffic(m_fixture->now, asked.minutes);
        });
        m_fixture->node.reply<api::GetNode>(demoNode(m_fixture->now));
        m_page = std::make_unique<ui::OverviewPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void everyControlHasAName()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
    }

    void showsFiguresAndAnEstimateThatSaysSo()
    {
        visit();
        const auto* atRisk = m_page->findChild<ui::Label*>(QStringLiteral("atRisk"));
        QTRY_VERIFY(!atRisk->text().isEmpty());
        const auto labels = m_page->findChildren<ui::Label*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const ui::Label* label) {
            return label->text() == QStringLiteral("at most, last hour, estimated");
        }));
    }

    void digitsChooseThePeriodAndLateAnswersAreDropped()
    {
        visit();
        m_fixture->node.hold<api::GetOverview>();
        QTest::keyClick(m_page.get(), Qt::Key_1);
        QTest::keyClick(m_page.get(), Qt::Key_4);
        const auto asked = m_fixture->node.calls<api::GetOverview>();
        QCOMPARE(asked.size(), 3U);
        QVERIFY(asked[0].period == api::Period::Week);
        QVERIFY(asked[1].period == api::Period::Today);
        QVERIFY(asked[2].period == api::Period::Quarter);
        const auto* tile = m_page->findChild<ui::StatTile*>(QStringLiteral("tilesales"));
        m_fixture->node.release<api::GetOverview>(2);
        QTRY_VERIFY(tile->toolTip().contains(QStringLiteral("the 90 days before")));
        m_fixture->node.release<api::GetOverview>(1);
        QTest::qWait(10);
        QVERIFY(tile->toolTip().contains(QStringLiteral("the 90 days before")));
    }

    void asksForTheCurrencyThatIsChosen()
    {
        visit();
        auto* currency = m_page->findChild<QComboBox*>(QStringLiteral("overviewCurrency"));
        currency->setCurrentIndex(1);
        emit currency->activated(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetOverview>(), 2U);
        QCOMPARE(m_fixture->node.calls<api::GetOverview>()[1].currency.value, std::string("GBP"));
        QTRY_COMPARE(currency->currentText(), QStringLiteral("GBP"));
    }

    void theKeyboardGoesThroughWhatNeedsAttention()
    {
        visit();
        auto* list = m_page->findChild<ui::AttentionList*>();
        QCOMPARE(list->currentIndex().row(), 0);
        QSignalSpy places(m_page.get(), &ui::OverviewPage::placeRequested);
        QTest::keyClick(list, Qt::Key_Return); // a service that is down leads nowhere
        QCOMPARE(places.count(), 0);
        QTest::keyClick(list, Qt::Key_J);
        QTest::keyClick(list, Qt::Key_J);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(places.count(), 1);
        QVERIFY(places[0][0].value<ui::Place>() ==
                (ui::Place{QStringLiteral("orders"), QStringLiteral("view:late")}));
        QTest::keyClick(list, Qt::Key_K);
        QCOMPARE(list->currentIndex().row(), 1);
    }

    void aCardThatFailsFailsAlone()
    {
        m_fixture->node.refuse<api::GetTraffic>(makeError(ErrorKind::Timeout, "node.timeout"));
        visit();
        auto* risk = m_page->findChild<ui::ViewState*>(QStringLiteral("riskState"));
        QTRY_COMPARE(risk->kind(), ui::ViewState::Kind::Error);
        QCOMPARE(m_page->findChild<ui::ViewState*>(QStringLiteral("overviewState"))->kind(),
                 ui::ViewState::Kind::Content);
        m_fixture->node.reply<api::GetTraffic>(demoTraffic(m_fixture->now, 60));
        emit risk->actionTriggered(ui::ViewState::Kind::Error);
        QTRY_COMPARE(risk->kind(), ui::ViewState::Kind::Content);
    }

    void keepsTheFiguresWhenTheyCannotBeReadAgain()
    {
        visit();
        m_fixture->node.refuse<api::GetOverview>(makeError(ErrorKind::Unavailable, "node.away"));
        m_page->refresh();
        QTRY_COMPARE(m_fixture->node.callCount<api::GetOverview>(), 2U);
        const auto labels = m_page->findChildren<ui::Label*>();
        QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const ui::Label* label) {
            return label->text() == QStringLiteral("Data from 14:32");
        }));
        QCOMPARE(m_page->findChild<ui::ViewState*>(QStringLiteral("overviewState"))->kind(),
                 ui::ViewState::Kind::Content);
    }

    void leavesNoHoleWhereSomebodyMayNotSeeTheNode()
    {
        m_fixture->workspace.permissions = {api::Permission::AnalyticsRead};
        visit();
        const auto* attention = m_page->findChild<QWidget*>(QStringLiteral("attentionCard"));
        const auto* flow = m_page->findChild<QWidget*>(QStringLiteral("flowCard"));
        QTRY_VERIFY(attention->width() > m_page->width() / 2);
        QCOMPARE(attention->x(), 16);
        QCOMPARE(flow->y(), attention->y());
        QCOMPARE(flow->geometry().right(), m_page->width() - 17);
        QCOMPARE(m_fixture->node.callCount<api::GetNode>(), 0U);
    }

    void asksForNothingWithoutPermission()
    {
        m_fixture->workspace.permissions.clear();
        m_page->visit({});
        QCOMPARE(m_page->findChild<ui::ViewState*>(QStringLiteral("overviewState"))->kind(),
                 ui::ViewState::Kind::NoPermission);
        QCOMPARE(m_fixture->node.callCount<api::GetOverview>(), 0U);
        QCOMPARE(m_fixture->node.callCount<api::GetTraffic>(), 0U);
        QCOMPARE(m_fixture->node.callCount<api::GetNode>(), 0U);
    }

private:
    void visit()
    {
        m_page->visit({});
        auto* list = m_page->findChild<ui::AttentionList*>();
        QTRY_COMPARE(list->model()->rowCount(), 5);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::OverviewPage> m_page;
};

} // namespace stoa::test

using stoa::test::OverviewPageTest;
STOA_TEST(OverviewPageTest)
#include "test_overview_page.moc"
