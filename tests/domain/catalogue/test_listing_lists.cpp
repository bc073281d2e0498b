#include "shop_test.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class ListingListsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ShopBench> m_shop;

    static std::string titles(const auto& page)
    {
        std::string text;
        for (const auto& each : page.items) {
            if constexpr (requires { each.row; })
                text += each.row.title + ' ';
            else
                text += each.title + ' ';
        }
        return text;
    }

private slots:
    void init() { m_shop = std::make_unique<ShopBench>(); }

    void refusesTheCursorOfAnotherList()
    {
        api::ListListings request;
        request.after = "nonsense";
        const auto refused =
            m_shop->run(std::nullopt, [&](Unit& unit) { return catalogue::handle(unit, request); });
        STOA_FAILS(refused, "cursor.malformed");
        QCOMPARE(refused.error().field, std::string("after"));
    }

    void pagesJoinWithoutGapsLastChangedFirst()
    {
        for (int i = 0; i < 7; ++i) {
            if (i % 2 == 0) m_shop->clock.advance(std::chrono::seconds(1));
            must(m_shop->create(draftOf("T" + std::to_string(i), "S" + std::to_string(i))));
        }
        api::ListListings request;
        request.limit = 3;
        std::string seen;
        std::vector<std::optional<std::int64_t>> totals;
        for (int page = 0; page < 3; ++page) {
            const auto answer = m_shop->list(m_shop->seller, request);
            seen += titles(answer);
            totals.push_back(answer.estimatedTotal);
            request.after = answer.next.value_or("");
            QCOMPARE(answer.next.has_value(), page < 2);
        }
        QCOMPARE(seen.size(), std::string("T0 ").size() * 7);
        QVERIFY(seen.starts_with("T6 "));
        QVERIFY(seen.ends_with("T0 ") || seen.ends_with("T1 "));
        QVERIFY(totals[0] == 7);
        QVERIFY(!totals[1]); // only the first page pays for it
    }

    void filtersByStatusSellerAndText()
    {
        must(m_shop->create(draftOf("Blue stoneware cup", "CUP-1")));
        must(m_shop->create(draftOf("Green bowl", "BOWL_1"), true));
        const OrgId other = m_shop->addSeller("Other");
        must(m_shop->command(other, api::CreateListing{other, draftOf("Blue plate", "P"), false}));
        api::ListListings request;
        QCOMPARE(m_shop->list(std::nullopt, request).items.size(), 3U);
        QCOMPARE(m_shop->list(other, request).items.size(), 1U);
        QCOMPARE(m_shop->list(other, request).items[0].sellerName, std::string("Other"));
        request.status = api::ListingStatus::PendingReview;
        QCOMPARE(titles(m_shop->list(std::nullopt, request)), std::string("Green bowl "));
        request.status.reset();
        const auto find = [&](std::string_view text) {
            request.text = text;
            return titles(m_shop->list(m_shop->seller, request));
        };
        QCOMPARE(find("cup BLUE"), std::string("Blue stoneware cup "));
        QCOMPARE(find("stone"), std::string("Blue stoneware cup "));
        QCOMPARE(find("cup-1"), std::string("Blue stoneware cup "));
        QCOMPARE(find("bowl_"), std::string("Green bowl "));
        QCOMPARE(find("bowl%1"), std::string());
        QCOMPARE(find("blue bowl"), std::string());
    }

    void findsOneListingByItsIdAlone()
    {
        const auto bowl = must(m_shop->create(draftOf("Green bowl", "BOWL")));
        const auto cup = must(m_shop->create(draftOf("Blue cup", "CUP")));
        const OrgId other = m_shop->addSeller("Other");
        api::ListListings request;
        request.listing = bowl.row.id;
        const auto page = m_shop->list(std::nullopt, request);
        QCOMPARE(titles(page), std::string("Green bowl "));
        QVERIFY(page.estimatedTotal == 1);
        QVERIFY(!page.next);
        QCOMPARE(titles(m_shop->list(m_shop->seller, request)), std::string("Green bowl "));
        QCOMPARE(m_shop->list(other, request).items.size(), 0U); // ids do not leak
        request.listing = cup.row.id;
        request.text = "bowl";
        QCOMPARE(m_shop->list(std::nullopt, request).items.size(), 0U);
    }

    void findsLettersOfOtherAlphabetsInEitherCase()
    {
        must(m_shop->create(draftOf("Äpfel aus Ton", "A")));
        api::ListListings request;
        request.text = "äPFEL";
        QCOMPARE(m_shop->list(m_shop->seller, request).items.size(), 1U);
    }

    void aRowShowsTheSellersLastWords()
    {
        const auto published = m_shop->publish(draftOf("Cup", "CUP"));
        must(m_shop->update(published, draftOf("Better cup", "CUP")));
        const auto row = m_shop->list(m_shop->seller, {}).items.front();
        QCOMPARE(row.title, std::string("Better cup"));
        QVERIFY(row.isOnSale);
        QCOMPARE(row.available, 3);
        QCOMPARE(row.priceFrom.text(), std::string("10.00 EUR"));
        api::ListListings request;
        request.text = "better";
        QCOMPARE(m_shop->list(m_shop->seller, request).items.size(), 1U);
    }

    void aShopShowsOnlyWhatIsPublished()
    {
        must(m_shop->create(draftOf("Hidden", "H")));
        const auto published = m_shop->publish(draftOf("Blue cup", "CUP"));
        must(m_shop->update(published, draftOf("Secret cup", "CUP")));
        const auto shown = m_shop->storefront();
        QCOMPARE(titles(shown), std::string("Blue cup "));
        const auto& listing = shown.items.front();
        QCOMPARE(listing.sellerName, std::string("Kiln & Co"));
        QCOMPARE(listing.images.size(), 1U);
        QCOMPARE(listing.variants.size(), 1U);
        QCOMPARE(listing.variants[0].onHand, 3);
        api::SearchStorefront request;
        request.text = "secret";
        QVERIFY(m_shop->storefront(request).items.empty()); // words that wait are not found
        request.text = "BLUE";
        QCOMPARE(m_shop->storefront(request).items.size(), 1U);
        request.seller = m_shop->addSeller("Other");
        QVERIFY(m_shop->storefront(request).items.empty());
        m_shop->suspend(m_shop->seller);
        QVERIFY(m_shop->storefront().items.empty());
    }

    void aShopsPagesCostTwoRoundTripsAndJoin()
    {
        for (int i = 0; i < 5; ++i) {
            m_shop->clock.advance(std::chrono::seconds(1));
            m_shop->publish(draftOf("T" + std::to_string(i), "S" + std::to_string(i)));
        }
        api::SearchStorefront request;
        request.limit = 3;
        const auto before = m_shop->db().roundTrips();
        const auto first = m_shop->storefront(request);
        QCOMPARE(m_shop->db().roundTrips() - before, 3); // the third is COMMIT
        request.after = *first.next;
        const auto second = m_shop->storefront(request);
        QCOMPARE(titles(first) + titles(second), std::string("T4 T3 T2 T1 T0 "));
        QVERIFY(!second.next);
    }
};

STOA_TEST(ListingListsTest)
#include "test_listing_lists.moc"
