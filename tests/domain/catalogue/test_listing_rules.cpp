#include "domain/catalogue/draft_json.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/listing_states.h"
#include "domain_support/bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::catalogue;
using namespace stoa::test;

class ListingRulesTest : public QObject {
    Q_OBJECT

    const Currency m_eur = Currency::of("EUR");

    static std::string codes(const std::vector<Error>& problems)
    {
        std::string text;
        for (const Error& each : problems)
            text += (text.empty() ? "" : " ") + each.code + '@' + each.field;
        return text;
    }

    static api::ListingDraft twoSizes()
    {
        auto draft = draftOf("Cup", "CUP");
        draft.variants = {variantOf("S", "5.00", 1, "S"), variantOf("M", "6.00", 1, "M")};
        return draft;
    }

private slots:
    void everyStatusIsReachableAndKnowsWhoLeavesIt()
    {
        const StateTable<api::ListingStatus, ListingCommand, ListingActor> table =
            kListingTransitions;
        QCOMPARE(reachable(table, api::ListingStatus::Draft).size(),
                 enumWords<api::ListingStatus>().size());
        for (const auto& row : kListingTransitions) {
            const bool isVerdict = row.command == ListingCommand::Approve ||
                                   row.command == ListingCommand::Reject ||
                                   row.command == ListingCommand::RequestChanges;
            QCOMPARE(row.who == ListingActor::Moderator, isVerdict);
        }
    }

    void whatIsNotInTheTableIsRefused()
    {
        using enum api::ListingStatus;
        for (const auto status : {Draft, ChangesRequested, Published, Rejected, Archived}) {
            QVERIFY(!nextStatus(status, ListingCommand::Approve));
            QVERIFY(!nextStatus(status, ListingCommand::Reject));
        }
        QVERIFY(!nextStatus(Archived, ListingCommand::Archive));
        QVERIFY(!nextStatus(Published, ListingCommand::Submit));
        QVERIFY(!nextStatus(PendingReview, ListingCommand::Submit));
        QVERIFY(!nextStatus(Archived, ListingCommand::Submit));
    }

    void everyStatusMayBeEdited()
    {
        for (int i = 0; i < std::ssize(enumWords<api::ListingStatus>()); ++i)
            QVERIFY(nextStatus(static_cast<api::ListingStatus>(i), ListingCommand::Edit));
    }

    void aGoodDraftHasNoProblems()
    {
        QCOMPARE(codes(problemsOf(twoSizes(), m_eur, nullptr)), std::string());
    }

    void findsEveryProblemWithItsField()
    {
        auto draft = twoSizes();
        draft.variants.push_back(variantOf("S", "-0.01", 1, "M"));
        draft.variants.push_back(variantOf("XL", "1.00"));
        draft.variants.back().price = Money(100, Currency::of("USD"));
        draft.images = {{"ftp://a.example/x", ""}, {"https://a.example/x", ""}};
        draft.category = CategoryId::make();
        QCOMPARE(codes(problemsOf(draft, m_eur, nullptr)),
                 std::string("listing.duplicate_sku@variants[2].sku"
                             " listing.duplicate_options@variants[2].options"
                             " listing.negative_price@variants[2].price"
                             " listing.wrong_currency@variants[3].price"
                             " image.bad_url@images[0].url category.unknown@category"));
        QCOMPARE(codes(problemsOf({}, m_eur, nullptr)),
                 std::string("listing.no_variants@variants"));
    }

    void imagesAreWebAddressesOrPicturesOfTheNode_data()
    {
        QTest::addColumn<bool>("isGood");
        for (const char* good : {"https://a.example/x.jpg", "http://a.example",
                                 "HTTPS://a.example/", "/pictures/demo/bowl-moss.svg"})
            QTest::newRow(good) << true;
        for (const char* bad : {"x.jpg", "/x.jpg", "//a.example/x", "https:///x", "file:///etc/x",
                                "/pictures/../api/v1/me", "/pictures//a.example", "/pictures/x?a=b",
                                "/Pictures/x.svg", "http://a.example/\"x"})
            QTest::newRow(bad) << false;
    }
    void imagesAreWebAddressesOrPicturesOfTheNode()
    {
        QFETCH(bool, isGood);
        auto draft = twoSizes();
        draft.images = {{QTest::currentDataTag(), ""}};
        QCOMPARE(codes(problemsOf(draft, m_eur, nullptr)),
                 std::string(isGood ? "" : "image.bad_url@images[0].url"));
    }

