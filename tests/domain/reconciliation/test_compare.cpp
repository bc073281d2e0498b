#include "domain/reconciliation/compare.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

#include <QTest>

using namespace stoa;
using namespace stoa::test;
using namespace stoa::reconciliation;
using api::DifferenceKind;
using api::Movement;

namespace {

constexpr Timestamp kFrom(1'763'683'200'000'000); // 2025-11-21
constexpr Timestamp kTo = kFrom + std::chrono::hours(24);
constexpr Frame kFrame{kFrom, kTo, kTo, std::nullopt};
constexpr Duration kSecond = std::chrono::seconds(1);

Moved moved(Movement movement, const char* reference, std::int64_t minor,
            Timestamp at = kFrom + std::chrono::hours(12), const char* currency = "EUR")
{
    Moved result;
    result.movement = movement;
    result.reference = reference;
    result.amount = Money(minor, Currency::of(currency));
    result.at = at;
    return result;
}

std::string textOf(const std::vector<Found>& found)
{
    std::string text;
    for (const auto& each : found) {
        text += (text.empty() ? "" : " ") + enumText(each.kind) + ':' + each.reference;
        if (each.repeat > 1) text += '#' + std::to_string(each.repeat);
    }
    return text;
}

std::string differences(const std::vector<Moved>& ours, const std::vector<Moved>& theirs,
                        const Frame& frame = kFrame)
{
    return textOf(compare(ours, theirs, frame).differences);
}

std::string inFlight(const std::vector<Moved>& ours, const std::vector<Moved>& theirs,
                     const Frame& frame)
{
    return textOf(compare(ours, theirs, frame).inFlight);
}

} // namespace

class CompareTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsTheSameIsNoDifference()
    {
        const std::vector both{moved(Movement::Charge, "pi_1", 1000),
                               moved(Movement::Refund, "re_1", -400)};
        QCOMPARE(differences(both, both), std::string());
        QCOMPARE(differences({}, {}), std::string());
    }

    void tellsWhatIsMissingOnWhichSide()
    {
        const std::vector ours{moved(Movement::Charge, "pi_1", 1000)};
        const std::vector theirs{moved(Movement::Charge, "pi_2", 1100)};
        const auto found = compare(ours, theirs, kFrame).differences;
        QCOMPARE(textOf(found), std::string("missing_there:pi_1 missing_here:pi_2"));
        QCOMPARE(found[0].here, std::optional(ours[0].amount));
        QVERIFY(!found[0].there);
        QVERIFY(!found[1].here);
        QCOMPARE(found[1].there, std::optional(theirs[0].amount));
    }

    void tellsAmountsCurrenciesAndFeesApart()
    {
        auto here = moved(Movement::Dispute, "dp_1", -1000);
        auto there = moved(Movement::Dispute, "dp_1", -1001);
        here.fee = there.fee = Money(1500, Currency::of("EUR"));
        QCOMPARE(differences({here}, {there}), std::string("amount_differs:dp_1"));
        there.fee = Money(2000, Currency::of("EUR"));
        QCOMPARE(differences({here}, {there}), std::string("amount_differs:dp_1 fee_differs:dp_1"));
        there.amount = here.amount;
        const auto fees = compare(std::vector{here}, std::vector{there}, kFrame).differences;
        QCOMPARE(textOf(fees), std::string("fee_differs:dp_1"));
        QCOMPARE(fees[0].here, here.fee);
        QCOMPARE(fees[0].there, there.fee);
        here.fee.reset(); // one side can't tell
        QCOMPARE(differences({here}, {there}), std::string());
        there.amount = Money(-1000, Currency::of("USD"));
        QCOMPARE(differences({here}, {there}), std::string("currency_differs:dp_1"));
    }

    void aDifferenceBelongsToOneMoment()
    {
        const auto before = kFrom - kSecond;
        const auto after = kFrom + kSecond;
        const auto charge = [](Timestamp at, std::int64_t minor = 1000) {
            return moved(Movement::Charge, "pi_1", minor, at);
        };
        QCOMPARE(differences({charge(before)}, {charge(after)}), std::string());
        QCOMPARE(differences({charge(before)}, {}), std::string());
        QCOMPARE(differences({}, {charge(kTo)}), std::string());
        QCOMPARE(differences({}, {charge(kFrom)}), std::string("missing_here:pi_1"));
        QCOMPARE(differences({charge(before)}, {charge(after, 999)}), std::string());
        QCOMPARE(differences({charge(after)}, {charge(before, 999)}),
                 std::string("amount_differs:pi_1"));
    }

