#include "shop_test.h"
#include "support/test_main.h"
#include "test_files.h"

#include <QElapsedTimer>

using namespace stoa;
using namespace stoa::test;

namespace {

struct Plan {
    db::Statement statement;
    std::string_view index; // that it has to use
};

// Lists over many listings, prepared by name when they first ran.
constexpr Plan kPlans[] = {
    {{"test.plan_all", "EXPLAIN EXECUTE \"catalogue.list_listings\""
                       "(NULL, NULL, NULL, NULL, NULL, NULL, 50, NULL)"},
     "listing_changed"},
    {{"test.plan_status", "EXPLAIN EXECUTE \"catalogue.list_listings\""
                          "(NULL, 'rejected', NULL, NULL, NULL, NULL, 50, NULL)"},
     "listing_status_changed"},
    {{"test.plan_text", "EXPLAIN EXECUTE \"catalogue.list_listings\""
                        "(NULL, NULL, '%t 7777%', '{%t 7777%}', NULL, NULL, 50, NULL)"},
     "listing_search"},
};

} // namespace

class ImportsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ShopBench> m_shop;

    Result<api::ImportReport> import(std::string_view csv, bool dryRun = false, bool submit = true)
    {
        const api::ImportListings request{m_shop->seller, csv, dryRun, submit};
        return m_shop->run(m_shop->seller, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        });
    }

    // "rows/created/updated/unchanged/failed".
    static std::string numbers(const api::ImportReport& report)
    {
        std::string text;
        for (const auto number :
             {report.rows, report.created, report.updated, report.unchanged, report.failed})
            text += (text.empty() ? "" : "/") + std::to_string(number);
        return text;
    }

    static std::string problems(const api::ImportReport& report)
    {
        std::string text;
        for (const auto& each : report.problems) {
            text += (text.empty() ? "" : "; ") + std::to_string(each.line) + ' ' + each.column +
                    ' ' + each.code;
        }
        return text;
    }

    api::ListingView listingWith(std::string_view sku)
    {
        api::ListListings request;
        request.text = sku;
        const auto page = m_shop->list(m_shop->seller, request);
        return must(m_shop->get(m_shop->seller, page.items.at(0).id));
    }

    std::string planOf(const db::Statement& explain)
    {
        std::string plan;
        const auto rows = must(m_shop->db().run(explain));
        for (const db::Row row : rows)
            plan += row.get<std::string>("QUERY PLAN") + '\n';
        return plan;
    }

