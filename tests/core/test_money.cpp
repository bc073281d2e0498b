#include "core/money.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

Money eur(std::int64_t minor)
{
    return {minor, Currency::of("EUR")};
}

std::vector<std::int64_t> minors(const std::vector<Money>& shares)
{
    std::vector<std::int64_t> values;
    for (const Money& share : shares)
        values.push_back(share.minor());
    return values;
}

} // namespace

class MoneyTest : public QObject {
    Q_OBJECT

private slots:
    void parsesAmountsOfEachNumberOfDecimals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<qlonglong>("minor");
        QTest::newRow("euro") << "1234.56"
                              << "EUR" << 123456LL;
        QTest::newRow("euro, one decimal") << "1234.5"
                                           << "EUR" << 123450LL;
        QTest::newRow("euro, whole") << "1000"
                                     << "EUR" << 100000LL;
        QTest::newRow("below zero") << "-0.07"
                                    << "EUR" << -7LL;
        QTest::newRow("yen") << "32400"
                             << "JPY" << 32400LL;
        QTest::newRow("yen with empty decimals") << "32400.00"
                                                 << "JPY" << 32400LL;
        QTest::newRow("dinar") << "1.234"
                               << "KWD" << 1234LL;
        QTest::newRow("the most") << "10000000000000.00"
                                  << "EUR" << 1'000'000'000'000'000LL;
    }
    void parsesAmountsOfEachNumberOfDecimals()
    {
        QFETCH(QString, text);
        QFETCH(QString, currency);
        QFETCH(qlonglong, minor);
        const auto money = Money::parse(text.toStdString(), Currency::of(currency.toStdString()));
        STOA_OK(money);
        QCOMPARE(money->minor(), std::int64_t{minor});
    }

    void refusesWhatIsNoAmount_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << ""
                               << "money.malformed";
        QTest::newRow("sign only") << "-"
                                   << "money.malformed";
        QTest::newRow("words") << "ten"
                               << "money.malformed";
        QTest::newRow("comma") << "1,50"
                               << "money.malformed";
        QTest::newRow("two points") << "1.5.0"
                                    << "money.malformed";
        QTest::newRow("trailing point") << "1."
                                        << "money.malformed";
        QTest::newRow("leading point") << ".5"
                                       << "money.malformed";
        QTest::newRow("exponent") << "1e3"
                                  << "money.malformed";
        QTest::newRow("space") << " 1"
                               << "money.malformed";
        QTest::newRow("a thousandth") << "1.005"
                                      << "money.too_many_decimals";
        QTest::newRow("too large") << "10000000000000.01"
                                   << "money.out_of_range";
        QTest::newRow("far too large") << "99999999999999999999999"
                                       << "money.out_of_range";
    }
    void refusesWhatIsNoAmount()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        STOA_FAILS(Money::parse(text.toStdString(), Currency::of("EUR")), code.toStdString());
    }

    void writesTheDecimalsOfTheCurrency()
    {
        QCOMPARE(eur(-7).text(), std::string("-0.07 EUR"));
        QCOMPARE(eur(123456).amountText(), std::string("1234.56"));
        QCOMPARE(Money(5, Currency::of("JPY")).text(), std::string("5 JPY"));
        QCOMPARE(Money(5, Currency::of("KWD")).text(), std::string("0.005 KWD"));
    }

    void roundsPortionsAsAsked()
    {
        QCOMPARE(eur(250).portion(1, 100, Rounding::HalfEven).minor(), std::int64_t{2});
        QCOMPARE(eur(350).portion(1, 100, Rounding::HalfEven).minor(), std::int64_t{4});
        QCOMPARE(eur(250).portion(1, 100, Rounding::HalfUp).minor(), std::int64_t{3});
        QCOMPARE(eur(299).portion(1, 100, Rounding::Down).minor(), std::int64_t{2});
        QCOMPARE(eur(-250).portion(1, 100, Rounding::HalfUp).minor(), std::int64_t{-3});
        QCOMPARE(eur(Money::kMaxMinor).portion(9999, 10000).minor(),
                 std::int64_t{999'900'000'000'000});
    }

    void allocatesEveryCent()
    {
        QCOMPARE(minors(eur(100).allocate(std::array<std::int64_t, 3>{1, 1, 1})),
                 (std::vector<std::int64_t>{34, 33, 33}));
        QCOMPARE(minors(eur(-100).allocate(std::array<std::int64_t, 3>{1, 1, 1})),
                 (std::vector<std::int64_t>{-34, -33, -33}));
        QCOMPARE(minors(eur(5).allocate(std::array<std::int64_t, 2>{3, 7})),
                 (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(minors(eur(7).allocate(std::array<std::int64_t, 2>{0, 0})),
                 (std::vector<std::int64_t>{7, 0}));
    }

    void allocationNeverLosesACent()
    {
        Random random;
        for (int round = 0; round < 5000; ++round) {
            const Money total = eur(random.between(-1'000'000'000, 1'000'000'000));
            std::vector<std::int64_t> weights;
            for (std::int64_t i = random.between(1, 12); i > 0; --i) {
                weights.push_back(random.between(0, 1'000'000));
            }
            Money sum = eur(0);
            for (const Money& share : total.allocate(weights))
                sum += share;
            QCOMPARE(sum, total);
        }
    }

    void multipliesWithinTheRangeOnly()
    {
        STOA_OK(eur(999).checkedTimes(3));
        STOA_FAILS(eur(Money::kMaxMinor).checkedTimes(2), "money.out_of_range");
        STOA_FAILS(eur(Money::kMaxMinor).checkedTimes(-2), "money.out_of_range");
        STOA_FAILS(Money::make(Money::kMaxMinor + 1, Currency::of("EUR")), "money.out_of_range");
    }

    void knowsTheCurrenciesOfTheWorld()
    {
        QCOMPARE(Currency::of("EUR").decimals(), 2);
        QCOMPARE(Currency::of("JPY").decimals(), 0);
        QCOMPARE(Currency::of("KWD").decimals(), 3);
        STOA_FAILS(Currency::parse("eur"), "currency.unknown");
        STOA_FAILS(Currency::parse("XXX"), "currency.unknown");
        STOA_FAILS(Currency::parse(""), "currency.unknown");
        STOA_FAILS(Currency::parse("EURO"), "currency.unknown");
        for (const Currency currency : Currency::all()) {
            QCOMPARE(Currency::of(currency.code()), currency);
        }
    }
};

STOA_TEST(MoneyTest)
#include "test_money.moc"
