// Which rate decides, and what a total includes at it.

#include "domain/taxes/tax_rules.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::taxes;

namespace {

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

TaxTerms rate(std::string_view name, std::string_view country, std::int64_t basisPoints)
{
    TaxTerms terms;
    terms.rate.name = name;
    terms.rate.country = country;
    terms.rate.basisPoints = basisPoints;
    return terms;
}

} // namespace

class TaxRulesTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstThatMatchesDecides()
    {
        std::vector<TaxTerms> rates{rate("books", "DE", 700), rate("while", "DE", 1600),
                                    rate("all", "DE", 1900), rate("France", "FR", 2000)};
        rates[0].rate.category = CategoryId::make();
        rates[0].categoryPath = "Books";
        rates[1].rate.validFrom = Timestamp(2000);
        rates[1].rate.validUntil = Timestamp(3000);
        const auto decider = [&](std::string_view country, std::string_view path, int at) {
            return taxOf(rates, {country, path, eur(1000), Timestamp(at)}).name;
        };
        QCOMPARE(decider("DE", "", 1999), std::string("all"));
        QCOMPARE(decider("DE", "", 2000), std::string("while"));
        QCOMPARE(decider("DE", "", 3000), std::string("all")); // exclusive
        QCOMPARE(decider("DE", "books / Poetry", 2000), std::string("books"));
        QCOMPARE(decider("DE", "Bookshelves", 1), std::string("all"));
        QCOMPARE(decider("FR", "Books", 1), std::string("France"));
        QCOMPARE(decider("CH", "Books", 1), std::string());
    }

    void aTotalIncludesItsTax()
    {
        QCOMPARE(includedIn(eur(11'900), 1900), eur(1900));
        QCOMPARE(includedIn(eur(1000), 1900), eur(160)); // 159.66
        QCOMPARE(includedIn(eur(3), 10'000), eur(2));    // 1.5: half to even
        QCOMPARE(includedIn(eur(1), 10'000), eur(0));    // 0.5
        QCOMPARE(includedIn(eur(1000), 0), eur(0));
        QCOMPARE(includedIn(Money(1100, Currency::of("JPY")), 1000),
                 Money(100, Currency::of("JPY")));
        const auto none = taxOf({}, {"DE", "", eur(1000), Timestamp(1)});
        QVERIFY(none.name.empty() && none.tax.isZero() && none.collected().isZero());
    }

    void whoCollectsItIsFrozenWithIt()
    {
        std::vector<TaxTerms> rates{rate("all", "DE", 1900)};
        QVERIFY(taxOf(rates, {"DE", "", eur(1190), Timestamp(1)}).collected().isZero());
        rates[0].rate.collector = api::TaxCollector::Marketplace;
        const auto snapshot = taxOf(rates, {"DE", "", eur(1190), Timestamp(1)});
        QCOMPARE(snapshot.collected(), eur(190));
        QCOMPARE(snapshot.basisPoints, 1900);
    }

    void taxAndNetAreAlwaysTheTotal()
    {
        Random random;
        for (int i = 0; i < 5000; ++i) {
            const Money total = eur(random.between(0, 99'999'999));
            const std::int64_t basisPoints = random.between(0, 10'000);
            const Money tax = includedIn(total, basisPoints);
            QVERIFY(!tax.isNegative() && tax + tax <= total + eur(1)); // at most half, at 100 %
            const Money again = (total - tax).portion(basisPoints, 10'000);
            QVERIFY(std::abs((again - tax).minor()) <= 1);
        }
    }

    void refusesRatesThatMeanNothing()
    {
        const auto refused = [](api::TaxRate each) {
            return checkRates(std::vector{rate("fine", "DE", 1).rate, std::move(each)});
        };
        const auto unknown = refused(rate("odd", "ZZ", 1).rate);
        STOA_FAILS(unknown, "country.unknown");
        QCOMPARE(unknown.error().field, std::string("rates[1].country"));
        auto never = rate("never", "DE", 1).rate;
        never.validFrom = never.validUntil = Timestamp(5);
        const auto empty = refused(never);
        STOA_FAILS(empty, "taxes.empty_range");
        QCOMPARE(empty.error().field, std::string("rates[1].validUntil"));
        never.validUntil = Timestamp(6);
        STOA_OK(refused(never));
    }
};

STOA_TEST(TaxRulesTest)
#include "test_tax_rules.moc"