private slots:
    void init() { m_shop = std::make_unique<ShopBench>(); }

    void refusedFilesWriteNothing()
    {
        const std::string before = m_shop->fingerprint();
        STOA_FAILS(import(testFile("woocommerce.csv")), "csv.unknown_format");
        STOA_FAILS(import(testFile("invalid_utf8.csv")), "text.not_utf8");
        STOA_FAILS(import(" \n"), "csv.unknown_format");
        STOA_FAILS(import("\n"), "csv.empty");
        m_shop->suspend(m_shop->seller);
        STOA_FAILS(import(testFile("apparel.csv")), "seller.suspended");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void everyBadLineIsNamedAndTheRestIsWritten()
    {
        STOA_OK(m_shop->create(draftOf("Owner", "FINE")));
        STOA_OK(m_shop->create(draftOf("Another owner", "SAME-2")));
        const auto report = must(import(testFile("broken_rows.csv")));
        QCOMPARE(problems(report), std::string("2 Variant Price listing.negative_price;"
                                               " 3 Variant Price money.malformed;"
                                               " 4 Variant Price money.too_many_decimals;"
                                               " 5 Variant Price listing.price_missing;"
                                               " 6 Title listing.title_missing;"
                                               " 8 Option1 Value listing.duplicate_options;"
                                               " 10 Variant SKU listing.duplicate_sku;"
                                               " 11 Image Src image.bad_url;"
                                               " 12 Variant Inventory Qty stock.malformed;"
                                               " 13 Handle csv.handle_missing"));
        QCOMPARE(numbers(report), std::string("14/1/1/0/9"));
        QCOMPARE(listingWith("FINE2").row.title, std::string("Fine"));
        QCOMPARE(listingWith("fine").row.title.empty(), false);
    }

    void aDryRunTellsTheSameAndWritesNothing()
    {
        const std::string before = m_shop->fingerprint();
        const auto dry = must(import(testFile("apparel.csv"), true));
        QVERIFY(dry.isDryRun);
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(m_shop->events(), std::string());
        const auto real = must(import(testFile("apparel.csv")));
        QVERIFY(!real.isDryRun);
        QCOMPARE(numbers(dry), numbers(real));
        QCOMPARE(numbers(real), std::string("7/3/0/0/0"));
    }

    void importingTwiceChangesNothing()
    {
        must(import(testFile("apparel.csv")));
        const std::string before = m_shop->fingerprint();
        const auto again = must(import(testFile("apparel.csv")));
        QCOMPARE(numbers(again), std::string("7/0/0/3/0"));
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void newListingsGoToReviewUnlessTheFileSaysDraft()
    {
        must(import(testFile("apparel.csv")));
        QCOMPARE(enumText(listingWith("OBS-M").row.status), std::string("pending_review"));
        QCOMPARE(enumText(listingWith("SCARF").row.status), std::string("draft"));
        api::ListCases open;
        const auto cases = must(
            m_shop->run(std::nullopt, [&](Unit& unit) { return moderation::handle(unit, open); }));
        QCOMPARE(cases.items.size(), 2U);
    }

    void nothingIsSubmittedWhenNotAsked()
    {
        must(import(testFile("apparel.csv"), false, false));
        QCOMPARE(enumText(listingWith("OBS-M").row.status), std::string("draft"));
    }

    void aListingHasWhatTheFileSays()
    {
        must(import(testFile("apparel.csv")));
        const auto shirt = listingWith("OBS-M");
        QCOMPARE(shirt.row.title, std::string("Ocean Blue Shirt"));
        QCOMPARE(shirt.variants.size(), 3U);
        QCOMPARE(shirt.variants[0].sku, std::string("OBS-S"));
        QCOMPARE(shirt.variants[0].onHand, 12);
        QCOMPARE(shirt.variants[2].price.text(), std::string("52.50 EUR"));
        QCOMPARE(shirt.images[0].url.value, std::string("https://img.example/shirt-front.jpg"));
    }

    void blankCellsAndMissingVariantsStayAsTheyAre()
    {
        must(import(testFile("apparel.csv")));
        const auto before = listingWith("OBS-M");
        const auto report =
            must(import("Handle,Title,Body (HTML),Variant SKU,Variant Price,Variant Inventory Qty,"
                        "Image Src\nocean-blue-shirt,,,OBS-M,49.00,500,\n"));
        QCOMPARE(numbers(report), std::string("1/0/1/0/0"));
        const auto after = listingWith("OBS-M");
        QCOMPARE(after.row.title, before.row.title);
        QCOMPARE(after.description, before.description);
        QVERIFY(after.images == before.images);
        QCOMPARE(after.variants.size(), 3U);
        QCOMPARE(after.variants[1].price.text(), std::string("49.00 EUR"));
        QCOMPARE(after.variants[1].onHand, 7); // stock is moved, never set
        QCOMPARE(after.row.version.value, before.row.version.value + 1);
    }

    void anImportOfPublishedListingsWaitsForReview()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        must(import("Handle,Title,SKU,Price\ncup,Better cup,CUP,10.00\n"));
        QCOMPARE(m_shop->events(), std::string("listing.updated case.opened listing.submitted"));
        QCOMPARE(m_shop->storefront().items[0].title, std::string("Cup"));
        QCOMPARE(enumText(must(m_shop->get(m_shop->seller, published.row.id)).row.status),
                 std::string("pending_review"));
        must(import("Handle,SKU,Price\ncup,CUP,11.00\n"));
        QCOMPARE(m_shop->storefront().items[0].variants[0].price.text(), std::string("10.00 EUR"));
    }

    void categoriesAndAttributesAreFoundByName()
    {
        const auto bowls = m_shop->addCategory("Home / Kitchen / Bowls",
                                               {{"Glaze", api::AttributeType::Text, true, {}},
                                                {"Brand", api::AttributeType::Text, false, {}}});
        const auto cups = m_shop->addCategory("Home / Kitchen / Cups");
        const auto report = must(import(testFile("ceramics.csv")));
        QCOMPARE(problems(report), std::string("1 Shelf csv.ignored_column"));
        QCOMPARE(numbers(report), std::string("4/3/0/0/0"));
        const auto bowl = listingWith("BOWL-1");
        QVERIFY(bowl.category == bowls.id);
        QVERIFY(bowl.attributes ==
                (std::vector<api::AttributeValue>{{"Glaze", "Celadon"}, {"Brand", "Kiln & Co"}}));
        QVERIFY(listingWith("CUP-W").category == cups.id);
        QVERIFY(!listingWith("PLATE").category);
    }

    void aRequiredAttributeThatTheFileLacksIsNamed()
    {
        m_shop->addCategory("Home / Kitchen / Cups",
                            {{"Volume", api::AttributeType::Number, true, {}}});
        const auto report = must(import("Handle,Title,Type,SKU,Price,Volume\n"
                                        "a,A,Cups,A,1.00,\nb,B,Cups,B,1.00,0.25\n"
                                        "c,C,Cups,C,1.00,big\n"));
        QCOMPARE(numbers(report), std::string("3/1/0/0/2"));
        QCOMPARE(report.problems[0].code, std::string("attribute.required"));
        QCOMPARE(report.problems[0].line, 2);
        QCOMPARE(report.problems[1].code, std::string("attribute.not_a_number"));
        QCOMPARE(report.problems[1].line, 4);
    }

    void oneSkuBelongsToOneListing()
    {
        STOA_OK(m_shop->create(draftOf("One", "ONE")));
        STOA_OK(m_shop->create(draftOf("Two", "TWO")));
        const auto report = must(import("Handle,Title,SKU,Price,Option1 Name,Option1 Value\n"
                                        "mixed,Mixed,ONE,1.00,Size,S\nmixed,,TWO,1.00,,M\n"
                                        "new,New,THREE,1.00,,\nagain,Again,THREE,1.00,,\n"));
        QCOMPARE(numbers(report), std::string("4/1/0/0/2"));
        QCOMPARE(problems(report), std::string("3 SKU listing.sku_taken; 5 SKU listing.sku_taken"));
    }

    void theFileMayBeTheSellersOnly()
    {
        const OrgId other = m_shop->addSeller("Other");
        STOA_OK(m_shop->command(other, api::CreateListing{other, draftOf("Cup", "CUP"), false}));
        const auto report = must(import("Handle,Title,SKU,Price\ncup,Cup,CUP,1.00\n"));
        QCOMPARE(numbers(report), std::string("1/1/0/0/0"));
        QCOMPARE(m_shop->list(other, {}).items[0].priceFrom.text(), std::string("10.00 EUR"));
    }

    void reportsAtMostAThousandProblems()
    {
        std::string csv = "Handle,Title,SKU,Price\n";
        for (int i = 0; i < 1500; ++i)
            csv += "h" + std::to_string(i) + ",T,S" + std::to_string(i) + ",-1\n";
        const auto report = must(import(csv));
        QCOMPARE(report.failed, 1500);
        QCOMPARE(report.problems.size(), 1000U);
    }

    void tenThousandProductsTakeSeconds()
    {
        std::string csv = "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,"
                          "Variant Inventory Qty,Variant Price,Image Src\n";
        for (int i = 0; i < 10'000; ++i) {
            const std::string id = std::to_string(i);
            csv += "p" + id + ",Product " + id + ",\"<p>Text of " + id + "</p>\",Size,S,P" + id +
                   "-S,5,19.90,https://img.example/" + id + ".jpg\n";
            csv += "p" + id + ",,,,M,P" + id + "-M,7,19.90,\n";
        }
        QElapsedTimer timer;
        timer.start();
        const auto first = must(import(csv));
        qInfo("created 10,000 products in %lld ms", static_cast<long long>(timer.restart()));
        QCOMPARE(numbers(first), std::string("20000/10000/0/0/0"));
        const auto again = must(import(csv));
        qInfo("found 10,000 products unchanged in %lld ms",
              static_cast<long long>(timer.elapsed()));
        QCOMPARE(numbers(again), std::string("20000/0/0/10000/0"));
        QCOMPARE(*m_shop->list(m_shop->seller, {}).estimatedTotal, 10'000);
        must(m_shop->db().runScript("VACUUM ANALYZE listing"));
        for (const auto& [statement, index] : kPlans) {
            const std::string plan = planOf(statement);
            QVERIFY2(plan.find(index) != std::string::npos, plan.c_str());
            QVERIFY2(plan.find("Seq Scan on listing") == std::string::npos, plan.c_str());
        }
    }
};

STOA_TEST(ImportsTest)
#include "test_imports.moc"
