#include "domain/payouts/sending_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::payouts;
using gateways::Outcome;
using gateways::Verdict;

namespace {

Attempt attempt(Step step, bool paysToBank = false)
{
    Attempt attempt;
    attempt.step = step;
    attempt.isSent = step != Step::Settled;
    attempt.isPaid = step == Step::Settled;
    attempt.paysToBank = paysToBank;
    attempt.reference = step == Step::Transfer ? "" : "tr_1";
    return attempt;
}

Outcome says(Verdict verdict, const char* reference = "", const char* reason = "")
{
    return {verdict, reference, reason, {}};
}

} // namespace

class SendingRulesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsNextFollowsTheStep()
    {
        auto fresh = attempt(Step::Transfer);
        fresh.isSent = false;
        QVERIFY(nextAction(fresh) == Action::Send);
        QVERIFY(nextAction(attempt(Step::Transfer)) == Action::Ask);
        QVERIFY(nextAction(attempt(Step::Settled)) == Action::Nothing);
        QVERIFY(actionAfterNews(attempt(Step::Settled)) == Action::Ask);
        auto failed = attempt(Step::Settled);
        failed.isPaid = false;
        QVERIFY(actionAfterNews(failed) == Action::Nothing);
        QVERIFY(actionAfterNews(attempt(Step::PayOut)) == Action::Ask);
    }

    // Step, whether on to the bank, the answer; what is found, the step after it.
    void everyAnswerHasOneMeaning_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<bool>("paysToBank");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("finding");
        QTest::addColumn<int>("after");
        const auto row = [](const char* name, Step step, bool paysToBank, Verdict verdict,
                            const char* reason, Finding finding, Step after) {
            QTest::newRow(name) << static_cast<int>(step) << paysToBank << static_cast<int>(verdict)
                                << QString(reason) << static_cast<int>(finding)
                                << static_cast<int>(after);
        };
        using enum Verdict;
        row("transferred", Step::Transfer, false, Approved, "", Finding::Paid, Step::Settled);
        row("on to the bank", Step::Transfer, true, Approved, "", Finding::Transferred,
            Step::PayOut);
        row("no balance", Step::Transfer, false, Declined, "balance_insufficient", Finding::Failed,
            Step::Settled);
        row("nobody there", Step::Transfer, false, UnknownMethod, "", Finding::Failed,
            Step::Settled);
        row("back already", Step::Transfer, true, Declined, "reversed", Finding::Returned,
            Step::Settled);
        row("never heard of", Step::Transfer, false, Absent, "", Finding::Again, Step::Transfer);
        row("not decided", Step::Transfer, false, Pending, "", Finding::Unknown, Step::Transfer);
        row("no answer", Step::Transfer, false, InDoubt, "", Finding::Unknown, Step::Transfer);
        row("at the bank", Step::PayOut, true, Approved, "", Finding::Paid, Step::Settled);
        row("on its way", Step::PayOut, true, Pending, "", Finding::Unknown, Step::PayOut);
        row("bank refuses", Step::PayOut, true, Declined, "account_closed", Finding::Refused,
            Step::Reverse);
        row("bank unknown", Step::PayOut, true, UnknownMethod, "", Finding::Refused, Step::Reverse);
        row("bank not told", Step::PayOut, true, Absent, "", Finding::Again, Step::PayOut);
        row("bank in doubt", Step::PayOut, true, InDoubt, "", Finding::Unknown, Step::PayOut);
        row("taken back", Step::Reverse, true, Approved, "", Finding::Returned, Step::Settled);
        row("kept", Step::Reverse, true, Declined, "balance_insufficient", Finding::Kept,
            Step::Settled);
        row("kept by nobody", Step::Reverse, true, UnknownMethod, "", Finding::Kept, Step::Settled);
        row("not taken back", Step::Reverse, true, Absent, "", Finding::Again, Step::Reverse);
        row("back in doubt", Step::Reverse, true, InDoubt, "", Finding::Unknown, Step::Reverse);
        row("back is slow", Step::Reverse, true, Pending, "", Finding::Unknown, Step::Reverse);
        row("still paid", Step::Settled, false, Approved, "", Finding::Paid, Step::Settled);
        row("paid, no word", Step::Settled, false, Absent, "", Finding::Paid, Step::Settled);
        row("paid, then back", Step::Settled, false, Declined, "reversed", Finding::Returned,
            Step::Settled);
        row("paid, then refused", Step::Settled, true, Declined, "no_account", Finding::Refused,
            Step::Reverse);
    }
    void everyAnswerHasOneMeaning()
    {
        QFETCH(int, step);
        QFETCH(bool, paysToBank);
        QFETCH(int, verdict);
        QFETCH(QString, reason);
        QFETCH(int, finding);
        QFETCH(int, after);
        const auto before = attempt(static_cast<Step>(step), paysToBank);
        const auto said = says(static_cast<Verdict>(verdict), "ref", reason.toStdString().c_str());
        const auto conclusion = conclude(before, Action::Ask, said);
        QCOMPARE(static_cast<int>(conclusion.finding), finding);
        QCOMPARE(static_cast<int>(conclusion.after.step), after);
        const bool isUnknown = conclusion.finding == Finding::Unknown;
        QCOMPARE(conclusion.after.isSent, isUnknown);
        QCOMPARE(conclusion.after.asked, isUnknown ? 1 : 0);
    }

    void aBankIsAskedEveryHourInTheEnd()
    {
        auto bank = attempt(Step::PayOut, true);
        bank.asked = 1;
        QVERIFY(pauseBeforeAsking(bank) == std::chrono::seconds(2));
        bank.asked = 20;
        QVERIFY(pauseBeforeAsking(bank) == std::chrono::minutes(1));
        bank.asked = 21;
        QVERIFY(pauseBeforeAsking(bank) == std::chrono::hours(1));
        auto transfer = attempt(Step::Transfer);
        transfer.asked = 21;
        QVERIFY(pauseBeforeAsking(transfer) == std::chrono::minutes(5));
    }

    void remembersTheTransferAndWhyItFailed()
    {
        const auto paid =
            conclude(attempt(Step::Transfer), Action::Send, says(Verdict::Approved, "tr_9"));
        QCOMPARE(paid.after.reference, std::string("tr_9"));
        const auto back = conclude(attempt(Step::Transfer), Action::Ask,
                                   says(Verdict::Declined, "tr_9", "reversed"));
        QCOMPARE(back.after.reference, std::string("tr_9"));
        const auto refused = conclude(attempt(Step::PayOut, true), Action::Ask,
                                      says(Verdict::Declined, "po_1", "account_closed"));
        QCOMPARE(refused.after.reference, std::string("tr_1"));
        QCOMPARE(refused.after.reason, std::string("account_closed"));
        const auto taken = conclude(refused.after, Action::Send, says(Verdict::Approved, "trr_1"));
        QCOMPARE(taken.after.reason, std::string("account_closed"));
        QCOMPARE(taken.after.reference, std::string("tr_1"));
        const std::string longer(300, 'x');
        const auto cut = conclude(attempt(Step::Transfer), Action::Ask,
                                  says(Verdict::Declined, "", longer.c_str()));
        QCOMPARE(cut.after.reason.size(), gateways::kMaxReason);
    }
};

STOA_TEST(SendingRulesTest)
#include "test_sending_rules.moc"
