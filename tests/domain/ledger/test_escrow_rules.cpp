// Whom an order's money belongs to: random lives of orders in currencies of no, two and three
// decimals, in which no minor unit appears or vanishes.

#include "domain/ledger/escrow_rules.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::ledger;

namespace {

constexpr int kLives = 3000;

// An order's money, with somebody who may be paid out at any moment.
struct Life {
    EscrowState state;
    Money captured;
    Money refunded;
    Money payable;
    Money debt;

    Life(Random& random, Currency currency)
        : captured(random.between(1, random.chance(0.3) ? 5 : 1'000'000), currency),
          refunded(0, currency),
          payable(0, currency),
          debt(0, currency)
    {
        const Money none(0, currency);
        state.held = captured;
        state.pending = none;
        state.released = {none, none, none, none};
        state.collectedTaxLeft = captured.portion(random.between(0, 5000), 10'000);
        const Money gross =
            (captured - state.collectedTaxLeft).portion(random.between(0, 10'000), 10'000);
        state.feeTaxLeft = gross.portion(random.between(0, 3000), 10'000);
        state.feeLeft = gross - state.feeTaxLeft;
    }

    void release()
    {
        const Shares shares = ledger::release(state);
        state.held -= shares.total();
        state.released.seller += shares.seller;
        state.released.fee += shares.fee;
        state.released.tax += shares.tax;
        state.released.collectedTax += shares.collectedTax;
        payable += shares.seller;
    }

    std::string refund(Random& random)
    {
        const auto left = (captured - refunded).minor();
        const Money amount(random.between(1, left), captured.currency());
        const bool keepsFee = random.chance(0.2);
        const Money feeBack =
            keepsFee ? Money(0, captured.currency()) : state.feeLeft.portion(amount.minor(), left);
        const Money taxBack = keepsFee ? Money(0, captured.currency())
                                       : state.feeTaxLeft.portion(amount.minor(), left);
        const Money collectedBack = state.collectedTaxLeft.portion(amount.minor(), left);
        const RefundSources from =
            sourcesOf(state, amount, {feeBack, taxBack, collectedBack}, payable);
        for (const Money& each :
             {from.hold, from.fee, from.tax, from.collectedTax, from.payable, from.debt}) {
            if (each.isNegative()) return "a source is below nothing";
        }
        if (from.hold + from.fee + from.tax + from.collectedTax + from.seller() != amount) {
            return "the sources are not the refund";
        }
        if (from.hold < state.held && from.hold < amount) return "money stays held meanwhile";
        if (from.payable > payable) return "more than the seller has";
        if (from.debt.isPositive() && from.payable < payable) return "debt before money";
        state.held -= from.hold;
        state.released.seller -= from.seller();
        state.released.fee -= from.fee;
        state.released.tax -= from.tax;
        state.released.collectedTax -= from.collectedTax;
        state.feeLeft -= feeBack;
        state.feeTaxLeft -= taxBack;
        state.collectedTaxLeft -= collectedBack;
        payable -= from.payable;
        debt += from.debt;
        refunded += amount;
        return {};
    }

    std::string brokenLaw() const
    {
        if (captured != refunded + state.held + state.released.total()) return "captured";
        if (state.held.isNegative()) return "held";
        if (state.released.fee.isNegative() || state.released.tax.isNegative()) return "fee";
        if (state.released.collectedTax.isNegative()) return "collected tax";
        if (payable.isNegative()) return "payable";
        return {};
    }
};

} // namespace

class EscrowRulesTest : public QObject {
    Q_OBJECT

    const Currency m_eur = Currency::of("EUR");
    Money eur(std::int64_t minor) const { return Money(minor, m_eur); }
    EscrowState held(std::int64_t amount, std::int64_t fee, std::int64_t tax) const
    {
        return {eur(amount), eur(0), {eur(0), eur(0), eur(0), eur(0)}, eur(fee), eur(tax), eur(0)};
    }

private slots:
    void aReleaseSplitsWhatIsHeld()
    {
        const Shares shares = release(held(3000, 300, 57));
        QCOMPARE(shares.seller, eur(2643));
        QCOMPARE(shares.fee, eur(300));
        QCOMPARE(shares.tax, eur(57));
    }

    void collectedTaxIsKeptBack()
    {
        EscrowState state = held(3000, 300, 57);
        state.collectedTaxLeft = eur(479);
        const Shares shares = release(state);
        QCOMPARE(shares, (Shares{eur(2164), eur(300), eur(57), eur(479)}));
    }

    void theFeeIsTakenOnce()
    {
        EscrowState state = held(500, 300, 57);
        state.released = {eur(2643), eur(300), eur(57), eur(0)};
        QCOMPARE(release(state).seller, eur(500));
    }

    void theFeeIsNeverMoreThanThereIs()
    {
        const Shares shares = release(held(310, 300, 57));
        QCOMPARE(shares.fee, eur(300));
        QCOMPARE(shares.tax, eur(10));
        QCOMPARE(shares.seller, eur(0));
    }

    void whatEditsTookOffThePriceIsNotReleased()
    {
        EscrowState state = held(3000, 300, 57);
        state.excess = eur(1000);
        QCOMPARE(releasable(state), eur(2000));
        const Shares shares = release(state);
        QCOMPARE(shares.total(), eur(2000));
        QCOMPARE(shares.seller, eur(1643));
        state.excess = eur(3001); // the buyer's bank has taken some of it
        QVERIFY(releasable(state).isZero());
        QVERIFY(release(state).total().isZero());
    }

    void aRefundTakesWhatIsHeldFirst()
    {
        const auto from =
            sourcesOf(held(3000, 300, 57), eur(1000), {eur(100), eur(19), eur(0)}, eur(9999));
        QCOMPARE(from, (RefundSources{eur(1000), eur(0), eur(0), eur(0), eur(0), eur(0)}));
    }

    void thenEverybodyGivesTheirPartBack()
    {
        EscrowState state = held(0, 300, 57);
        state.collectedTaxLeft = eur(479);
        state.released = {eur(2164), eur(300), eur(57), eur(479)};
        const GivenBack back{eur(100), eur(19), eur(160)};
        const auto covered = sourcesOf(state, eur(1000), back, eur(9999));
        QCOMPARE(covered, (RefundSources{eur(0), eur(100), eur(19), eur(160), eur(721), eur(0)}));
        const auto owed = sourcesOf(state, eur(1000), back, eur(500));
        QCOMPARE(owed, (RefundSources{eur(0), eur(100), eur(19), eur(160), eur(500), eur(221)}));
        const auto kept = sourcesOf(state, eur(1000), {eur(0), eur(0), eur(0)}, eur(0));
        QCOMPARE(kept, (RefundSources{eur(0), eur(0), eur(0), eur(0), eur(0), eur(1000)}));
    }

    void livesLoseNothing_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void livesLoseNothing()
    {
        QFETCH(QString, code);
        Random random;
        for (int i = 0; i < kLives; ++i) {
            Life life(random, Currency::of(code.toStdString()));
            for (int step = 0; step < 12 && life.refunded < life.captured; ++step) {
                std::string broken;
                switch (random.between(0, 2)) {
                case 0:
                    life.release();
                    break;
                case 1:
                    broken = life.refund(random);
                    break;
                default:
                    life.payable -= life.payable.portion(random.between(0, 2), 2); // paid out
                }
                if (broken.empty()) broken = life.brokenLaw();
                QVERIFY2(broken.empty(), broken.c_str());
            }
        }
    }
};

STOA_TEST(EscrowRulesTest)
#include "test_escrow_rules.moc"
