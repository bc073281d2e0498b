#include "domain/inventory/stock_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::inventory;
using namespace stoa::test;

class StockRulesTest : public QObject {
    Q_OBJECT

    const VariantId m_cup = VariantId::make();
    const VariantId m_bowl = VariantId::make();
    const std::vector<Level> m_levels{{m_cup, "CUP", 10, 4, Version{3}},
                                      {m_bowl, "BOWL", 5, 0, Version{1}}};

private slots:
    void refusesAVariantWithoutLevel()
    {
        const std::vector<StockLine> lines{{m_cup, 1}, {VariantId::make(), 1}};
        const auto moves = decide(MoveKind::Reservation, m_levels, lines);
        STOA_FAILS(moves, "variant.unknown");
        QCOMPARE(moves.error().kind, ErrorKind::NotFound);
        QCOMPARE(moves.error().field, std::string("lines[1].variant"));
    }

    void namesTheFirstLineThatLacksStockAndHowMuchThereIs()
    {
        const std::vector<StockLine> lines{{m_bowl, 6}, {m_cup, 7}};
        const auto moves = decide(MoveKind::Reservation, m_levels, lines);
        STOA_FAILS(moves, "stock.insufficient");
        QCOMPARE(moves.error().kind, ErrorKind::Refused);
        QCOMPARE(moves.error().field, std::string("lines[0].quantity"));
        const std::vector<Error::Param> params{
            {"sku", "BOWL"}, {"requested", "6"}, {"available", "5"}, {"lines", "2"}};
        QVERIFY(moves.error().params == params);
    }

    void addsUpLinesOfOneVariant()
    {
        const std::vector<StockLine> lines{{m_cup, 4}, {m_cup, 3}};
        STOA_FAILS(decide(MoveKind::Reservation, m_levels, lines), "stock.insufficient");
        const std::vector<StockLine> fewer{{m_cup, 4}, {m_cup, 2}};
        const auto moves = must(decide(MoveKind::Reservation, m_levels, fewer));
        QCOMPARE(moves.size(), 1U);
        QCOMPARE(moves[0].reservedChange, 6);
    }

    void movesAsItsKindSays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<int>("onHand");
        QTest::addColumn<int>("reserved");
        QTest::addColumn<QString>("refusal");
        const auto row = [](const char* name, MoveKind kind, int quantity, int onHand, int reserved,
                            const char* refusal = "") {
            QTest::newRow(name) << static_cast<int>(kind) << quantity << onHand << reserved
                                << QString(refusal);
        };
        row("reserves all that is free", MoveKind::Reservation, 6, 10, 10);
        row("reserves no more", MoveKind::Reservation, 7, 0, 0, "stock.insufficient");
        row("releases", MoveKind::Release, 4, 10, 0);
        row("releases no more than is reserved", MoveKind::Release, 5, 0, 0, "stock.not_reserved");
        row("ships", MoveKind::Shipment, 3, 7, 1);
        row("ships no more than is reserved", MoveKind::Shipment, 5, 0, 0, "stock.not_reserved");
        row("restocks", MoveKind::Restock, 2, 12, 4);
        row("restocks up to the bound", MoveKind::Restock, 999'999'991, 0, 0, "stock.out_of_range");
    }

    void movesAsItsKindSays()
    {
        QFETCH(int, kind);
        QFETCH(int, quantity);
        QFETCH(int, onHand);
        QFETCH(int, reserved);
        QFETCH(QString, refusal);
        const std::vector<StockLine> lines{{m_cup, quantity}};
        const auto moves = decide(static_cast<MoveKind>(kind), m_levels, lines);
        if (!refusal.isEmpty()) {
            STOA_FAILS(moves, refusal.toStdString());
            return;
        }
        STOA_OK(moves);
        QCOMPARE(moves->front().after.onHand, onHand);
        QCOMPARE(moves->front().after.reserved, reserved);
        QCOMPARE(moves->front().after.version.value, 4);
    }

    void anAdjustmentLeavesWhatOrdersReserved()
    {
        const auto below = adjusted(m_levels[0], -7);
        STOA_FAILS(below, "stock.below_zero");
        const std::vector<Error::Param> params{{"onHand", "10"}, {"reserved", "4"}, {"sku", "CUP"}};
        QVERIFY(below.error().params == params);
        QCOMPARE(must(adjusted(m_levels[0], -6)).after.onHand, 4);
        STOA_FAILS(adjusted(m_levels[0], 0), "stock.no_change");
        STOA_FAILS(adjusted(m_levels[0], kMaxOnHand), "stock.out_of_range");
    }
};

STOA_TEST(StockRulesTest)
#include "test_stock_rules.moc"