    void theOrderOfOptionsMakesNoDifference()
    {
        auto draft = twoSizes();
        draft.variants[0].options = {{"Size", "S"}, {"Colour", "Blue"}};
        draft.variants[1].options = {{"Colour", "Blue"}, {"Size", "S"}};
        QCOMPARE(codes(problemsOf(draft, m_eur, nullptr)),
                 std::string("listing.duplicate_options@variants[1].options"));
    }

    void attributesNeedACategory()
    {
        auto draft = twoSizes();
        draft.attributes = {{"Glaze", "Matte"}};
        QCOMPARE(codes(problemsOf(draft, m_eur, nullptr)),
                 std::string("attribute.unknown@attributes[0]"));
        api::CategoryView category;
        category.id = CategoryId::make();
        category.attributes = {{"Glaze", api::AttributeType::Text, false, {}}};
        draft.category = category.id;
        QCOMPARE(codes(problemsOf(draft, m_eur, &category)), std::string());
    }

    void webAddresses_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("https") << QByteArray("https://a.example/x.jpg?v=1") << true;
        QTest::newRow("upper case") << QByteArray("HTTP://A.EXAMPLE") << true;
        QTest::newRow("no host") << QByteArray("https:///x") << false;
        QTest::newRow("only scheme") << QByteArray("http://") << false;
        QTest::newRow("space") << QByteArray("https://a.example/x y") << false;
        QTest::newRow("script") << QByteArray("javascript:alert(1)") << false;
        QTest::newRow("file") << QByteArray("file:///etc/passwd") << false;
        QTest::newRow("quote") << QByteArray("https://a.example/\"x") << false;
    }

    void webAddresses()
    {
        QFETCH(QByteArray, url);
        QFETCH(bool, isGood);
        auto draft = twoSizes();
        draft.images = {{url.toStdString(), ""}};
        QCOMPARE(problemsOf(draft, m_eur, nullptr).empty(), isGood);
    }

    void onlyPricesNeedNoReview()
    {
        const auto before = twoSizes();
        auto after = before;
        after.variants[1].price = must(Money::parse("7.00", m_eur));
        QVERIFY(differsOnlyInPrices(before, after));
        QVERIFY(!isSameListing(before, after));
        after.title = "Mug";
        QVERIFY(!differsOnlyInPrices(before, after));
        after = before;
        after.variants.pop_back();
        QVERIFY(!differsOnlyInPrices(before, after));
        after = before;
        after.variants[0].stock = 99;
        QVERIFY(isSameListing(before, after));
    }

    void normalisingTrimsAndDropsEmptyAttributes()
    {
        auto draft = twoSizes();
        draft.title = "  Cup ";
        draft.variants[0].sku = " S\t";
        draft.attributes = {{"Glaze", "  "}, {" Weight ", " 5 "}};
        draft = normalised(draft);
        QCOMPARE(draft.title.value, std::string("Cup"));
        QCOMPARE(draft.variants[0].sku.value, std::string("S"));
        QCOMPARE(draft.attributes.size(), 1U);
        QCOMPARE(draft.attributes[0].name.value, std::string("Weight"));
    }

    void searchWordsAreLiteral()
    {
        const auto patterns = searchPatterns("  50%  a_b back\\slash ");
        QVERIFY(*patterns.all ==
                (std::vector<std::string>{"%50\\%%", "%a\\_b%", "%back\\\\slash%"}));
        QCOMPARE(*patterns.longest, std::string("%back\\\\slash%"));
        QVERIFY(!searchPatterns(" \t ").all);
    }

    void draftsComeBackFromJsonAsTheyWent()
    {
        auto draft = twoSizes();
        draft.title = "Say \"hi\" — 日本 \\ \n";
        draft.category = CategoryId::make();
        draft.attributes = {{"Glaze", "Matte"}};
        draft.variants[1].stock.reset();
        QVERIFY(draftFromJson(toJson(draft)) == draft);
        const std::vector<api::AttributeRule> rules{
            {"A", api::AttributeType::Choice, true, {"x", "y"}},
            {"B", api::AttributeType::Text, false, {}}};
        QVERIFY(rulesFromJson(toJson(rules)) == rules);
    }
};

STOA_TEST(ListingRulesTest)
#include "test_listing_rules.moc"
