#include "domain/catalogue/prohibited_words.h"
#include "domain/catalogue/text_patterns.h"
#include "support/test_main.h"

#include <QTest>

using namespace stoa;
using namespace stoa::catalogue;

namespace {

std::string joined(const std::vector<std::string_view>& matches)
{
    std::string text;
    for (const std::string_view match : matches)
        text += (text.empty() ? "" : "|") + std::string(match);
    return text;
}

} // namespace

class TextPatternsTest : public QObject {
    Q_OBJECT

private slots:
    void findsContactDetails_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("matches");
        QTest::newRow("e-mail") << "Write to kiln.co+shop@example.org."
                                << "kiln.co+shop@example.org";
        QTest::newRow("phone") << "Call +49 (0)170 1234567 now"
                               << "+49 (0)170 1234567";
        QTest::newRow("national phone") << "tel 0170/12 34 567"
                                        << "0170/12 34 567";
        QTest::newRow("messenger") << "Ask me on WhatsApp!"
                                   << "WhatsApp";
        QTest::newRow("barcode") << "EAN 4006381333931"
                                 << "";
        QTest::newRow("sizes") << "30 x 40 x 0.5 cm, 0.25 l, 100% wool"
                               << "";
        QTest::newRow("handle") << "by @kiln"
                                << "";
        QTest::newRow("date") << "made 2024-05-01"
                              << "";
    }

    void findsContactDetails()
    {
        QFETCH(QString, text);
        QFETCH(QString, matches);
        const std::string given = text.toStdString();
        QCOMPARE(joined(contactDetailsIn(given)), matches.toStdString());
    }

    void findsLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("matches");
        QTest::newRow("scheme") << "See https://kiln.example/a?b=c."
                                << "https://kiln.example/a?b=c";
        QTest::newRow("www") << "(www.kiln.example)"
                             << "www.kiln.example";
        QTest::newRow("bare") << "cheaper at Kiln-Shop.com/cups"
                              << "Kiln-Shop.com/cups";
        QTest::newRow("e-mail is no link") << "a@kiln.com"
                                           << "";
        QTest::newRow("end of sentence") << "Made of clay.Fired twice."
                                         << "";
        QTest::newRow("only an ending") << ".com"
                                        << "";
    }

    void findsLinks()
    {
        QFETCH(QString, text);
        QFETCH(QString, matches);
        const std::string given = text.toStdString();
        QCOMPARE(joined(linksIn(given)), matches.toStdString());
    }

    void wordsMatchWholeAndInEitherCase()
    {
        QCOMPARE(wordIn("A Replica of", "replica"), std::string_view("Replica"));
        QCOMPARE(wordIn("replicas", "replica"), std::string_view());
        QCOMPARE(wordIn("prereplica, replica", "replica"), std::string_view("replica"));
        QCOMPARE(wordIn("äreplica", "replica"), std::string_view());
    }

    void shoutingNeedsEightLetters()
    {
        QVERIFY(isShouting("BEST CUP EVER!!!"));
        QVERIFY(!isShouting("USB-C HUB"));
        QVERIFY(!isShouting("Best Cup Ever Made"));
    }

    void prohibitedWordsHoldInTheirCategories()
    {
        const auto inHealth = prohibitedIn("A Miracle, not a replica", "Health / Drops");
        QCOMPARE(inHealth.size(), std::size_t{2});
        QCOMPARE(inHealth[0].words, std::string_view("replica"));
        QCOMPARE(inHealth[0].score, std::int64_t{75});
        QCOMPARE(inHealth[1].words, std::string_view("Miracle"));
        QCOMPARE(prohibitedIn("A miracle", "Home / Wood").size(), std::size_t{0});
    }
};

STOA_TEST(TextPatternsTest)
#include "test_text_patterns.moc"
