#include "domain/moderation/case_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::moderation;
using namespace stoa::test;

class CaseRulesTest : public QObject {
    Q_OBJECT

    const Timestamp m_now{1'772'445'600'000'000};

    CaseState claimedBy(std::string_view who, Duration left) const
    {
        return {api::CaseStatus::Open, Claim{std::string(who), "Ada", m_now + left}, Version{2}};
    }

    static api::DecideCase decision(api::Decision what, std::optional<api::RejectReason> reason,
                                    std::string_view message)
    {
        return {OrgId(), CaseId(), Version{2}, what, reason, message};
    }

private slots:
    void everyStatusIsReachableAndFinal()
    {
        const StateTable<api::CaseStatus, CaseCommand, CaseActor> table = kCaseTransitions;
        QCOMPARE(reachable(table, api::CaseStatus::Open).size(),
                 enumWords<api::CaseStatus>().size());
        for (const auto& row : kCaseTransitions)
            QVERIFY(row.from == api::CaseStatus::Open);
    }

    void claims()
    {
        using std::chrono::seconds;
        const CaseState free{api::CaseStatus::Open, std::nullopt, Version{1}};
        QVERIFY(decideClaim(free, "usr_a", false, m_now) == ClaimEffect::Taken);
        QVERIFY(decideClaim(claimedBy("usr_a", seconds(1)), "usr_a", false, m_now) ==
                ClaimEffect::Renewed);
        QVERIFY(decideClaim(claimedBy("usr_a", seconds(0)), "usr_b", false, m_now) ==
                ClaimEffect::Taken);
        QVERIFY(decideClaim(claimedBy("usr_a", seconds(1)), "usr_b", true, m_now) ==
                ClaimEffect::TakenOver);
        const auto refused = decideClaim(claimedBy("usr_a", seconds(60)), "usr_b", false, m_now);
        STOA_FAILS(refused, "case.claimed_by_other");
        const std::vector<Error::Param> params{{"name", "Ada"},
                                               {"until", (m_now + seconds(60)).text()}};
        QVERIFY(refused.error().params == params);
        const CaseState decided{api::CaseStatus::Rejected, std::nullopt, Version{3}};
        STOA_FAILS(decideClaim(decided, "usr_a", true, m_now), "case.already_decided");
    }

    void refusesDecisionsInTheDocumentedOrder()
    {
        using enum api::Decision;
        auto state = claimedBy("usr_a", std::chrono::seconds(1));
        auto request = decision(RequestChanges, std::nullopt, " ");
        request.version = Version{1};
        state.status = api::CaseStatus::Withdrawn;
        STOA_FAILS(decide(state, request, "usr_b", m_now), "case.already_decided");
        state.status = api::CaseStatus::Open;
        STOA_FAILS(decide(state, request, "usr_b", m_now), "case.claimed_by_other");
        STOA_FAILS(decide(state, request, "usr_a", m_now), "case.reason_required");
        request.reason = api::RejectReason::PoorImages;
        STOA_FAILS(decide(state, request, "usr_a", m_now), "case.message_required");
        request.message = "Please show the handle.";
        const auto stale = decide(state, request, "usr_a", m_now);
        STOA_FAILS(stale, "case.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        request.version = Version{2};
        QVERIFY(decide(state, request, "usr_a", m_now) == api::CaseStatus::ChangesRequested);
    }

    void aClaimThatRanOutHoldsNobodyBack()
    {
        const auto state = claimedBy("usr_a", std::chrono::seconds(0));
        const auto request = decision(api::Decision::Approve, std::nullopt, "");
        QVERIFY(decide(state, request, "usr_b", m_now) == api::CaseStatus::Approved);
    }

    void rejectingNeedsAReasonButNoWords()
    {
        const CaseState state{api::CaseStatus::Open, std::nullopt, Version{2}};
        const auto request = decision(api::Decision::Reject, api::RejectReason::Counterfeit, "");
        QVERIFY(decide(state, request, "usr_b", m_now) == api::CaseStatus::Rejected);
    }
};

STOA_TEST(CaseRulesTest)
#include "test_case_rules.moc"
