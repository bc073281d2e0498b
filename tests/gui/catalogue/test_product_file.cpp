#include "support/test_main.h"
#include "ui/catalogue/product_file.h"

#include <QTest>

namespace stoa::test {

using ui::splitProductFile;

class ProductFileTest final : public QObject {
    Q_OBJECT

private slots:
    void everyPartIsAFileOfWholeListings()
    {
        const std::string header = "Handle,Title\n";
        const auto parts = splitProductFile(header + "a,A\na,\nb,B\nc,C\nc,\nc,\nd,D", 20, 2);
        QCOMPARE(parts.size(), std::size_t{2});
        QCOMPARE(parts[0].csv, header + "a,A\na,\nb,B\n");
        QCOMPARE(parts[0].skipped, std::int64_t{0});
        QCOMPARE(parts[0].listings, std::int64_t{2});
        QCOMPARE(parts[1].csv, header + "c,C\nc,\nc,\nd,D");
        QCOMPARE(parts[1].skipped, std::int64_t{3});
        QCOMPARE(parts[1].listings, std::int64_t{2});
    }

    void thereAreNeverMorePartsThanAllowed()
    {
        std::string csv = "Handle,Title\n";
        for (int i = 0; i < 101; ++i)
            csv += "p" + std::to_string(i) + ",P\n";
        const auto parts = splitProductFile(csv, 10, 3);
        QCOMPARE(parts.size(), std::size_t{10});
        std::int64_t sum = 0;
        for (const auto& part : parts)
            sum += part.listings;
        QCOMPARE(sum, std::int64_t{101});
    }

    void quotedLineEndsAndSeparatorsStayInTheirCell()
    {
        const auto parts = splitProductFile(
            "Title,Handle\r\n\"One, \"\"two\"\"\nthree\",a\r\n5\" plate,b\r\n\"x\",c\r\n", 20, 1);
        QCOMPARE(parts.size(), std::size_t{3});
        QCOMPARE(parts[0].csv, std::string("Title,Handle\r\n\"One, \"\"two\"\"\nthree\",a\r\n"));
        QCOMPARE(parts[1].csv, std::string("Title,Handle\r\n5\" plate,b\r\n"));
        QCOMPARE(parts[1].skipped, std::int64_t{2}); // the first listing has two lines
        QCOMPARE(parts[2].skipped, std::int64_t{3});
    }

    void readsWhatTheNodeReads()
    {
        const auto newer = splitProductFile("\xef\xbb\xbfURL handle;Title\na;A\nb;B\n", 20, 1);
        QCOMPARE(newer.size(), std::size_t{2});
        QCOMPARE(newer[1].csv, std::string("URL handle;Title\nb;B\n"));
    }

    void linesWithoutAHandleStayWithTheListingBefore()
    {
        const auto parts = splitProductFile("Handle,Title\na,A\n,\nb,B\n", 20, 1);
        QCOMPARE(parts.size(), std::size_t{2});
        QCOMPARE(parts[0].csv, std::string("Handle,Title\na,A\n,\n"));
    }

    void whatCanNotBeSplitStaysWhole_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("only a header") << QByteArray("Handle,Title\n");
        QTest::newRow("no handles") << QByteArray("Name,Price\na,1\nb,2\n");
        QTest::newRow("scattered") << QByteArray("Handle,Title\na,A\nb,B\na,\n");
        QTest::newRow("never closed") << QByteArray("Handle,Title\n\"a,A\nb,B\n");
        QTest::newRow("one handle") << QByteArray("Handle,Title\na,A\na,\n");
    }
    void whatCanNotBeSplitStaysWhole()
    {
        QFETCH(const QByteArray, csv);
        const auto parts = splitProductFile(csv.toStdString(), 20, 1);
        QCOMPARE(parts.size(), std::size_t{1});
        QCOMPARE(parts[0].csv, csv.toStdString());
        QCOMPARE(parts[0].skipped, std::int64_t{0});
    }
};

} // namespace stoa::test

using stoa::test::ProductFileTest;
STOA_TEST(ProductFileTest)
#include "test_product_file.moc"
