#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/categories.h"
#include "domain_support/bench.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class CategoriesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;

    Result<api::CategoryView> create(std::string_view path,
                                     List<api::AttributeRule, 40> attributes = {})
    {
        const api::CreateCategory request{path, std::move(attributes)};
        return m_bench->run(m_bench->marketplace(),
                            [&](Unit& unit) { return catalogue::handle(unit, request); });
    }

private slots:
    void init() { m_bench = std::make_unique<Bench>(); }

    void everyStatementFitsTheSchema() { STOA_OK(prepareAll(m_bench->db(), catalogue::sql::kAll)); }

    void refusesAPathThatExistsInAnyCase()
    {
        STOA_OK(create("Home / Kitchen"));
        const std::string before = m_bench->fingerprint();
        const auto again = create("home/KITCHEN ");
        STOA_FAILS(again, "category.exists");
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
        STOA_FAILS(create("Home//Kitchen"), "category.malformed_path");
        STOA_FAILS(create("Toys", {{"A"}, {"A"}}), "attribute.duplicate");
        STOA_FAILS(create("Toys", {{"A", api::AttributeType::Choice}}),
                   "attribute.choices_missing");
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void listsThemByPathWithTheirRules()
    {
        STOA_OK(create("Toys"));
        const auto made = must(create(
            "Home / Bowls", {{"Glaze", api::AttributeType::Choice, true, {"Matte", "Gloss"}}}));
        QCOMPARE(m_bench->events(), std::string("category.created"));
        const auto all = must(m_bench->run(std::nullopt, [](Unit& unit) {
            return catalogue::handle(unit, api::ListCategories{});
        }));
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].path, std::string("Home / Bowls"));
        QCOMPARE(all[0].id, made.id);
        QVERIFY(all[0].attributes == made.attributes);
        QCOMPARE(all[0].version.value, 1);
    }
};

STOA_TEST(CategoriesTest)
#include "test_categories.moc"
