#include "domain/catalogue/offers.h"
#include "shop_test.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kStatusCheck{"test.listing_status",
                                     "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint"
                                     " WHERE conname = 'listing_status_check'"};

std::string statusOf(const api::ListingView& view)
{
    return enumText(view.row.status);
}

} // namespace

class ListingsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ShopBench> m_shop;

private slots:
    void init() { m_shop = std::make_unique<ShopBench>(); }

    void statusesInTheDatabaseAreThoseOfTheEnum()
    {
        const auto text = must(m_shop->db().run(kStatusCheck)).single().get<std::string>("text");
        const auto words = enumWords<api::ListingStatus>();
        for (const std::string& word : words)
            QVERIFY2(text.find('\'' + word + '\'') != std::string::npos, word.c_str());
        QCOMPARE(std::ranges::count(text, '\''), std::ssize(words) * 2);
    }

    void refusesBadDraftsAndWritesNothing_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code :
             {"listing.no_variants", "listing.duplicate_sku", "listing.duplicate_options",
              "listing.sku_taken", "listing.wrong_currency", "listing.negative_price",
              "category.unknown", "attribute.unknown", "attribute.required",
              "attribute.not_a_choice", "attribute.not_a_number", "image.bad_url"})
            QTest::newRow(code) << code;
    }

    void refusesBadDraftsAndWritesNothing()
    {
        QFETCH(QString, code);
        const auto category = m_shop->addCategory(
            "Home / Bowls", {{"Glaze", api::AttributeType::Choice, true, {"Matte"}},
                             {"Litres", api::AttributeType::Number, false, {}}});
        STOA_OK(m_shop->create(draftOf("Taken", "TAKEN")));
        auto draft = draftOf("Bowl", "BOWL");
        draft.category = category.id;
        draft.attributes = {{"Glaze", "Matte"}};
        const auto two = variantOf("BOWL-2", "1.00");
        if (code == "listing.no_variants") draft.variants.clear();
        if (code == "listing.duplicate_sku")
            draft.variants.push_back(variantOf("BOWL", "1", 0, "S"));
        if (code == "listing.duplicate_options") draft.variants.push_back(two);
        if (code == "listing.sku_taken") draft.variants[0].sku = "TAKEN";
        if (code == "listing.wrong_currency")
            draft.variants[0].price = Money(1, Currency::of("USD"));
        if (code == "listing.negative_price")
            draft.variants[0].price = Money(-1, Currency::of("EUR"));
        if (code == "category.unknown") draft.category = CategoryId::make();
        if (code == "attribute.unknown") draft.attributes.push_back({"Height", "5"});
        if (code == "attribute.required") draft.attributes.clear();
        if (code == "attribute.not_a_choice") draft.attributes[0].value = "Gloss";
        if (code == "attribute.not_a_number") draft.attributes.push_back({"Litres", "half"});
        if (code == "image.bad_url") draft.images[0].url = "img.jpg";
        const std::string before = m_shop->fingerprint();
        STOA_FAILS(m_shop->create(draft), code.toStdString());
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void aSuspendedSellerWritesNothing()
    {
        const auto made = must(m_shop->create(draftOf("Cup", "CUP")));
        m_shop->suspend(m_shop->seller);
        const std::string before = m_shop->fingerprint();
        const auto refused = m_shop->create(draftOf("Bowl", "BOWL"));
        STOA_FAILS(refused, "seller.suspended");
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        STOA_FAILS(m_shop->update(made, draftOf("Mug", "CUP")), "seller.suspended");
        STOA_FAILS(m_shop->submit(made), "seller.suspended");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void createsADraftWithItsStock()
    {
        const auto category =
            m_shop->addCategory("Home / Cups", {{"Glaze", api::AttributeType::Text, false, {}}});
        auto draft = draftOf("  Blue cup ", "CUP");
        draft.category = category.id;
        draft.attributes = {{"Glaze", "Celadon"}, {"Glaze", ""}};
        draft.variants = {variantOf("S", "10.00", 3, "S"), variantOf("L", "12.50", 4, "L")};
        const auto view = must(m_shop->create(draft));
        QCOMPARE(m_shop->events(), std::string("listing.created"));
        QCOMPARE(view.row.title, std::string("Blue cup"));
        QCOMPARE(statusOf(view), std::string("draft"));
        QVERIFY(!view.row.isOnSale);
        QCOMPARE(view.row.categoryPath, std::string("Home / Cups"));
        QCOMPARE(view.row.sellerName, std::string("Kiln & Co"));
        QCOMPARE(view.row.sku, std::string("S"));
        QCOMPARE(view.row.priceFrom.text(), std::string("10.00 EUR"));
        QCOMPARE(view.row.priceTo.text(), std::string("12.50 EUR"));
        QCOMPARE(view.row.variantCount, 2);
        QCOMPARE(view.row.available, 7);
        QCOMPARE(view.row.version.value, 1);
        QCOMPARE(view.attributes.size(), 1U);
        QCOMPARE(view.variants[1].onHand, 4);
        QVERIFY(!view.variants[0].id.isNil());
        QCOMPARE(view.createdAt, m_shop->clock.now());
    }

    void anotherSellerFindsNothing()
    {
        const auto made = must(m_shop->create(draftOf("Cup", "CUP")));
        const OrgId other = m_shop->addSeller("Other");
        const std::string before = m_shop->fingerprint();
        const auto read = m_shop->get(other, made.row.id);
        STOA_FAILS(read, "listing.not_found");
        QCOMPARE(read.error().kind, ErrorKind::NotFound);
        const api::ArchiveListing archive{other, made.row.id, made.row.version};
        STOA_FAILS(m_shop->command(other, archive), "listing.not_found");
        const api::UpdateListing update{other, made.row.id, made.row.version,
                                        draftOf("Stolen", "CUP")};
        STOA_FAILS(m_shop->command(other, update), "listing.not_found");
        QCOMPARE(m_shop->fingerprint(), before);
        // SKUs are the seller's own.
        STOA_OK(m_shop->command(other, api::CreateListing{other, draftOf("Cup", "CUP"), false}));
    }

    void refusesAStaleVersion()
    {
        const auto seen = must(m_shop->create(draftOf("Cup", "CUP")));
        STOA_OK(m_shop->update(seen, draftOf("Mug", "CUP")));
        const std::string before = m_shop->fingerprint();
        const auto stale = m_shop->update(seen, draftOf("Beaker", "CUP"));
        STOA_FAILS(stale, "listing.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        const std::vector<Error::Param> params{
            {"listing", seen.row.id.text()}, {"seen", "1"}, {"current", "2"}};
        QVERIFY(stale.error().params == params);
        STOA_FAILS(m_shop->submit(seen), "listing.stale");
        STOA_FAILS(m_shop->archive(seen), "listing.stale");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void anEditWithoutAChangeWritesNothing()
    {
        const auto seen = must(m_shop->create(draftOf("Cup", "CUP")));
        const std::string before = m_shop->fingerprint();
        const auto same = must(m_shop->update(seen, draftOf("Cup ", "CUP")));
        QCOMPARE(same.row.version.value, 1);
        QCOMPARE(m_shop->events(), std::string());
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void variantsAreMatchedBySku()
    {
        auto draft = draftOf("Cup", "CUP");
        draft.variants = {variantOf("S", "10.00", 3, "S"), variantOf("M", "11.00", 4, "M")};
        const auto first = must(m_shop->create(draft));
        draft.variants = {variantOf("L", "12.00", 5, "L"), variantOf("M", "11.50", 99, "M")};
        const auto second = must(m_shop->update(first, draft));
        QCOMPARE(second.variants.size(), 2U);
        QCOMPARE(second.variants[0].sku, std::string("L"));
        QCOMPARE(second.variants[0].onHand, 5);
        QCOMPARE(second.variants[1].id, first.variants[1].id);
        QCOMPARE(second.variants[1].price.text(), std::string("11.50 EUR"));
        QCOMPARE(second.variants[1].onHand, 4); // stock of a variant that exists is only moved
        draft.variants = {variantOf("S", "9.00", 7, "S")};
        const auto third = must(m_shop->update(second, draft));
        QCOMPARE(third.variants[0].id, first.variants[0].id); // it comes back with its stock
        QCOMPARE(third.variants[0].onHand, 3);
        STOA_OK(m_shop->create(draftOf("Large", "L"))); // the SKU of a retired variant is free
        draft.variants = {variantOf("L", "9.00", 7, "L")};
        STOA_FAILS(m_shop->update(third, draft), "listing.sku_taken");
    }

    void onlyDraftsAndSentBackListingsAreSubmitted()
    {
        const auto made = must(m_shop->create(draftOf("Cup", "CUP")));
        const auto submitted = must(m_shop->submit(made));
        QCOMPARE(m_shop->events(), std::string("case.opened listing.submitted"));
        QCOMPARE(statusOf(submitted), std::string("pending_review"));
        const std::string before = m_shop->fingerprint();
        const auto again = m_shop->submit(submitted);
        STOA_FAILS(again, "listing.not_submittable");
        QVERIFY(again.error().params.back() == Error::Param("status", "pending_review"));
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void aPriceChangeOfAPublishedListingIsOnSaleAtOnce()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        auto draft = draftOf("Cup", "CUP");
        draft.variants[0].price = Money(1234, Currency::of("EUR"));
        const auto repriced = must(m_shop->update(published, draft));
        QCOMPARE(m_shop->events(), std::string("listing.updated"));
        QCOMPARE(statusOf(repriced), std::string("published"));
        QCOMPARE(m_shop->storefront().items[0].variants[0].price.text(), std::string("12.34 EUR"));
    }

    void archivingTakesItOutOfSaleAndEditingMakesADraft()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        const auto archived = must(m_shop->archive(published));
        QCOMPARE(m_shop->events(), std::string("listing.archived"));
        QCOMPARE(statusOf(archived), std::string("archived"));
        QVERIFY(m_shop->storefront().items.empty());
        const std::string before = m_shop->fingerprint();
        STOA_FAILS(m_shop->archive(archived), "listing.already_archived");
        STOA_FAILS(m_shop->submit(archived), "listing.not_submittable");
        QCOMPARE(m_shop->fingerprint(), before);
        const auto draft = must(m_shop->update(archived, draftOf("Cup", "CUP")));
        QCOMPARE(statusOf(draft), std::string("draft"));
    }

    void anEditThatWaitsSurvivesArchiving()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        const auto edited = must(m_shop->update(published, draftOf("Better cup", "CUP")));
        const auto archived = must(m_shop->archive(edited));
        QCOMPARE(archived.row.title, std::string("Better cup"));
        const auto draft = must(m_shop->update(archived, draftOf("Best cup", "CUP")));
        QCOMPARE(draft.row.title, std::string("Best cup"));
        QVERIFY(!draft.row.isOnSale);
    }

    void offersAreWhatIsOnSaleNow()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        const auto hidden = must(m_shop->create(draftOf("Bowl", "BOWL")));
        const catalogue::SoldVariant cup{m_shop->seller, published.variants[0].id};
        const std::set<catalogue::SoldVariant> wanted{{m_shop->seller, hidden.variants[0].id},
                                                      cup,
                                                      {m_shop->seller, VariantId::make()},
                                                      {OrgId::make(), cup.second}};
        using Offers = std::map<catalogue::SoldVariant, catalogue::Offer>;
        const auto find = [&] {
            return must(m_shop->run(m_shop->seller, [&](Unit& unit) -> Result<Offers> {
                db::Pipeline batch(unit.db());
                const catalogue::OfferReading reading(batch, wanted);
                STOA_CHECK(batch.run());
                return reading.offers(batch);
            }));
        };
        const auto offers = find();
        QCOMPARE(offers.size(), 1U);
        QCOMPARE(offers.at(cup).listing, published.row.id);
        QCOMPARE(offers.at(cup).price.text(), std::string("10.00 EUR"));
        QCOMPARE(offers.at(cup).imageUrl, std::string("https://img.example/CUP.jpg"));
        m_shop->suspend(m_shop->seller);
        QVERIFY(find().empty());
    }

    void oneOfTwoThatTakeTheSameSkuAtOnceWins()
    {
        std::array<std::string, 2> codes;
        inParallel(codes.size(), [&](std::size_t i) {
            const auto connection = m_shop->connect();
            const api::CreateListing request{m_shop->seller, draftOf("Cup", "CUP"), true};
            codes[i] = codeOf(
                m_shop->runOn(*connection, m_shop->seller, Bench::person("Racer"), [&](Unit& unit) {
                    return catalogue::handle(unit, request, moderation::reviews());
                }));
        });
        QCOMPARE(std::ranges::count(codes, "no error"), 1);
        QCOMPARE(std::ranges::count(codes, "listing.sku_taken"), 1);
    }

    void aListingIsReadInOneRoundTrip()
    {
        const auto made = must(m_shop->create(draftOf("Cup", "CUP")));
        const auto before = m_shop->db().roundTrips();
        STOA_OK(m_shop->get(m_shop->seller, made.row.id));
        QCOMPARE(m_shop->db().roundTrips() - before, 2); // the second is COMMIT
    }
};

STOA_TEST(ListingsTest)
#include "test_listings.moc"
