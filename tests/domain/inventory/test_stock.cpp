#include "domain/catalogue/listings.h"
#include "domain/inventory/inventory.h"
#include "domain/inventory/inventory_sql.h"
#include "domain/inventory/shelf.h"
#include "domain/inventory/stock_rules.h"
#include "domain/moderation/reviews.h"
#include "domain_support/bench.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using inventory::StockLine;

namespace {

constexpr db::Statement kMoves{
    "test.moves", "SELECT string_agg(concat_ws(':', kind, on_hand_change, reserved_change, reason,"
                  " subject), ' ' ORDER BY version) AS text FROM stock_move WHERE variant_id = $1"};
constexpr db::Statement kSums{
    "test.sums",
    "SELECT (SELECT sum(on_hand_change) FROM stock_move WHERE variant_id = $1)::bigint AS on_hand,"
    " (SELECT sum(reserved_change) FROM stock_move WHERE variant_id = $1)::bigint AS reserved"};
constexpr db::Statement kKinds{"test.kinds",
                               "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint"
                               " WHERE conname = 'stock_move_kind_check'"};

Done reserveOnShelf(Unit& unit, std::span<const StockLine> lines, std::string_view subject)
{
    std::set<inventory::Shelf::Place> places;
    for (const StockLine& line : lines)
        places.emplace(unit.organisation(), line.variant);
    db::Pipeline batch(unit.db());
    inventory::Shelf shelf(batch, places);
    STOA_CHECK(batch.run());
    shelf.fill(batch);
    STOA_TRY(moves, shelf.tryReserve(unit.organisation(), lines));
    shelf.take(unit, moves, subject);
    shelf.send(unit.db());
    return {};
}

} // namespace

class StockTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    OrgId m_seller;
    VariantId m_cup;
    VariantId m_bowl;

    VariantId addVariant(std::string_view sku, std::int64_t stock)
    {
        api::CreateListing request{m_seller, draftOf(sku, sku), false};
        request.draft.variants.front().stock = Integer<0, 1'000'000>(stock);
        const auto view = must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        }));
        return view.variants.front().id;
    }

    Result<api::VariantView> adjust(OrgId seller, VariantId variant, std::int64_t change)
    {
        return m_bench->run(seller, [&](Unit& unit) {
            return inventory::handle(unit,
                                     api::AdjustStock{seller, variant, change, "Counted again"});
        });
    }

    template <class Function>
    Done move(Function function, std::vector<StockLine> lines)
    {
        return m_bench->run(m_seller, [&](Unit& unit) { return function(unit, lines, "ord_1"); });
    }

    std::string movesOf(VariantId variant)
    {
        return must(m_bench->db().run(kMoves, variant)).single().get<std::string>("text");
    }

