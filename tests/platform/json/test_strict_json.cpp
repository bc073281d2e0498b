#include "platform/json/strict_json.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class StrictJsonTest : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatOthersLetThrough_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("place"); // the field, or the offset
        const auto malformed = QStringLiteral("request.malformed_json");
        QTest::newRow("nothing") << QByteArray("") << malformed << "0";
        QTest::newRow("truncated") << QByteArray("{\"a\":1") << malformed << "6";
        QTest::newRow("comma at the end") << QByteArray("{\"a\":1,}") << malformed << "7";
        QTest::newRow("comment") << QByteArray("{/**/}") << malformed << "1";
        QTest::newRow("single quotes") << QByteArray("{'a':1}") << malformed << "1";
        QTest::newRow("NaN") << QByteArray("{\"a\":NaN}") << malformed << "5";
        QTest::newRow("more after it") << QByteArray("{} {}") << malformed << "3";
        QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xff\"}") << malformed << "6";
        QTest::newRow("overlong UTF-8") << QByteArray("{\"a\":\"\xc0\xaf\"}") << malformed << "6";
        QTest::newRow("lone surrogate") << QByteArray("{\"a\":\"\\ud800\"}") << malformed << "12";
        QTest::newRow("deep") << QByteArray(33, '[') + QByteArray(33, ']') << malformed << "32";
        const auto duplicate = QStringLiteral("request.duplicate_field");
        QTest::newRow("twice") << QByteArray("{\"a\":1,\"a\":1}") << duplicate << "a";
        QTest::newRow("twice by escape")
            << QByteArray("{\"a\":1,\"\\u0061\":2}") << duplicate << "a";
        QTest::newRow("twice below") << QByteArray("{\"lines\":[{},{\"b\":{\"c\":1,\"c\":2}}]}")
                                     << duplicate << "lines[1].b.c";
    }
    void refusesWhatOthersLetThrough()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, place);
        const auto result = parseStrictly(text.toStdString());
        STOA_FAILS(result, code.toStdString());
        const Error& error = result.error();
        QCOMPARE(error.params.empty() ? error.field : error.params.front().second,
                 place.toStdString());
    }

    void readsEveryKindOfValue()
    {
        const std::string text = R"({"s":"a\nb\u00e9","i":-5,"u":18446744073709551615,"d":1.5,)"
                                 R"("t":true,"f":false,"n":null,"e":{},"l":[1,[],{"a":"b"}]})";
        const auto value = must(parseStrictly(' ' + text + " \n"));
        QVERIFY(value == json::parse(text));
        QCOMPARE(json::serialize(must(parseStrictly("\"x\""))), std::string("\"x\""));
    }

    void goesAsDeepAsTheLimit()
    {
        const std::string deep = std::string(32, '[') + std::string(32, ']');
        STOA_OK(parseStrictly(deep));
    }
};

STOA_TEST(StrictJsonTest)
#include "test_strict_json.moc"
