#include "domain/orders/commissions.h"
#include "domain/orders/commissions_sql.h"
#include "domain/orders/order_rules.h"
#include "domain_shop/shop.h"
#include "support/random.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::orders;

namespace {

constexpr db::Statement kInsertCategory{
    "test.insert_category", "INSERT INTO category (category_id, path, attributes, created_at,"
                            " version) VALUES ($1, $2, '[]', $3, 1)"};
constexpr db::Statement kSetCategory{"test.set_category", "UPDATE listing SET category_id = $1"};
constexpr db::Statement kSnapshot{"test.snapshot",
                                  "SELECT commission_minor, commission_tax_minor, commission_rule,"
                                  " commission_rules_version, commission_basis_points,"
                                  " commission_tax_basis_points FROM order_line"};

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

Money yen(std::int64_t minor)
{
    return Money(minor, Currency::of("JPY"));
}

api::CommissionRule rule(std::string_view name, std::int64_t basisPoints)
{
    api::CommissionRule rule;
    rule.name = name;
    rule.basisPoints = basisPoints;
    return rule;
}

} // namespace

class CommissionsTest : public QObject {
    Q_OBJECT

    const OrgId m_seller = OrgId::make();

    CommissionQuestion question(Money price, std::int64_t quantity = 1,
                                std::string_view path = "") const
    {
        return {m_seller,         path,          price,           quantity,
                price * quantity, price - price, Timestamp(1000), 1000};
    }
    // The name of the rule that decides, or "own".
    std::string decider(const std::vector<CommissionTerms>& rules,
                        const CommissionQuestion& asked) const
    {
        const auto snapshot = commissionOf(rules, asked);
        return snapshot.rule ? rules[*snapshot.rule].rule.name.value : "own";
    }

private slots:
    void withoutRulesTheSellersTermsHold()
    {
        const auto snapshot = commissionOf({}, question(eur(1005)));
        QVERIFY(!snapshot.rule);
        QCOMPARE(snapshot.basisPoints, 1000);
        QCOMPARE(snapshot.fee, eur(100)); // half to even
        QVERIFY(snapshot.tax.isZero());
    }

    void theFirstThatMatchesDecides()
    {
        std::vector<CommissionTerms> rules{{rule("seller", 500), ""},
                                           {rule("category", 700), "Home / Kitchen"},
                                           {rule("dear", 300), ""},
                                           {rule("while", 900), ""},
                                           {rule("all", 800), ""}};
        rules[0].rule.seller = OrgId::make();
        rules[1].rule.category = CategoryId::make();
        rules[2].rule.priceFrom = {eur(5000)};
        rules[2].rule.priceBelow = {eur(9000)};
        rules[3].rule.validFrom = Timestamp(2000);
        QCOMPARE(decider(rules, question(eur(1000))), std::string("all"));
        QCOMPARE(decider(rules, question(eur(4999))), std::string("all"));
        QCOMPARE(decider(rules, question(eur(5000))), std::string("dear"));
        QCOMPARE(decider(rules, question(eur(9000))), std::string("all"));
        QCOMPARE(decider(rules, question(yen(6000))), std::string("all")); // no range in yen
        QCOMPARE(decider(rules, question(eur(6000), 1, "home / kitchen / Bowls")),
                 std::string("category"));
        QCOMPARE(decider(rules, question(eur(10), 1, "Home / Kitchenware")), std::string("all"));
        rules[0].rule.seller = m_seller;
        QCOMPARE(decider(rules, question(eur(6000), 1, "Home / Kitchen")), std::string("seller"));
        rules[0].rule.validUntil = Timestamp(1000); // exclusive
        rules[3].rule.validFrom = Timestamp(1000);
        QCOMPARE(decider(rules, question(eur(10))), std::string("while"));
        rules.resize(3);
        QCOMPARE(decider(rules, question(eur(10))), std::string("own"));
    }

