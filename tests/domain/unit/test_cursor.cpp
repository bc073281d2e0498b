// Cursors give back what was put in, and refuse everything else.

#include "api/ids.h"
#include "core/base64url.h"
#include "domain/unit/cursor.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class CursorTest final : public QObject {
    Q_OBJECT

private slots:
    void givesBackEveryKindOfValue();
    void isEmptyForTheFirstPage();
    void refusesForeignCursors_data();
    void refusesForeignCursors();
    void refusesEveryTruncation();
    void survivesRandomBytes();
    void holdsTheLongestName();
    void cutsTheSurplusRowOfAPage();
    void base64UrlHasOneTextForEachBytes();
};

using Key = std::tuple<std::string, std::int64_t, UserId, Timestamp>;

namespace {

Result<std::optional<Key>> decode(std::string_view text, std::string_view list = "test")
{
    return decodeCursor<std::string, std::int64_t, UserId, Timestamp>(list, text);
}

const UserId kUser(Uuid::makeV7(Timestamp(1'772'445'600'000'000), 1, 2));

std::string sample()
{
    return encodeCursor("test", std::string("Zoë"), std::int64_t{-5}, kUser, Timestamp(77));
}

} // namespace

void CursorTest::givesBackEveryKindOfValue()
{
    const auto key = decode(sample());
    STOA_OK(key);
    QVERIFY(key->has_value());
    QCOMPARE(std::get<0>(**key), std::string("Zoë"));
    QCOMPARE(std::get<1>(**key), std::int64_t{-5});
    QCOMPARE(std::get<2>(**key), kUser);
    QCOMPARE(std::get<3>(**key), Timestamp(77));
}

void CursorTest::isEmptyForTheFirstPage()
{
    const auto key = decode("");
    STOA_OK(key);
    QVERIFY(!key->has_value());
}

void CursorTest::refusesForeignCursors_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QString::fromStdString(text);
    };
    row("another list",
        encodeCursor("other", std::string("Zoë"), std::int64_t{-5}, kUser, Timestamp(77)));
    row("fewer values", encodeCursor("test", std::string("Zoë")));
    row("more values", encodeCursor("test", std::string("Zoë"), std::int64_t{-5}, kUser,
                                    Timestamp(77), std::int64_t{1}));
    row("other types",
        encodeCursor("test", std::int64_t{-5}, std::int64_t{-5}, kUser, Timestamp(77)));
    row("a time that no database holds",
        encodeCursor("test", std::string("Zoë"), std::int64_t{-5}, kUser,
                     Timestamp(std::numeric_limits<std::int64_t>::max())));
    row("text that is not UTF-8",
        encodeCursor("test", std::string("\xff"), std::int64_t{-5}, kUser, Timestamp(77)));
    row("an offset", "50");
    row("not base64url", "***");
    std::string otherVersion = sample();
    otherVersion.front() = 'B';
    row("another version", otherVersion);
}

void CursorTest::refusesForeignCursors()
{
    QFETCH(QString, text);
    const auto key = decode(text.toStdString());
    STOA_FAILS(key, "cursor.malformed");
    QCOMPARE(key.error().kind, ErrorKind::Invalid);
    QCOMPARE(key.error().field, std::string("after"));
}

void CursorTest::refusesEveryTruncation()
{
    const std::string whole = sample();
    for (std::size_t length = 1; length < whole.size(); ++length)
        STOA_FAILS(decode(whole.substr(0, length)), "cursor.malformed");
}

void CursorTest::survivesRandomBytes()
{
    Random random;
    for (int i = 0; i < 2000; ++i) {
        std::string text = sample();
        text[static_cast<std::size_t>(random.between(0, std::ssize(text) - 1))] =
            static_cast<char>(random.between(1, 255));
        const auto key = decode(text); // must not read outside; refused or another key
        if (!key) QCOMPARE(key.error().code, std::string("cursor.malformed"));
    }
}

void CursorTest::holdsTheLongestName()
{
    std::string name;
    for (int i = 0; i < 200; ++i)
        name += "𝄞";
    const std::string text = encodeCursor("test", name, std::int64_t{1}, kUser, Timestamp(1));
    QVERIFY(text.size() <= Cursor::kMost);
    const auto key = decode(text);
    STOA_OK(key);
    QCOMPARE(std::get<0>(**key), name);
}

void CursorTest::cutsTheSurplusRowOfAPage()
{
    const auto cursorOf = [](int row) { return std::to_string(row); };
    const auto last = pageOf(std::vector{1, 2}, 2, cursorOf);
    QCOMPARE(last.items.size(), std::size_t{2});
    QVERIFY(!last.next);
    const auto full = pageOf(std::vector{1, 2, 3}, 2, cursorOf);
    QCOMPARE(full.items.size(), std::size_t{2});
    QCOMPARE(full.next.value(), std::string("2"));
}

void CursorTest::base64UrlHasOneTextForEachBytes()
{
    QCOMPARE(encodeBase64Url(std::string_view("")), std::string(""));
    QCOMPARE(encodeBase64Url(std::string_view("f")), std::string("Zg"));
    QCOMPARE(encodeBase64Url(std::string_view("fo")), std::string("Zm8"));
    QCOMPARE(encodeBase64Url(std::string_view("foobar")), std::string("Zm9vYmFy"));
    QCOMPARE(encodeBase64Url(std::string_view("\xfb\xff\xfe")), std::string("-__-"));
    QVERIFY(!decodeBase64Url("Zh").has_value()); // the same byte with stray bits
    QVERIFY(!decodeBase64Url("Zg==").has_value());
    QVERIFY(!decodeBase64Url("Z").has_value());
    QVERIFY(!decodeBase64Url("Z+").has_value());
    const auto bytes = decodeBase64Url("-__-");
    QVERIFY(bytes.has_value());
    QCOMPARE(bytes->size(), std::size_t{3});
}

STOA_TEST(CursorTest)
#include "test_cursor.moc"