    void whatIsYoungIsInFlight()
    {
        const Frame frame{kFrom, kTo, kFrom + std::chrono::hours(2), std::nullopt};
        const auto charge = [](Duration after) {
            return moved(Movement::Charge, "pi_1", 1000, kFrom + after);
        };
        const auto old = charge(std::chrono::hours(2));
        const auto young = charge(std::chrono::hours(2) + kSecond);
        QCOMPARE(differences({old}, {}, frame), std::string("missing_there:pi_1"));
        QCOMPARE(inFlight({old}, {}, frame), std::string());
        QCOMPARE(differences({}, {young}, frame), std::string());
        QCOMPARE(inFlight({}, {young}, frame), std::string("missing_here:pi_1"));
        auto more = young; // both know it: it is as old as it will be
        more.amount += Money(1, Currency::of("EUR"));
        QCOMPARE(differences({young}, {more}, frame), std::string("amount_differs:pi_1"));
    }

    void aRefundThatNeverWasIsNoDifference()
    {
        const std::vector theirs{moved(Movement::Refund, "re_1", -400),
                                 moved(Movement::RefundFailure, "re_1", 400)};
        QCOMPARE(differences({}, theirs), std::string());
        QCOMPARE(differences({moved(Movement::Refund, "re_1", -400)}, theirs),
                 std::string("missing_here:re_1")); // its return is not booked
        QCOMPARE(differences({}, {theirs[0], moved(Movement::RefundFailure, "re_1", 399)}),
                 std::string("missing_here:re_1 missing_here:re_1"));
    }

    void theSameTwiceIsADifferenceOnce()
    {
        const auto charge = moved(Movement::Charge, "pi_1", 1000);
        auto again = charge;
        again.at = charge.at + kSecond;
        QCOMPARE(differences({charge}, {again, charge}), std::string("missing_here:pi_1#2"));
        QCOMPARE(differences({charge, again}, {}),
                 std::string("missing_there:pi_1 missing_there:pi_1#2"));
    }

    void oneCurrencyMayBeLookedAtAlone()
    {
        Frame euros = kFrame;
        euros.currency = Currency::of("EUR");
        const auto dollars = moved(Movement::Charge, "pi_1", 1000, kFrom, "USD");
        QCOMPARE(differences({dollars}, {}, euros), std::string());
        QCOMPARE(differences({dollars}, {moved(Movement::Charge, "pi_1", 1000, kFrom)}, euros),
                 std::string("currency_differs:pi_1"));
        const auto report = compare(std::vector{dollars}, {}, euros);
        QCOMPARE(report.ourCount, 0);
        QVERIFY(report.totals.empty());
    }

    void whatTheBooksDoNotHaveIsAddedUpAndNotCompared()
    {
        auto charge = moved(Movement::Charge, "pi_1", 1000);
        std::vector theirs{charge, moved(Movement::Payout, "po_1", -700),
                           moved(Movement::Fee, "fee_1", -20)};
        theirs[0].fee = Money(40, Currency::of("EUR"));
        const auto report = compare(std::vector{charge}, theirs, kFrame);
        QVERIFY(report.differences.empty());
        QCOMPARE(report.theirCount, 3);
        QCOMPARE(report.totals.size(), std::size_t{3});
        const auto& charges = report.totals[0];
        QCOMPARE(charges.movement, Movement::Charge);
        QCOMPARE(charges.ours.minor(), 1000);
        QCOMPARE(charges.theirs.minor(), 1000);
        QCOMPARE(charges.fees.minor(), 40);
        QCOMPARE(report.totals[1].movement, Movement::Payout);
        QCOMPARE(report.totals[1].ourCount, 0);
        QCOMPARE(report.totals[1].theirs.minor(), -700);
        theirs[0].fee = Money(35, Currency::of("USD")); // taken from a balance in dollars
        const auto other = compare(std::vector{charge}, theirs, kFrame).totals;
        QCOMPARE(other.size(), std::size_t{4});
        QVERIFY(other[0].fees.isZero());
        QCOMPARE(other[1].movement, Movement::Charge);
        QCOMPARE(other[1].fees, Money(35, Currency::of("USD")));
        QCOMPARE(other[1].theirCount, 0);
        QCOMPARE(differences({}, {moved(Movement::Other, "adj_1", 5)}),
                 std::string("missing_here:adj_1"));
    }

    // Whatever is taken away or changed on either side is found, and nothing else.
    void findsExactlyWhatWasTakenAway()
    {
        Random random;
        for (int round = 0; round < 200; ++round) {
            std::vector<Moved> ours, theirs;
            std::size_t expected = 0;
            const auto count = random.between(0, 30);
            for (std::int64_t i = 0; i < count; ++i) {
                const auto each =
                    moved(random.chance(0.7) ? Movement::Charge : Movement::Dispute,
                          ("x_" + std::to_string(i)).c_str(), random.between(1, 99'999));
                const bool isHere = random.chance(0.8);
                const bool isThere = random.chance(0.8);
                if (isHere) ours.push_back(each);
                if (isThere) theirs.push_back(each);
                if (isHere && isThere && random.chance(0.2)) {
                    theirs.back().amount += Money(1, each.amount.currency());
                    ++expected;
                }
                expected += isHere != isThere ? 1 : 0;
            }
            QCOMPARE(compare(ours, theirs, kFrame).differences.size(), expected);
        }
    }
};

STOA_TEST(CompareTest)
#include "test_compare.moc"
