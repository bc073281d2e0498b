#include "support/test_main.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

#include <QTest>

#include <set>

using namespace stoa;
using namespace stoa::ui;

namespace {

const QLocale kEnglish(QLocale::English, QLocale::UnitedStates);
const QLocale kGerman(QLocale::German, QLocale::Germany);

Money money(std::int64_t minor, const char* code)
{
    return Money(minor, Currency::of(code));
}

Timestamp at(const char* text)
{
    return *Timestamp::parse(text);
}

} // namespace

class TextTest final : public QObject {
    Q_OBJECT

private slots:
    void writesAmountsWithTheDecimalsOfTheirCurrency()
    {
        QCOMPARE(amountText(money(45740, "EUR"), kEnglish), QStringLiteral("457.40"));
        QCOMPARE(amountText(money(32400, "JPY"), kEnglish), QStringLiteral("32,400"));
        QCOMPARE(amountText(money(1234005, "KWD"), kEnglish), QStringLiteral("1,234.005"));
        QCOMPARE(amountText(money(-7, "EUR"), kEnglish), QStringLiteral("\u22120.07"));
        QCOMPARE(amountText(money(124000, "EUR"), kGerman), QStringLiteral("1.240,00"));
        QCOMPARE(amountText(money(Money::kMaxMinor, "EUR"), kEnglish),
                 QStringLiteral("10,000,000,000,000.00"));
        QCOMPARE(moneyText(money(45740, "EUR"), kEnglish), QStringLiteral("457.40\u00A0EUR"));
        QCOMPARE(headlineMoney(money(18492050, "EUR"), kEnglish), QStringLiteral("€184,921"));
        QCOMPARE(headlineMoney(money(-49, "EUR"), kEnglish), QStringLiteral("€0"));
    }

