#include "domain/analytics/analytics_sql.h"
#include "domain/analytics/overview.h"
#include "domain/analytics/overview_rules.h"
#include "domain_shop/shop.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;

class OverviewTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;

    Result<api::OverviewView> overview(api::Period period, std::string_view currency = "EUR",
                                       std::optional<OrgId> seller = std::nullopt)
    {
        api::GetOverview request;
        request.period = period;
        request.currency = currency;
        return m_shop->bench.run(seller,
                                 [&](Unit& unit) { return analytics::handle(unit, request); });
    }
    static const api::FigureView& figure(const api::OverviewView& view, api::FigureKind kind)
    {
        return view.figures[static_cast<std::size_t>(kind)];
    }
    api::OrderView place(std::int64_t quantity)
    {
        return must(m_shop->place(m_shop->basket({{m_bowl, quantity}})));
    }
    void at(std::string_view time) { m_shop->bench.clock.set(must(Timestamp::parse(time))); }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 1000);
        at("2026-03-02T18:00:00Z");
    }

    void statementsFitTheSchema() { STOA_OK(prepareAll(m_shop->bench.db(), analytics::sql::kAll)); }

    void stretchesBeginAtMidnightAndCompareLikeWithLike()
    {
        const auto now = must(Timestamp::parse("2026-03-02T18:00:00Z"));
        const auto today = analytics::stretchOf(api::Period::Today, now);
        QCOMPARE(today.from.text(), std::string("2026-03-02T00:00:00.000000Z"));
        QCOMPARE(today.beforeFrom.text(), std::string("2026-03-01T00:00:00.000000Z"));
        QCOMPARE(today.beforeTo.text(), std::string("2026-03-01T18:00:00.000000Z"));
        const auto week = analytics::stretchOf(api::Period::Week, now);
        QCOMPARE(week.from.text(), std::string("2026-02-24T00:00:00.000000Z"));
        QCOMPARE(week.beforeTo.text(), std::string("2026-02-23T18:00:00.000000Z"));
        const auto midnight = analytics::stretchOf(api::Period::Today, today.from);
        QVERIFY(midnight.to > midnight.from);
    }

    void sumsTheStretchAndTheOneBefore()
    {
        at("2026-03-01T17:59:00Z");
        place(4);
        at("2026-03-01T18:01:00Z");
        place(50); // yesterday, but later in the day than now
        at("2026-03-02T00:00:00Z");
        const auto first = place(1);
        at("2026-03-02T12:00:00Z");
        place(2);
        must(m_shop->refund(first.row.id, {{refundLine(first.lines[0].id, 1)}, {}, {}}));
        at("2026-03-02T18:00:00Z");
        const auto view = must(overview(api::Period::Today));
        const auto& sales = figure(view, api::FigureKind::Sales);
        QCOMPARE(sales.value, 3000);
        QCOMPARE(sales.before, 4000);
        QCOMPARE(sales.course.size(), std::size_t{24});
        QCOMPARE(sales.course[0], 1000);
        QCOMPARE(sales.course[15], 1000);
        QCOMPARE(sales.course[16], 3000); // noon is two thirds of the way to six
        QCOMPARE(sales.courseBefore[22], 0);
        QCOMPARE(sales.courseBefore[23], 4000);
        QCOMPARE(figure(view, api::FigureKind::Orders).value, 2);
        QCOMPARE(figure(view, api::FigureKind::NetRevenue).value, 200); // 3.00 less 1.00
        QCOMPARE(figure(view, api::FigureKind::NetRevenue).before, 400);
        QCOMPARE(figure(view, api::FigureKind::Refunded).value, 1000);
        QCOMPARE(figure(view, api::FigureKind::ActiveSellers).value, 1);
        QCOMPARE(view.currency, Currency::of("EUR"));
        QCOMPARE(view.currencies, std::vector{Currency::of("EUR")});

        const auto own = must(overview(api::Period::Today, "", m_shop->seller));
        QCOMPARE(own.currency, Currency::of("EUR"));
        for (std::size_t i = 0; i < view.figures.size(); ++i) {
            QCOMPARE(own.figures[i].course, view.figures[i].course);
            QCOMPARE(own.figures[i].courseBefore, view.figures[i].courseBefore);
        }
        const auto rival = must(overview(api::Period::Today, "", m_shop->bench.addSeller("Rival")));
        QCOMPARE(figure(rival, api::FigureKind::Sales).value, 0);
        QVERIFY(rival.currencies.empty());
    }

    void figuresAreOfOneCurrency()
    {
        place(1);
        m_shop->bench.clock.advance(1min);
        const auto view = must(overview(api::Period::Week, "JPY"));
        QCOMPARE(figure(view, api::FigureKind::Sales).value, 0);
        QCOMPARE(view.currencies, std::vector{Currency::of("EUR")});
        const auto unknown = overview(api::Period::Week, "XXQ");
        STOA_FAILS(unknown, "currency.unknown");
        QCOMPARE(unknown.error().field, std::string("currency"));
    }

    void showsWhatFlowsAndWhatIsStuck()
    {
        at("2026-02-20T12:00:00Z");
        place(1);
        at("2026-03-02T12:00:00Z");
        const auto second = place(2);
        must(m_shop->refund(second.row.id, {{refundLine(second.lines[0].id, 1)}, {}, {}}));
        at("2026-03-02T18:00:00Z");
        const auto view = must(overview(api::Period::Today));
        QCOMPARE(view.flow[0].stage, std::string("paid"));
        QCOMPARE(view.flow[0].count, 2);
        QCOMPARE(view.flow[0].stuck, 1);
        QCOMPARE(view.flow[3].stage, std::string("refunded"));
        QCOMPARE(view.flow[3].count, 1);
        QCOMPARE(view.attention.size(), std::size_t{1});
        QCOMPARE(view.attention[0].kind, api::AttentionKind::LateShipments);
        QCOMPARE(view.attention[0].count, 1);
        QCOMPARE(view.attention[0].amount, std::optional(m_shop->money("10.00")));
        QCOMPARE(view.attention[0].oldest->text(), std::string("2026-02-20T12:00:00.000000Z"));
    }

    void asksForAttentionWhenStockRunsLow()
    {
        m_shop->addVariant("1.00", 3);
        m_shop->addVariant("1.00", 4);
        m_shop->takeOffSale(m_shop->addVariant("1.00", 0));
        const auto view = must(overview(api::Period::Today));
        QCOMPARE(view.attention.size(), std::size_t{1});
        QCOMPARE(view.attention[0].kind, api::AttentionKind::LowStock);
        QCOMPARE(view.attention[0].count, 1);
    }
};

STOA_TEST(OverviewTest)
#include "test_overview.moc"
