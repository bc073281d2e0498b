#include "platform/json/json.h"
#include "platform/json/json_text.h"
#include "support/test_main.h"

#include <QTest>

#include <limits>

using namespace stoa;

class JsonTextTest : public QObject {
    Q_OBJECT

    static std::string text(std::string_view value)
    {
        std::string json = "[";
        json_text::append(json, value);
        return json + ']';
    }

private slots:
    void textsAreWrittenAsTheLibraryWritesThem()
    {
        std::string every;
        for (int c = 0; c < 128; ++c)
            every += static_cast<char>(c);
        for (const std::string& value :
             {std::string(), std::string("plain"), std::string("\""), std::string("\\"),
              std::string("\\\"\\"), std::string("a\nb"), std::string("Grüße, 世界 🎉"), every}) {
            QCOMPARE(text(value), json::serialize(json::array{value}));
            QCOMPARE(json::parse(text(value)).as_array().at(0).as_string(), value);
        }
        QCOMPARE(text(std::string_view("a\0\x1f\t", 4)), R"(["a\u0000\u001f\t"])");
    }

    void numbersAndTruthAreWords()
    {
        std::string json;
        for (const std::int64_t number :
             {std::int64_t{0}, std::int64_t{-7}, std::numeric_limits<std::int64_t>::min(),
              std::numeric_limits<std::int64_t>::max()}) {
            json_text::append(json, number);
            json += ' ';
        }
        json_text::append(json, true);
        json_text::append(json, false);
        QCOMPARE(json, "0 -7 -9223372036854775808 9223372036854775807 truefalse");
    }
};

STOA_TEST(JsonTextTest)
#include "test_json_text.moc"