private slots:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_seller = m_bench->addSeller("Kiln & Co");
        m_cup = addVariant("CUP", 10);
        m_bowl = addVariant("BOWL", 2);
    }

    void everyStatementFitsTheSchema() { STOA_OK(prepareAll(m_bench->db(), inventory::sql::kAll)); }

    void kindsInTheDatabaseAreThoseOfTheEnum()
    {
        const auto text = must(m_bench->db().run(kKinds)).single().get<std::string>("text");
        for (const std::string& word : enumWords<inventory::MoveKind>())
            QVERIFY2(text.find('\'' + word + '\'') != std::string::npos, word.c_str());
        QCOMPARE(std::ranges::count(text, '\''), std::ssize(enumWords<inventory::MoveKind>()) * 2);
    }

    void refusesWhatWouldFallBelowReserved()
    {
        STOA_OK(move(reserveOnShelf, {{m_cup, 4}}));
        const std::string before = m_bench->fingerprint();
        const auto refused = adjust(m_seller, m_cup, -7);
        STOA_FAILS(refused, "stock.below_zero");
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void anotherSellerSeesNoVariant()
    {
        const OrgId other = m_bench->addSeller("Other");
        const std::string before = m_bench->fingerprint();
        const auto refused = adjust(other, m_cup, 1);
        STOA_FAILS(refused, "variant.unknown");
        QCOMPARE(refused.error().kind, ErrorKind::NotFound);
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void anAdjustmentIsAMoveWithItsReason()
    {
        const auto view = adjust(m_seller, m_cup, -3);
        STOA_OK(view);
        QCOMPARE(view->onHand, 7);
        QCOMPARE(view->sku, std::string("CUP"));
        QCOMPARE(m_bench->events(), std::string("stock.moved"));
        QCOMPARE(movesOf(m_cup), std::string("initial:10:0:: adjustment:-3:0:Counted again:"));
    }

    void reservesAllLinesOrNone()
    {
        const std::string before = m_bench->fingerprint();
        const auto refused = move(reserveOnShelf, {{m_cup, 1}, {m_bowl, 3}});
        STOA_FAILS(refused, "stock.insufficient");
        QCOMPARE(refused.error().field, std::string("lines[1].quantity"));
        QCOMPARE(m_bench->fingerprint(), before);
        STOA_OK(move(reserveOnShelf, {{m_cup, 1}, {m_bowl, 2}}));
        QCOMPARE(movesOf(m_bowl), std::string("initial:2:0:: reservation:0:2::ord_1"));
    }

    void anOrdersStockGoesThroughItsLife()
    {
        STOA_OK(move(reserveOnShelf, {{m_cup, 5}}));
        STOA_OK(move(inventory::ship, {{m_cup, 3}}));
        STOA_OK(move(inventory::release, {{m_cup, 2}}));
        STOA_OK(move(inventory::restock, {{m_cup, 1}}));
        STOA_FAILS(move(inventory::ship, {{m_cup, 1}}), "stock.not_reserved");
        QCOMPARE(movesOf(m_cup), std::string("initial:10:0:: reservation:0:5::ord_1"
                                             " shipment:-3:-3::ord_1 release:0:-2::ord_1"
                                             " restock:1:0::ord_1"));
    }

    void reservingCostsOneRoundTripWhateverTheLines()
    {
        const std::int64_t before = m_bench->db().roundTrips();
        STOA_OK(move(reserveOnShelf, {{m_cup, 1}, {m_bowl, 1}}));
        QCOMPARE(m_bench->db().roundTrips() - before, 3); // the others: the log's head, COMMIT
    }

    void twentyMovesAtOnceAllCount()
    {
        std::atomic<int> failures = 0;
        inParallel(20, [this, &failures](std::size_t i) {
            const auto connection = m_bench->connect();
            const auto result = m_bench->runOn(
                *connection, m_seller, Bench::person("Worker"), [&](Unit& unit) -> Done {
                    const std::vector<StockLine> lines{{i % 2 ? m_cup : m_bowl, 1},
                                                       {i % 2 ? m_bowl : m_cup, 1}};
                    return inventory::restock(unit, lines, "rfd_1");
                });
            if (!result) ++failures;
        });
        QCOMPARE(failures.load(), 0);
        QCOMPARE(must(adjust(m_seller, m_cup, 1)).onHand, 31);
        const auto sums =
            must(m_bench->db().run(kSums, m_cup)).single().get<std::int64_t>("on_hand");
        QCOMPARE(sums, 31);
    }

    void twentyOrdersForTenPiecesLeaveNoneOversold()
    {
        std::atomic<int> placed = 0;
        std::atomic<int> refused = 0;
        inParallel(20, [this, &placed, &refused](std::size_t) {
            const auto connection = m_bench->connect();
            const auto result = m_bench->runOn(
                *connection, m_seller, Bench::person("Buyer"), [&](Unit& unit) -> Done {
                    const StockLine line{m_cup, 1};
                    return reserveOnShelf(unit, std::span(&line, 1), "ord_1");
                });
            if (result)
                ++placed;
            else if (result.error().code == "stock.insufficient")
                ++refused;
        });
        QCOMPARE(placed.load(), 10);
        QCOMPARE(refused.load(), 10);
        const db::Rows sums = must(m_bench->db().run(kSums, m_cup));
        QCOMPARE(sums.single().get<std::int64_t>("on_hand"), 10);
        QCOMPARE(sums.single().get<std::int64_t>("reserved"), 10);
    }
};

STOA_TEST(StockTest)
#include "test_stock.moc"
