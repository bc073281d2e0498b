#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

// 120 letters that fold to six each: what an index could not take as one word.
const std::string kLongName = [] {
    std::string name;
    for (int i = 0; i < 120; ++i)
        name += "㌖";
    return name;
}();

} // namespace

// A buyer is found however somebody types the name.
class BuyerSearchTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;

private slots:
    void initTestCase()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 1000);
        for (const char* name :
             {"Plain Jane", "José Núñez-Ødegård", "Groß & Łukasz", "Мария Ёлкина",
              "O'Brien \\ Sons", "!!!", kLongName.c_str()}) {
            auto request = m_shop->basket({{m_bowl, 1}});
            request.buyer.name = name;
            request.buyer.email = "somebody@example.org";
            must(m_shop->place(request));
        }
    }

    void findsNamesWithTheirAccentsAndWithout_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("found");
        QTest::newRow("plain") << "plain j"
                               << "Plain Jane";
        QTest::newRow("with accents") << "José Núñez"
                                      << "José Núñez-Ødegård";
        QTest::newRow("without") << "jose nunez-odegard"
                                 << "José Núñez-Ødegård";
        QTest::newRow("upper case") << "NÚÑEZ"
                                    << "José Núñez-Ødegård";
        QTest::newRow("decomposed") << QString("Nu\u0301n\u0303ez") << "José Núñez-Ødegård";
        QTest::newRow("sharp s") << "GROSS & LUKASZ"
                                 << "Groß & Łukasz";
        QTest::newRow("another script") << "мария елк"
                                        << "Мария Ёлкина";
        QTest::newRow("words in any order") << "nunez jos"
                                            << "José Núñez-Ødegård";
        QTest::newRow("e-mail and name") << "somebody@ex jane"
                                         << "Plain Jane";
        QTest::newRow("words are whole before a mark") << "someb@ex jane"
                                                       << "";
        QTest::newRow("marks of queries") << "o'brien \\ son | :* & !"
                                          << "O'Brien \\ Sons";
        QTest::newRow("very long") << "㌖"
                                   << QString::fromStdString(kLongName);
        QTest::newRow("not how a word begins") << "ane"
                                               << "";
        QTest::newRow("one word missing") << "jane odegard"
                                          << "";
        QTest::newRow("marks only") << "!!!"
                                    << "";
        QTest::newRow("nobody") << "nu%ez"
                                << "";
    }
    void findsNamesWithTheirAccentsAndWithout()
    {
        QFETCH(QString, typed);
        QFETCH(QString, found);
        api::ListOrders request;
        request.text = typed.toStdString();
        QString names;
        const auto page = must(m_shop->bench.run(
            std::nullopt, [&](Unit& unit) { return orders::handle(unit, request); }));
        for (const auto& row : page.items)
            names += QString::fromStdString(row.buyerName);
        QCOMPARE(names, found);
    }
};

STOA_TEST(BuyerSearchTest)
#include "test_buyer_search.moc"