    void feesHaveAPartForEachItemAndLimits()
    {
        std::vector<CommissionTerms> rules{{rule("fees", 500), ""}};
        api::CommissionRule& fees = rules[0].rule;
        fees.fixed = {eur(30), yen(20)};
        fees.taxBasisPoints = 1900;
        auto snapshot = commissionOf(rules, question(eur(1000), 3));
        QCOMPARE(snapshot.fee, eur(240)); // 5 % of 30.00 and three times 0.30
        QCOMPARE(snapshot.tax, eur(46));  // 19 % of it, 45.6
        fees.least = {eur(300)};
        QCOMPARE(commissionOf(rules, question(eur(1000), 3)).fee, eur(300));
        fees.most = {eur(310)};
        QCOMPARE(commissionOf(rules, question(eur(100'000), 3)).fee, eur(310));
        QCOMPARE(commissionOf(rules, question(yen(1000), 2)).fee, yen(140)); // no limits in yen
    }

    void feeAndTaxAreNeverMoreThanTheLine()
    {
        std::vector<CommissionTerms> rules{{rule("fees", 0), ""}};
        rules[0].rule.least = {eur(500)};
        rules[0].rule.taxBasisPoints = 2500;
        const auto snapshot = commissionOf(rules, question(eur(100)));
        QCOMPARE(snapshot.fee, eur(80));
        QCOMPARE(snapshot.tax, eur(20));
        auto taxed = question(eur(100));
        taxed.keptBack = eur(16); // no fee is taken of what the marketplace passes on
        QCOMPARE(commissionOf(rules, taxed).fee, eur(67));
        QCOMPARE(commissionOf(rules, taxed).tax, eur(17));
        const auto nothing = commissionOf(rules, question(eur(0)));
        QVERIFY(nothing.fee.isZero() && nothing.tax.isZero());
        rules[0].rule.fixed = {Money(Money::kMaxMinor, Currency::of("EUR"))};
        const auto huge = commissionOf(rules, question(eur(100), 9999));
        QCOMPARE(huge.fee + huge.tax, eur(100 * 9999));
    }

    void noRuleTakesMoreThanThereIs()
    {
        Random random;
        for (int i = 0; i < 5000; ++i) {
            std::vector<CommissionTerms> rules{{rule("any", random.between(0, 10'000)), ""}};
            api::CommissionRule& any = rules[0].rule;
            any.taxBasisPoints = random.between(0, 10'000);
            if (random.chance(0.5)) any.fixed = {eur(random.between(0, 500))};
            if (random.chance(0.5)) any.least = {eur(random.between(0, 5000))};
            if (random.chance(0.5)) any.most = {eur(random.between(0, 5000))};
            const auto asked = question(eur(random.between(0, 9999)), random.between(1, 20));
            const auto snapshot = commissionOf(rules, asked);
            QVERIFY(!snapshot.fee.isNegative() && !snapshot.tax.isNegative());
            QVERIFY(snapshot.fee + snapshot.tax <= asked.total);
        }
    }

    void refusesRulesThatMeanNothing()
    {
        const auto refused = [](api::CommissionRule each) {
            return checkRules(std::vector{rule("fine", 1), std::move(each)});
        };
        auto each = rule("odd", 1);
        each.fixed = {eur(1), eur(-1)};
        const auto negative = refused(each);
        STOA_FAILS(negative, "commission.negative_amount");
        QCOMPARE(negative.error().field, std::string("rules[1].fixed[1]"));
        each.fixed = {eur(1), yen(1), eur(2)};
        STOA_FAILS(refused(each), "commission.duplicate_currency");
        each.fixed = {};
        each.priceFrom = each.priceBelow = {eur(100)};
        STOA_FAILS(refused(each), "commission.empty_range");
        each.priceBelow = {yen(1)};
        each.least = {eur(2)};
        each.most = {eur(1)};
        STOA_FAILS(refused(each), "commission.least_above_most");
        each.most = {eur(2)};
        each.validFrom = each.validUntil = Timestamp(5);
        STOA_FAILS(refused(each), "commission.empty_range");
        each.validUntil = Timestamp(6);
        STOA_OK(refused(each));
    }

    void rulesAreReadAsTheyWereWritten()
    {
        auto each = rule("Everything \"said\"", 825);
        each.seller = OrgId::make();
        each.category = CategoryId::make();
        each.priceFrom = {eur(1), yen(2)};
        each.priceBelow = {eur(3)};
        each.validFrom = Timestamp(4);
        each.validUntil = Timestamp(5);
        each.fixed = {eur(6)};
        each.least = {eur(7)};
        each.most = {eur(8)};
        each.taxBasisPoints = 1900;
        const std::vector<CommissionTerms> rules{{each, "Home"}, {rule("plain", 0), ""}};
        const std::string json = commissionJson(rules);
        QCOMPARE(commissionJson(commissionTermsOf(json)), json);
        QCOMPARE(commissionTermsOf(json)[0].rule.seller, each.seller);
        QVERIFY(!commissionTermsOf(json)[1].rule.validFrom);
    }

    void ordersKeepWhatWasDecided()
    {
        Shop shop;
        STOA_OK(prepareAll(shop.bench.db(), order_commissions::sql::kAll));
        const CategoryId category = CategoryId::make();
        must(shop.bench.db().run(kInsertCategory, category, "Home / Kitchen",
                                 shop.bench.clock.now()));
        must(shop.bench.db().run(kSetCategory, category));
        const auto bowl = shop.addVariant("10.00");
        const auto replace = [&](Version version, std::vector<api::CommissionRule> rules) {
            api::ReplaceCommissionRules request;
            request.version = version;
            request.rules.assign(rules.begin(), rules.end());
            return shop.bench.run(shop.bench.marketplace(),
                                  [&](Unit& unit) { return orders::handle(unit, request); });
        };
        auto kitchen = rule("Kitchen", 500);
        kitchen.category = category;
        kitchen.taxBasisPoints = 2000;
        QCOMPARE(must(replace(Version{0}, {kitchen})).version, Version{1});
        STOA_FAILS(replace(Version{0}, {}), "commission.stale");
        const auto placed = must(shop.place(shop.basket({{bowl, 3}})));
        QCOMPARE(placed.commission, shop.money("1.50"));
        QCOMPARE(placed.commissionTax, shop.money("0.30"));
        QCOMPARE(placed.lines[0].commissionRule, std::string("Kitchen"));
        QCOMPARE(must(replace(Version{1}, {rule("More", 4000)})).version, Version{2});

        const auto seen = must(shop.order(placed.row.id));
        QCOMPARE(seen.commission, shop.money("1.50"));
        QCOMPARE(seen.lines[0].commissionTax, shop.money("0.30"));
        QCOMPARE(seen.lines[0].commissionRule, std::string("Kitchen"));
        const auto rows = must(shop.bench.db().run(kSnapshot));
        QCOMPARE(rows.single().get<std::int64_t>("commission_rules_version"), 1);
        QCOMPARE(rows.single().get<int>("commission_basis_points"), 500);
        QCOMPARE(rows.single().get<int>("commission_tax_basis_points"), 2000);
        QCOMPARE(must(shop.place(shop.basket({{bowl, 1}}))).commission, shop.money("4.00"));

        kitchen.seller = OrgId::make();
        STOA_FAILS(replace(Version{2}, {kitchen}), "seller.not_found");
        kitchen.seller.reset();
        kitchen.category = CategoryId::make();
        const auto unknown = replace(Version{2}, {rule("fine", 1), kitchen});
        STOA_FAILS(unknown, "category.not_found");
        QCOMPARE(unknown.error().field, std::string("rules[1].category"));
    }

    void previewsWhatALineWouldCost()
    {
        Shop shop;
        const auto preview = [&](const api::PreviewCommission& request) {
            return shop.bench.run(shop.bench.marketplace(),
                                  [&](Unit& unit) { return orders::handle(unit, request); });
        };
        api::PreviewCommission request;
        request.seller = shop.seller;
        request.unitPrice = eur(1000);
        request.quantity = 2;
        const auto own = must(preview(request));
        QVERIFY(!own.rule);
        QCOMPARE(own.fee, eur(200));
        QCOMPARE(own.sellerNet, eur(1800));
        request.rules.emplace();
        request.rules->push_back(rule("Tenth", 1000));
        (*request.rules)[0].taxBasisPoints = 1000;
        const auto ruled = must(preview(request));
        QCOMPARE(ruled.rule, std::optional<std::int64_t>(0));
        QCOMPARE(ruled.ruleName, std::string("Tenth"));
        QCOMPARE(ruled.feeTax, eur(20));
        QCOMPARE(ruled.sellerNet, eur(1780));
        request.unitPrice = eur(-1);
        STOA_FAILS(preview(request), "commission.negative_amount");
        request.unitPrice = eur(kMaxTotalMinor);
        STOA_FAILS(preview(request), "order.total_too_large");
        request.category = CategoryId::make();
        STOA_FAILS(preview(request), "category.not_found");
        request.seller = OrgId::make();
        STOA_FAILS(preview(request), "seller.not_found");
    }
};

STOA_TEST(CommissionsTest)
#include "test_commissions.moc"
