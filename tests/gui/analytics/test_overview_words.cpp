#include "gui/demo_overview.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/analytics/overview_words.h"
#include "ui/analytics/traffic_figures.h"
#include "ui/text/amounts.h"

#include <QTest>

namespace stoa::test {

class OverviewWordsTest final : public QObject {
    Q_OBJECT

private slots:
    void comparesAFigureWithTheSameStretchBefore()
    {
        const auto overview = demoOverview(m_now, api::Period::Today);
        const auto tile = ui::statFigure(overview.figures[0], overview, api::Period::Today);
        QCOMPARE(tile.value, ui::headlineMoney(Money(18'492'031, Currency::of("EUR"))));
        QVERIFY(tile.compared.endsWith(QStringLiteral("yesterday")));
        QVERIFY(tile.isUp);
        QVERIFY(tile.changeTone == ui::Tone::Ok);
        QCOMPARE(tile.points.size(), 24U);
    }

    void moreRefundsAreNotGoodNews()
    {
        const auto overview = demoOverview(m_now, api::Period::Today);
        const auto tile = ui::statFigure(overview.figures[3], overview, api::Period::Today);
        QVERIFY(tile.isUp);
        QVERIFY(tile.changeTone == ui::Tone::Warn);
        QCOMPARE(tile.compared, QStringLiteral("2.31% of sales"));
    }

    void saysNothingOfAChangeFromNothing()
    {
        api::OverviewView overview = demoOverview(m_now, api::Period::Today);
        overview.figures[2].before = 0;
        const auto tile = ui::statFigure(overview.figures[2], overview, api::Period::Today);
        QCOMPARE(tile.change, QString());
    }

    void anAverageNeedsOrders()
    {
        api::OverviewView overview = demoOverview(m_now, api::Period::Today);
        QCOMPARE(*ui::averageOrder(overview), Money(7'651, Currency::of("EUR")));
        overview.figures[2].value = 0;
        QVERIFY(!ui::averageOrder(overview));
    }

    void countsTheLastHourOnly()
    {
        api::TrafficView traffic;
        traffic.series = {{"checkout", {}}};
        for (int i = 0; i < 120; ++i) {
            traffic.series[0].points.push_back(
                {Timestamp(i * 60'000'000LL), 10, i < 60 ? 5 : 1, 0, 0, 1000 + i});
        }
        const auto groups = ui::groupFigures(traffic, 60);
        QCOMPARE(groups[0].requests, 600);
        QCOMPARE(groups[0].errors, 60);
        QCOMPARE(groups[0].errorRate(), 0.1);
        QCOMPARE(groups[0].p99Micros, 1119);
    }

    void aGapInTheTrafficIsNoPoint()
    {
        api::TrafficView traffic;
        traffic.series = {{"checkout",
                           {{Timestamp(0), 10, 1, 0, 0, 0},
                            {Timestamp(300'000'000), 0, 0, 0, 0, 0},
                            {Timestamp(600'000'000), 20, 1, 0, 0, 0}}}};
        const auto points = ui::errorRatePoints(traffic, "checkout");
        QCOMPARE(points.size(), 2);
        QCOMPARE(points[0], QPointF(0, 0.1));
        QCOMPARE(points[1], QPointF(600'000, 0.05));
        QVERIFY(ui::errorRatePoints(traffic, "search").isEmpty());
    }

    void eachAttentionLeadsSomewhereOrSaysNothing()
    {
        const auto late = ui::attentionWords({api::AttentionKind::LateShipments, 1, {}, {}}, m_now);
        QCOMPARE(late.title, QStringLiteral("1 paid order is late to send"));
        QCOMPARE(late.place.record, QStringLiteral("view:late"));
        const auto down = ui::attentionWords({api::AttentionKind::ServiceDown, 2, {}, {}}, m_now);
        QCOMPARE(down.title, QStringLiteral("2 services are not running"));
        QVERIFY(down.place.page.isEmpty() && down.action.isEmpty());
    }

private:
    Timestamp m_now = *Timestamp::parse("2026-11-18T14:32:00Z");
};

} // namespace stoa::test

using stoa::test::OverviewWordsTest;
STOA_TEST(OverviewWordsTest)
#include "test_overview_words.moc"