    void readsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<qint64>("minor"); // -1: an error
        QTest::addColumn<QString>("error");
        QTest::newRow("plain") << "9.5"
                               << "EUR" << kEnglish << qint64(950) << "";
        QTest::newRow("grouped") << "1,240.00"
                                 << "EUR" << kEnglish << qint64(124000) << "";
        QTest::newRow("german") << "1.240,5"
                                << "EUR" << kGerman << qint64(124050) << "";
        QTest::newRow("spaces") << " 12 650 "
                                << "JPY" << kEnglish << qint64(12650) << "";
        QTest::newRow("typographic minus") << "\u22124"
                                           << "EUR" << kEnglish << qint64(-400) << "";
        QTest::newRow("empty") << ""
                               << "EUR" << kEnglish << qint64(-1) << "money.malformed";
        QTest::newRow("letters") << "12a"
                                 << "EUR" << kEnglish << qint64(-1) << "money.malformed";
        QTest::newRow("two points") << "1.2.3"
                                    << "EUR" << kEnglish << qint64(-1) << "money.malformed";
        QTest::newRow("three decimals")
            << "1.234"
            << "EUR" << kEnglish << qint64(-1) << "money.too_many_decimals";
        QTest::newRow("huge") << "99999999999999999"
                              << "EUR" << kEnglish << qint64(-1) << "money.out_of_range";
    }
    void readsWhatPeopleType()
    {
        QFETCH(QString, typed);
        QFETCH(QString, code);
        QFETCH(QLocale, locale);
        QFETCH(qint64, minor);
        QFETCH(QString, error);
        const auto read = parseAmount(typed, Currency::of(code.toStdString()), locale);
        QCOMPARE(fromUtf8(read ? "" : read.error().code), error);
        if (error.isEmpty()) QCOMPARE(qint64(read->minor()), minor);
    }

    void writesNumbersRatesAndSizes()
    {
        QCOMPARE(numberText(48210, kEnglish), QStringLiteral("48,210"));
        QCOMPARE(numberText(-1, kEnglish), QStringLiteral("\u22121"));
        QCOMPARE(axisText(1300, kEnglish), QStringLiteral("1.3k"));
        QCOMPARE(axisText(500, kEnglish), QStringLiteral("500"));
        QCOMPARE(axisText(2e6, kEnglish), QStringLiteral("2M"));
        QCOMPARE(rateText(0.0231, kEnglish), QStringLiteral("2.31%"));
        QCOMPARE(rateText(0.999, kEnglish), QStringLiteral("99.9%"));
        QCOMPARE(shareText(0.64, kEnglish), QStringLiteral("64%"));
        QCOMPARE(changeText(-0.014, kEnglish), QStringLiteral("\u22121.4%"));
        QCOMPARE(pointsText(0.0042, kEnglish), QStringLiteral("+0.42 pt"));
        QCOMPARE(sizeText(999, kEnglish), QStringLiteral("999 B"));
        QCOMPARE(sizeText(1'400'000'000, kEnglish), QStringLiteral("1.4 GB"));
        QCOMPARE(sizeText(182'000'000'000, kEnglish), QStringLiteral("182 GB"));
    }

    void writesMomentsShorterTheCloserTheyAre()
    {
        const Clockface face{at("2026-11-18T12:31:00Z"), QTimeZone("Europe/Athens"), kEnglish};
        QCOMPARE(momentText(at("2026-11-18T00:05:00Z"), face), QStringLiteral("02:05"));
        QCOMPARE(momentText(at("2026-11-15T16:42:00Z"), face), QStringLiteral("Sun 18:42"));
        QCOMPARE(momentText(at("2026-11-03T10:00:00Z"), face), QStringLiteral("3 Nov"));
        QCOMPARE(momentText(at("2024-11-03T10:00:00Z"), face), QStringLiteral("3 Nov 2024"));
        // 23:30 UTC is already the next day in Athens.
        QCOMPARE(momentText(at("2026-11-17T23:30:00Z"), face), QStringLiteral("01:30"));
        QCOMPARE(fullMomentText(at("2026-11-18T12:31:07Z"), face),
                 QStringLiteral("Wed 18 Nov 2026, 14:31:07 UTC+02:00"));
        QCOMPARE(zoneText(face.zone, face.now), QStringLiteral("Athens, UTC+02:00"));
        QCOMPARE(agoText(at("2026-11-18T12:30:58Z"), face), QStringLiteral("2 s ago"));
        QCOMPARE(agoText(at("2026-11-17T12:00:00Z"), face), QStringLiteral("1 day ago"));
    }

    void writesDurationsInTwoUnits()
    {
        using namespace std::chrono_literals;
        QCOMPARE(durationText(11s), QStringLiteral("11 s"));
        QCOMPARE(durationText(9min + 24s), QStringLiteral("9 min 24 s"));
        QCOMPARE(durationText(9min + 24s, Width::Narrow), QStringLiteral("9 m 24 s"));
        QCOMPARE(durationText(2h + 41min), QStringLiteral("2 h 41 min"));
        QCOMPARE(durationText(72h), QStringLiteral("3 days"));
        QCOMPARE(durationText(-5s), QStringLiteral("0 s"));
        QCOMPARE(elapsedText(200ms), QStringLiteral("0.2 s"));
    }

    void saysHowLongAJobStillTakesOnceItCanBeKnown()
    {
        using namespace std::chrono_literals;
        QCOMPARE(timeLeftText(0.25, 10s), QStringLiteral("about 30 s left"));
        QCOMPARE(timeLeftText(0.999, 10s), QStringLiteral("about 1 s left"));
        for (const auto& [share, elapsed] :
             {std::pair<double, Duration>{0, 10s}, {0.5, 900ms}, {1, 10s}})
            QCOMPARE(timeLeftText(share, elapsed), QString());
    }

    void amountsOfTheBackendAreReadAsMoney()
    {
        QCOMPARE(factText("13909.00 INR", kEnglish), QStringLiteral("13,909.00\u00A0INR"));
        QCOMPARE(factText("-7 JPY", kEnglish), QStringLiteral("\u22127\u00A0JPY"));
        for (const char* text : {"", "INR", "no 13 EUR", "3 pieces", "1.005 EUR", "Visa 4242"})
            QCOMPARE(factText(text, kEnglish), QString::fromLatin1(text));
    }

    void countdownTurnsAmberInItsLastQuarterAndRedWhenPast()
    {
        const Timestamp from = at("2026-11-18T10:00:00Z");
        const Timestamp due = at("2026-11-18T14:00:00Z");
        QCOMPARE(countdown(from, due, at("2026-11-18T12:32:10Z")).tone, Tone::Neutral);
        QCOMPARE(countdown(from, due, at("2026-11-18T12:32:10Z")).text,
                 QStringLiteral("1 h 27 min left"));
        QCOMPARE(countdown(from, due, at("2026-11-18T13:00:00Z")).tone, Tone::Warn);
        QCOMPARE(countdown(from, due, at("2026-11-18T14:00:30Z")).tone, Tone::Bad);
        QCOMPARE(countdown(from, due, at("2026-11-18T14:00:30Z")).text,
                 QStringLiteral("30 s late"));
    }

    void fillsTheSentenceOfAKnownCode()
    {
        const Error error = makeError(ErrorKind::Invalid, "text.too_long")
                                .in("title")
                                .with("length", "140")
                                .with("most", "120");
        QCOMPARE(errorSentences(error).title, QStringLiteral("This is too long"));
        QVERIFY(errorSentences(error).text.contains(isolated(QStringLiteral("120"))));
    }

    void fallsBackToTheKindWhenACodeOrParameterIsMissing()
    {
        const QString unknown =
            errorText(makeError(ErrorKind::Conflict, "moon.eclipsed").in("lines[0].quantity"));
        QVERIFY(unknown.contains(QStringLiteral("moon.eclipsed")));
        QVERIFY(unknown.contains(QStringLiteral("lines[0].quantity")));
        const QString incomplete = errorText(makeError(ErrorKind::Invalid, "text.too_long"));
        QVERIFY(!incomplete.contains(QLatin1Char('{')));
        QVERIFY(incomplete.contains(QStringLiteral("text.too_long")));
    }

    void aCodeThatStandsAloneBecomesItsTitle()
    {
        QCOMPARE(noteText("redis.away"), QStringLiteral("The cache does not answer"));
        QCOMPARE(noteText("http.cannot_listen"),
                 QStringLiteral("Storefronts can't be served there"));
        QCOMPARE(noteText("order.not_paid"), QStringLiteral("order.not_paid")); // names an order
        QCOMPARE(noteText("no answer for 4 s"), QStringLiteral("no answer for 4 s"));
        QCOMPARE(noteText(""), QString());
    }

    void hasASentenceForEveryKindAndNoCodeTwice()
    {
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
            const auto sentences = errorSentences(makeError(static_cast<ErrorKind>(kind), "a.b"));
            QVERIFY(sentences.title != QStringLiteral("a.b"));
            QVERIFY(!sentences.text.isEmpty());
        }
        const auto codes = errorCodesWithText();
        QCOMPARE(std::set<std::string_view>(codes.begin(), codes.end()).size(), codes.size());
    }

    void keepsTheLogDetailToItself()
    {
        const Error error = makeError(ErrorKind::Internal, "db.broken", "password=hunter2");
        QVERIFY(!errorText(error).contains(QStringLiteral("hunter2")));
        QVERIFY(!errorDetails(error).contains(QStringLiteral("hunter2")));
    }

    void showsUnknownStatesReadable()
    {
        QCOMPARE(statusWord("paid").tone, Tone::Info);
        QCOMPARE(statusWord("not_yet_known").text, QStringLiteral("Not yet known"));
        QCOMPARE(statusWord("not_yet_known").tone, Tone::Neutral);
        QCOMPARE(initials(QStringLiteral("Nguyễn Thị Hương")), QStringLiteral("NH"));
        QCOMPARE(initials(QStringLiteral("Cher")), QStringLiteral("C"));
        QCOMPARE(initials(QString()), QString());
    }
};

STOA_TEST(TextTest)
#include "test_text.moc"
