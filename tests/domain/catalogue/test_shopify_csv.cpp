#include "domain/catalogue/shopify_csv.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "test_files.h"

using namespace stoa;
using namespace stoa::catalogue;
using namespace stoa::test;

class ShopifyCsvTest : public QObject {
    Q_OBJECT

    const Currency m_eur = Currency::of("EUR");

private slots:
    void refusesWhatIsNoProductFile_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray("") << "csv.empty";
        QTest::newRow("blank lines") << QByteArray("\n\n") << "csv.empty";
        QTest::newRow("only a header") << QByteArray("Handle,Title\n") << "csv.empty";
        QTest::newRow("another shop")
            << QByteArray(testFile("woocommerce.csv").c_str()) << "csv.unknown_format";
        QTest::newRow("no words") << QByteArray("1,2\n3,4\n") << "csv.unknown_format";
        QTest::newRow("Latin-1") << QByteArray(testFile("invalid_utf8.csv").c_str())
                                 << "text.not_utf8";
    }

    void refusesWhatIsNoProductFile()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, code);
        STOA_FAILS(parseShopifyCsv(csv.toStdString(), m_eur), code.toStdString());
    }

    void refusesMoreRowsThanItsBound()
    {
        std::string csv = "Handle,Title\n";
        for (int i = 0; i <= 100'000; ++i)
            csv += "a,A\n";
        STOA_FAILS(parseShopifyCsv(csv, m_eur), "csv.too_many_rows");
    }

    void groupsLinesOfOneHandle()
    {
        const auto file = must(parseShopifyCsv(testFile("apparel.csv"), m_eur));
        QCOMPARE(file.rows, 7);
        QCOMPARE(file.listings.size(), 3U);
        QVERIFY(file.problems.empty());
        const ImportedListing& shirt = file.listings[0];
        QCOMPARE(shirt.line, 2);
        QCOMPARE(*shirt.title, std::string("Ocean Blue Shirt"));
        QCOMPARE(*shirt.description,
                 std::string("Ocean blue cotton shirt with a narrow collar, buttons down the front"
                             " & long sleeves.\n\n• 100% cotton\n• Machine wash at 30 °C"));
        QCOMPARE(shirt.variants.size(), 3U);
        QCOMPARE(shirt.variants[1].line, 4); // the description of the first has a line end
        QCOMPARE(shirt.variants[1].sku, std::string("OBS-M"));
        QVERIFY(shirt.variants[1].options ==
                (std::vector<api::AttributeValue>{{"Size", "M"}, {"Color", "Ocean"}}));
        QCOMPARE(*shirt.variants[2].price, Money(5250, m_eur));
        QCOMPARE(*shirt.variants[0].stock, 12);
        QCOMPARE(shirt.images.size(), 3U);
        QCOMPARE(shirt.images[0].image.url.value,
                 std::string("https://img.example/shirt-front.jpg"));
        QCOMPARE(shirt.images[0].image.altText.value, std::string("Front, the \"good\" side"));
        QVERIFY(!shirt.isDraft);
    }

    void makesUpSkusTheSameWayEachTime()
    {
        const auto file = must(parseShopifyCsv(testFile("apparel.csv"), m_eur));
        const ImportedListing& top = file.listings[1];
        QCOMPARE(top.variants[0].sku, std::string("classic-varsity-top-small"));
        QCOMPARE(top.variants[1].sku, std::string("classic-varsity-top-medium"));
        QCOMPARE(*top.description,
                 std::string("Womens casual varsity top. It's your cat's favourite."));
    }

    void aProductWithoutOptionsHasNone()
    {
        const auto file = must(parseShopifyCsv(testFile("apparel.csv"), m_eur));
        const ImportedListing& scarf = file.listings[2];
        QCOMPARE(scarf.variants.size(), 1U);
        QVERIFY(scarf.variants[0].options.empty());
        QVERIFY(scarf.isDraft);                // Published is FALSE
        QCOMPARE(*scarf.variants[0].stock, 0); // oversold
        QCOMPARE(*scarf.description, std::string("Plain text, no tags.\nSecond line."));
    }

    void readsTheNewerHeader()
    {
        const auto file = must(parseShopifyCsv(testFile("ceramics.csv"), m_eur));
        QCOMPARE(file.listings.size(), 3U);
        const ImportedListing& bowl = file.listings[0];
        QCOMPARE(*bowl.category, std::string("Home > Kitchen > Bowls"));
        QCOMPARE(*bowl.description, std::string("Thrown by hand.\n\nFired at 1,240 °C — twice."));
        QCOMPARE(*bowl.variants[0].price, Money(3450, m_eur));
        QVERIFY(bowl.extras ==
                (std::vector<api::AttributeValue>{{"Glaze", "Celadon"}, {"Shelf", "A3"}}));
        const ImportedListing& cup = file.listings[1];
        QVERIFY(cup.isDraft);
        QVERIFY(cup.variants[1].options == (std::vector<api::AttributeValue>{{"Colour", "Black"}}));
        QCOMPARE(cup.images.size(), 2U);
        QVERIFY(file.listings[2].isDraft);
        QVERIFY(file.extraColumns == (std::vector<std::string>{"Glaze", "Shelf"}));
    }

    void semicolonsSeparateToo()
    {
        const auto file = must(parseShopifyCsv(testFile("semicolons.csv"), m_eur));
        QCOMPARE(*file.listings[0].title, std::string("Cup, large"));
    }

    void anUnclosedQuoteEndsTheFileButKeepsWhatWasBefore()
    {
        const auto file = must(parseShopifyCsv(testFile("unclosed_quote.csv"), m_eur));
        QCOMPARE(file.listings.size(), 1U);
        QCOMPARE(file.problems.size(), 1U);
        QCOMPARE(file.problems[0].code, std::string("csv.unclosed_quote"));
        QCOMPARE(file.problems[0].line, 3);
    }

    void aHugeCellIsAProblemOfItsLine()
    {
        const std::string csv = "Handle,Title,SKU,Price\na,\"" + std::string(300 * 1024, 'x') +
                                "\",A,1\nb," + std::string(201, 'y') + ",B,1\nc,C,C,1\n";
        const auto file = must(parseShopifyCsv(csv, m_eur));
        QCOMPARE(file.problems[0].code, std::string("csv.cell_too_large"));
        QCOMPARE(file.problems[0].line, 2);
        QCOMPARE(file.listings.size(), 2U);
        QCOMPARE(file.listings[0].problems[0].code, std::string("text.too_long"));
        QCOMPARE(file.listings[0].problems[0].column, std::string("Title"));
    }

    void amountsHaveADotWhateverTheLocale()
    {
        const auto file =
            must(parseShopifyCsv("Handle,SKU,Price\na,A,\"12,50\"\nb,B,1.5\nc,C,1.234\n", m_eur));
        QCOMPARE(file.listings[0].problems[0].code, std::string("money.malformed"));
        QCOMPARE(*file.listings[1].variants[0].price, Money(150, m_eur));
        QCOMPARE(file.listings[2].problems[0].code, std::string("money.too_many_decimals"));
    }

    void boundsVariantsOfOneProduct()
    {
        std::string csv = "Handle,Title,SKU,Price\n";
        for (int i = 0; i <= 200; ++i)
            csv += "a,A,S" + std::to_string(i) + ",1\n";
        const auto file = must(parseShopifyCsv(csv, m_eur));
        QCOMPARE(file.listings[0].variants.size(), 200U);
        QCOMPARE(file.listings[0].problems[0].code, std::string("listing.too_many_variants"));
        QCOMPARE(file.listings[0].problems[0].line, 202);
    }
};

STOA_TEST(ShopifyCsvTest)
#include "test_shopify_csv.moc"
