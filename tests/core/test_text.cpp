#include "core/text.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void tellsValidUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("ascii") << QByteArray("plain") << true;
        QTest::newRow("two bytes") << QByteArray("Søren") << true;
        QTest::newRow("three bytes") << QByteArray("日本") << true;
        QTest::newRow("four bytes") << QByteArray("🪑") << true;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
        QTest::newRow("Latin-1") << QByteArray("S\xf8ren") << false;
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
        QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << false;
        QTest::newRow("cut off") << QByteArray("\xe6\x97") << false;
    }
    void tellsValidUtf8()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isValid);
        QCOMPARE(isValidUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}), isValid);
    }

    void countsAndCutsCharacters()
    {
        QCOMPARE(codePoints("Nguyễn"), std::size_t{6});
        QCOMPARE(clipped("Nguyễn", 5), std::string_view("Nguyễ"));
        QCOMPARE(clipped("ab", 5), std::string_view("ab"));
        QCOMPARE(trimmed(" \t a b \n"), std::string_view("a b"));
        QCOMPARE(trimmed("  "), std::string_view(""));
    }

    void checksLimits()
    {
        QCOMPARE(must(boundedText("  Søren ", "name", 1, 5)), std::string("Søren"));
        STOA_FAILS(boundedText("   ", "name", 1, 5), "text.required");
        STOA_FAILS(boundedText("ab", "name", 3, 5), "text.too_short");
        STOA_FAILS(boundedText("Sørens", "name", 1, 5), "text.too_long");
        STOA_FAILS(boundedText("\xff", "name", 1, 5), "text.not_utf8");
        QCOMPARE(boundedText("", "name", 1, 5).error().field, std::string("name"));
    }
};

STOA_TEST(TextTest)
#include "test_text.moc"
