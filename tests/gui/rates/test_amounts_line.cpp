#include "gui/demo_rates.h"
#include "support/test_main.h"
#include "ui/rates/amounts_line.h"
#include "ui/rates/commission_list.h"
#include "ui/rates/rate_dates.h"

#include <QDateEdit>
#include <QTest>

namespace stoa::test {

class AmountsLineTest final : public QObject {
    Q_OBJECT

    const QLocale m_english{QLocale::English, QLocale::UnitedKingdom};

private slots:
    void readsWhatItWrites()
    {
        const api::Amounts amounts{Money(123'450, Currency::of("EUR")),
                                   Money(1'200, Currency::of("JPY"))};
        const QString line = ui::amountsLine(amounts, m_english);
        QCOMPARE(line, QStringLiteral("1,234.50 EUR, 1,200 JPY"));
        const auto read = ui::parseAmountsLine(line, m_english);
        QVERIFY(read);
        QVERIFY(*read == amounts);
        const QLocale german(QLocale::German, QLocale::Germany);
        const auto again = ui::parseAmountsLine(ui::amountsLine(amounts, german), german);
        QVERIFY(again && *again == amounts);
        QVERIFY(ui::parseAmountsLine({}, m_english)->empty());
        QCOMPARE(ui::parseAmountsLine(QStringLiteral("5eur; 7 USD"), m_english)->size(), 2U);
    }

    void refusesWhatIsNoAmount_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        QTest::newRow("no currency") << "10.00"
                                     << "currency.unknown";
        QTest::newRow("unknown currency") << "10 XQZ"
                                          << "currency.unknown";
        QTest::newRow("twice") << "10 EUR, 11 EUR"
                               << "commission.duplicate_currency";
        QTest::newRow("no number") << "EUR"
                                   << "money.malformed";
        QTest::newRow("decimals") << "1.555 EUR"
                                  << "money.too_many_decimals";
    }
    void refusesWhatIsNoAmount()
    {
        QFETCH(QString, typed);
        QFETCH(QString, code);
        const auto read = ui::parseAmountsLine(typed, m_english);
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.error().code), code);
    }

    void aRuleSaysWhatItTakes()
    {
        const auto rules = demoRules(demoSellers()[0], demoCategories()[0], Timestamp()).rules;
        QCOMPARE(ui::feeText(rules[0]),
                 QStringLiteral("8.25% + 0.30 EUR an item, at least 1.00 EUR"));
        QCOMPARE(ui::feeText(rules[2]), QStringLiteral("12%"));
    }

    void theLastDayIsPartOfIt()
    {
        const ui::Clockface face{*Timestamp::parse("2026-11-18T14:32:00Z"), QTimeZone::utc(),
                                 m_english};
        const auto until = ui::startOf(QDate(2027, 1, 1), face.zone);
        QCOMPARE(until.text(), std::string("2027-01-01T00:00:00.000000Z"));
        QCOMPARE(ui::validText({}, until, face), QStringLiteral("until 31 Dec 2026"));
        QCOMPARE(ui::validText({}, {}, face), QStringLiteral("always"));
        ui::OptionalDay day(QStringLiteral("Open"), true, face, QStringLiteral("until"));
        QVERIFY(!day.at());
        day.set(until);
        QVERIFY(day.at() == until);
        const Timestamp noon = until - std::chrono::hours(12);
        day.set(noon);
        QVERIFY(day.at() == noon);
        day.findChild<QDateEdit*>()->setDate(QDate(2026, 12, 30));
        QVERIFY(day.at() == until - std::chrono::hours(24));
    }
};

} // namespace stoa::test

using stoa::test::AmountsLineTest;
STOA_TEST(AmountsLineTest)
#include "test_amounts_line.moc"
