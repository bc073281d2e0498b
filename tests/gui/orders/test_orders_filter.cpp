#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/orders_filter.h"

#include <QTest>

namespace stoa::test {

class OrdersFilterTest final : public QObject {
    Q_OBJECT

private slots:
    void lateToSendAsksForPaidAndWaitingForThreeDays()
    {
        const auto views = ui::ordersViews();
        const auto late = std::find_if(views.begin(), views.end(),
                                       [](const auto& view) { return view.id == "late"; });
        const api::ListOrders asked = ui::ordersQuestion(late->filter, std::nullopt, m_face);
        QCOMPARE(*asked.placedBefore, *Timestamp::parse("2026-11-15T14:32:00Z"));
        QVERIFY(!asked.placedFrom);
        QCOMPARE(asked.paymentStatus.size(), 2U);
        QCOMPARE(asked.fulfillmentStatus.size(), 2U);
        QCOMPARE(asked.status.size(), 1U);
    }

    void daysBeginAtMidnightOfTheWorkspace()
    {
        ui::Clockface face = m_face;
        face.zone = QTimeZone(2 * 3600);
        ui::OrdersFilter filter;
        filter.since = ui::PlacedSince::Today;
        QCOMPARE(*ui::ordersQuestion(filter, {}, face).placedFrom,
                 *Timestamp::parse("2026-11-17T22:00:00Z"));
        filter.since = ui::PlacedSince::Week;
        QCOMPARE(*ui::ordersQuestion(filter, {}, face).placedFrom,
                 *Timestamp::parse("2026-11-11T22:00:00Z"));
    }

    void saysEachFilterOnceAndTakesItAway()
    {
        ui::OrdersFilter filter;
        filter.payment = {api::PaymentStatus::Paid};
        filter.fulfillment = {api::FulfillmentStatus::Unfulfilled, api::FulfillmentStatus::Partial};
        filter.since = ui::PlacedSince::Week;
        const auto words = ui::filterWords(filter);
        QCOMPARE(words.size(), 3U);
        QCOMPARE(words[0].value, QStringLiteral("last 7 days"));
        QCOMPARE(words[1].value, QStringLiteral("Paid"));
        QCOMPARE(words[2].value, QStringLiteral("2 of 5"));
        for (const auto& word : words)
            filter = ui::withoutPart(filter, word.part);
        QVERIFY(filter.isEmpty());
    }

    void everyTabIsItsOwnFilter()
    {
        const auto views = ui::ordersViews();
        QVERIFY(views[0].filter.isEmpty());
        for (std::size_t i = 0; i < views.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!(views[i].filter == views[j].filter));
        }
    }

    void countsAViewOnlyWhenTheNodeCountedIt()
    {
        const api::OrderFacets facets{
            {{"refunded", 96, false}, {"partially_refunded", 214, false}, {"paid", 10'000, true}},
            {}};
        const auto views = ui::ordersViews();
        QCOMPARE(ui::viewCount(views[4], facets), std::optional<std::int64_t>(310));
        QVERIFY(!ui::viewCount(views[0], facets));
        QVERIFY(!ui::viewCount(views[1], facets)); // two axes
    }

    void togglingTwiceChangesNothing()
    {
        std::vector<api::PaymentStatus> values{api::PaymentStatus::Paid};
        ui::toggle(values, api::PaymentStatus::None);
        QCOMPARE(values.size(), 2U);
        QVERIFY(values[0] == api::PaymentStatus::None);
        ui::toggle(values, api::PaymentStatus::None);
        QCOMPARE(values.size(), 1U);
    }

private:
    ui::Clockface m_face{*Timestamp::parse("2026-11-18T14:32:00Z"), QTimeZone::utc(), QLocale()};
};

} // namespace stoa::test

using stoa::test::OrdersFilterTest;
STOA_TEST(OrdersFilterTest)
#include "test_orders_filter.moc"
