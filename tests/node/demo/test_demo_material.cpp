// What the demo is made of: words that may stand in public, and a picture of everything on sale.

#include "domain/reviews/review_rules.h"
#include "node/demo/cast.h"
#include "node/demo/pictures.h"
#include "node/demo/review_book.h"
#include "support/test_main.h"

#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace stoa;
using namespace stoa::demo;

class DemoMaterialTest : public QObject {
    Q_OBJECT

    static ReviewBook::Dice lowest()
    {
        return [](std::int64_t least, std::int64_t) { return least; };
    }

private slots:
    void everyCategoryHasWordsForEveryRating()
    {
        const ReviewBook book = ReviewBook::load();
        std::uint64_t state = 7;
        const ReviewBook::Dice dice = [&](std::int64_t least, std::int64_t most) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            return least + static_cast<std::int64_t>((state >> 33U) %
                                                     static_cast<std::uint64_t>(most - least + 1));
        };
        std::set<std::string> bodies;
        for (const Shop& shop : loadCast().shops) {
            for (std::int64_t stars = 1; stars <= 5; ++stars) {
                for (const char* country : {"RO", "AT", "BR", "FR", "IT", "PE", "PL", "SE"}) {
                    const auto words = book.words(shop.category, country, stars, dice);
                    const std::string all = words.title + '\n' + words.body;
                    QVERIFY(words.body.size() > 10);
                    QVERIFY(words.title.size() <= 120);
                    QVERIFY2(reviews::flaggedWordsIn(all, shop.category).empty(), all.c_str());
                    bodies.insert(words.body);
                }
                const auto answer = book.answer(stars, "Ioana D.", dice);
                QVERIFY2(reviews::flaggedWordsIn(answer, {}).empty(), answer.c_str());
                QVERIFY(answer.find('{') == std::string::npos);
            }
        }
        QVERIFY(bodies.size() > 80);
    }

    void buyersWriteInTheirLanguage()
    {
        const ReviewBook book = ReviewBook::load();
        const auto pole = book.words("Home / Tableware", "PL", 5, lowest());
        QVERIFY(pole.body.starts_with("Kolor jak na zdjęciu"));
        const auto dane = book.words("Home / Tableware", "DK", 5, lowest());
        QVERIFY(dane.body.starts_with("The glaze has a depth"));
    }

    void flaggedWordsWait()
    {
        const ReviewBook book = ReviewBook::load();
        for (std::size_t i = 0; i < 3; ++i) {
            const auto words = book.flagged(i);
            QVERIFY(!reviews::flaggedWordsIn(words.title + '\n' + words.body, {}).empty());
        }
    }

    void mostBuyersArePleased()
    {
        std::map<std::int64_t, int> count;
        for (std::int64_t roll = 1; roll <= 100; ++roll)
            ++count[ReviewBook::rating([&](std::int64_t, std::int64_t) { return roll; })];
        QCOMPARE(count, (std::map<std::int64_t, int>{{1, 6}, {2, 4}, {3, 9}, {4, 24}, {5, 57}}));
    }

    void everythingOnSaleHasAPicture()
    {
        const auto cast = loadCast();
        std::set<std::string> pictures;
        for (std::size_t shop = 0; shop < cast.shops.size(); ++shop) {
            for (std::size_t i = 0; i < 40; ++i) {
                for (const auto& image : listingOf(cast.shops[shop], shop, i, {}, 1).images) {
                    const auto picture = pictureAt(image.url.value);
                    QVERIFY2(picture.has_value(), image.url.value.c_str());
                    pictures.insert(*picture);
                    QVERIFY(!image.altText.empty());
                }
            }
        }
        QVERIFY(pictures.size() > 300);
        for (const std::string& picture : pictures) {
            QXmlStreamReader reader(QByteArray::fromStdString(picture));
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), picture.c_str());
            QVERIFY(picture.find('{') == std::string::npos);
        }
    }

    void everySkuSaysItsNumber()
    {
        const auto cast = loadCast();
        for (std::size_t shop = 0; shop < cast.shops.size(); ++shop) {
            for (const std::size_t number : {std::size_t{0}, std::size_t{41}, std::size_t{123'456}})
                for (const auto& variant :
                     listingOf(cast.shops[shop], shop, number, {}, 1).variants)
                    QVERIFY(numberOf(variant.sku.value, shop) == number);
        }
        for (const char* sku : {"", "A0-", "A0-9999", "A0-1x000", "B0-10000", "CUP-1"})
            QVERIFY2(!numberOf(sku, 0), sku);
    }

    void thereIsNothingElse()
    {
        for (const char* path :
             {"/pictures/demo/bowl-moss", "/pictures/demo/.svg", "/pictures/demo/bowl-pink.svg",
              "/pictures/demo/pot-moss.svg", "/pictures/bowl-moss.svg", "", "/pictures/demo/svg"})
            QVERIFY2(!pictureAt(path), path);
        QVERIFY(pictureAt("/pictures/demo/bowl-moss-detail.svg") !=
                pictureAt("/pictures/demo/bowl-moss.svg"));
    }
};

STOA_TEST(DemoMaterialTest)
#include "test_demo_material.moc"
