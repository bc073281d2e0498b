#include "domain/payouts/sending_rules.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/payments/attempt_rules.h"

namespace stoa::payouts {
namespace {

using gateways::Outcome;
using gateways::Verdict;

constexpr Duration kBankPause = std::chrono::hours(1);

Conclusion settled(Attempt attempt, Finding finding)
{
    attempt.step = Step::Settled;
    attempt.isSent = false;
    return {finding, std::move(attempt)};
}

Conclusion onwards(Attempt attempt, Step step, Finding finding)
{
    if (finding != Finding::Again) attempt.asked = 0;
    attempt.step = step;
    attempt.isSent = false;
    return {finding, std::move(attempt)};
}

Conclusion unknown(Attempt attempt)
{
    ++attempt.asked;
    return {Finding::Unknown, std::move(attempt)};
}

std::string reasonOf(const Outcome& outcome)
{
    if (outcome.verdict == Verdict::UnknownMethod) return "unknown_account";
    return std::string(clipped(outcome.reason, gateways::kMaxReason));
}

Conclusion transferring(Attempt attempt, const Outcome& outcome)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        attempt.reference = clipped(outcome.reference, gateways::kMaxReference);
        if (attempt.paysToBank)
            return onwards(std::move(attempt), Step::PayOut, Finding::Transferred);
        return settled(std::move(attempt), Finding::Paid);
    case Verdict::Declined:
    case Verdict::UnknownMethod: {
        attempt.reason = reasonOf(outcome);
        const bool isBack = attempt.reason == gateways::kReversed;
        if (isBack) attempt.reference = clipped(outcome.reference, gateways::kMaxReference);
        return settled(std::move(attempt), isBack ? Finding::Returned : Finding::Failed);
    }
    case Verdict::Absent:
        return onwards(std::move(attempt), Step::Transfer, Finding::Again);
    case Verdict::Pending:
    case Verdict::InDoubt:
        break;
    }
    return unknown(std::move(attempt));
}

Conclusion payingOut(Attempt attempt, const Outcome& outcome)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        return settled(std::move(attempt), Finding::Paid);
    case Verdict::Declined:
    case Verdict::UnknownMethod:
        attempt.reason = reasonOf(outcome);
        return onwards(std::move(attempt), Step::Reverse, Finding::Refused);
    case Verdict::Absent:
        return onwards(std::move(attempt), Step::PayOut, Finding::Again);
    case Verdict::Pending:
    case Verdict::InDoubt:
        break;
    }
    return unknown(std::move(attempt));
}

Conclusion reversing(Attempt attempt, const Outcome& outcome)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        return settled(std::move(attempt), Finding::Returned);
    case Verdict::Declined:
    case Verdict::UnknownMethod:
        return settled(std::move(attempt), Finding::Kept);
    case Verdict::Absent:
        return onwards(std::move(attempt), Step::Reverse, Finding::Again);
    case Verdict::Pending:
    case Verdict::InDoubt:
        break;
    }
    return unknown(std::move(attempt));
}

// Of a payout that is paid: whether it stayed so.
Conclusion reviewing(Attempt attempt, const Outcome& outcome)
{
    if (outcome.verdict != Verdict::Declined) return settled(std::move(attempt), Finding::Paid);
    attempt.reason = reasonOf(outcome);
    if (attempt.reason == gateways::kReversed)
        return settled(std::move(attempt), Finding::Returned);
    return onwards(std::move(attempt), Step::Reverse, Finding::Refused);
}

} // namespace

Action nextAction(const Attempt& attempt)
{
    if (attempt.step == Step::Settled) return Action::Nothing;
    return attempt.isSent ? Action::Ask : Action::Send;
}

Action actionAfterNews(const Attempt& attempt)
{
    if (attempt.step == Step::Settled && attempt.isPaid) return Action::Ask;
    return nextAction(attempt);
}

Conclusion conclude(Attempt attempt, Action action, const Outcome& outcome)
{
    STOA_ASSERT(action != Action::Nothing);
    switch (attempt.step) {
    case Step::Transfer:
        return transferring(std::move(attempt), outcome);
    case Step::PayOut:
        return payingOut(std::move(attempt), outcome);
    case Step::Reverse:
        return reversing(std::move(attempt), outcome);
    case Step::Settled:
        break;
    }
    return reviewing(std::move(attempt), outcome);
}

Duration pauseBeforeAsking(const Attempt& attempt)
{
    const bool isSlow = attempt.step == Step::PayOut && attempt.asked > payments::kQuickAsks;
    return isSlow ? kBankPause : payments::pauseBeforeAsking(attempt.asked);
}

} // namespace stoa::payouts
