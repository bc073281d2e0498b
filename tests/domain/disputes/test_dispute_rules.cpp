#include "domain/disputes/dispute_rules.h"
#include "support/test_main.h"

#include <QTest>

using namespace stoa;
using namespace stoa::disputes;
using api::DisputeStatus;
using gateways::DisputeState;

namespace {

const Currency kEur = Currency::of("EUR");

gateways::Dispute found(DisputeState state, std::int64_t fee = 0)
{
    gateways::Dispute dispute;
    dispute.state = state;
    dispute.amount = Money(1000, kEur);
    dispute.fee = Money(fee, kEur);
    return dispute;
}

Change change(std::optional<DisputeStatus> before, DisputeState now)
{
    return changeOf(before, Money(0, kEur), found(now));
}

} // namespace

class DisputeRulesTest : public QObject {
    Q_OBJECT

private slots:
    void everyStatusIsReachable()
    {
        const StateTable<DisputeStatus, Command, Who> table(kTransitions);
        QCOMPARE(reachable(table, DisputeStatus::WarningNeedsResponse).size(),
                 enumWords<DisputeStatus>().size());
    }

    void closedMeansThatNothingFollows()
    {
        for (const auto& row : kTransitions) {
            QVERIFY(!isClosed(row.from));
            QVERIFY(gripOf(row.from) != Grip::Taken);
        }
    }

    void theBooksFollowTheState_data()
    {
        QTest::addColumn<int>("before"); // -1: new
        QTest::addColumn<int>("now");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("books");
        const auto row = [](const char* name, std::optional<DisputeStatus> before, DisputeState now,
                            DisputeStatus status, Books books) {
            QTest::newRow(name) << (before ? static_cast<int>(*before) : -1)
                                << static_cast<int>(now) << static_cast<int>(status)
                                << static_cast<int>(books);
        };
        using S = DisputeStatus;
        using D = DisputeState;
        row("opened", {}, D::NeedsResponse, S::NeedsResponse, Books::Reserve);
        row("a warning", {}, D::WarningNeedsResponse, S::WarningNeedsResponse, Books::Nothing);
        row("lost before we heard", {}, D::Lost, S::Lost, Books::ReserveAndTake);
        row("won before we heard", {}, D::Won, S::Won, Books::Nothing);
        row("answered", S::NeedsResponse, D::UnderReview, S::UnderReview, Books::Nothing);
        row("won", S::UnderReview, D::Won, S::Won, Books::GiveBack);
        row("lost", S::UnderReview, D::Lost, S::Lost, Books::Take);
        row("given in", S::NeedsResponse, D::Lost, S::Lost, Books::Take);
        row("prevented", S::NeedsResponse, D::Prevented, S::Prevented, Books::GiveBack);
        row("a warning grows", S::WarningUnderReview, D::NeedsResponse, S::NeedsResponse,
            Books::Reserve);
        row("a warning grows unseen", S::WarningNeedsResponse, D::Lost, S::Lost,
            Books::ReserveAndTake);
        row("a warning ends", S::WarningNeedsResponse, D::WarningClosed, S::WarningClosed,
            Books::Nothing);
        row("told twice", S::NeedsResponse, D::NeedsResponse, S::NeedsResponse, Books::Nothing);
        row("told late", S::Won, D::NeedsResponse, S::Won, Books::Nothing);
        row("lost stays lost", S::Lost, D::Won, S::Lost, Books::Nothing);
    }
    void theBooksFollowTheState()
    {
        QFETCH(int, before);
        QFETCH(int, now);
        QFETCH(int, status);
        QFETCH(int, books);
        const auto from =
            before < 0 ? std::nullopt : std::optional(static_cast<DisputeStatus>(before));
        const Change result = change(from, static_cast<DisputeState>(now));
        QCOMPARE(static_cast<int>(result.status), status);
        QCOMPARE(static_cast<int>(result.books), books);
    }

    void aFeeCountsByWhatChanged()
    {
        const auto feeOf = [](std::int64_t before, std::int64_t now) {
            return changeOf(DisputeStatus::Lost, Money(before, kEur),
                            found(DisputeState::Lost, now))
                .feeChange.minor();
        };
        QCOMPARE(feeOf(0, 1500), std::int64_t{1500});
        QCOMPARE(feeOf(1500, 1500), std::int64_t{0});
        QCOMPARE(feeOf(1500, 0), std::int64_t{-1500});
    }
};

STOA_TEST(DisputeRulesTest)
#include "test_dispute_rules.moc"
