#include "domain/payments/attempt_rules.h"

#include "core/assert.h"
#include "core/text.h"

namespace stoa::payments {
namespace {

using gateways::Outcome;
using gateways::Verdict;

constexpr Duration kFirstPause = std::chrono::seconds(2);
constexpr Duration kQuickPause = std::chrono::minutes(1);
constexpr Duration kLongestPause = std::chrono::minutes(5);
// Two minutes of asking: a request may still be on its way, and what a provider lets be looked for
// may be behind what it has done.
constexpr int kAsksBeforeAbsence = 6;

Conclusion settled(Conclusion conclusion, Finding finding)
{
    conclusion.finding = finding;
    conclusion.after.step = Step::Settled;
    conclusion.after.isSent = false;
    conclusion.after.method.clear();
    return conclusion;
}

Conclusion failed(Conclusion conclusion, std::string_view reason)
{
    conclusion.reason = clipped(reason, gateways::kMaxReason);
    return settled(std::move(conclusion), Finding::Failed);
}

// The next step of an attempt, not sent yet.
Conclusion onwards(Conclusion conclusion, Step step, Finding finding)
{
    conclusion.finding = finding;
    conclusion.after.step = step;
    conclusion.after.isSent = false;
    if (finding == Finding::Authorised) conclusion.after.asked = 0;
    return conclusion;
}

// From here on it counts as sent, also when only the provider's news say that it was.
Conclusion unknown(Conclusion conclusion)
{
    conclusion.finding = Finding::Unknown;
    conclusion.after.isSent = true;
    ++conclusion.after.asked;
    return conclusion;
}

Conclusion authorising(Conclusion now, const Outcome& outcome, bool isLate)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        return onwards(std::move(now), isLate ? Step::Cancel : Step::Capture, Finding::Authorised);
    case Verdict::Pending:
        if (isLate && !now.after.reference.empty()) {
            return onwards(std::move(now), Step::Cancel, Finding::Again);
        }
        return unknown(std::move(now));
    case Verdict::Declined:
        return failed(std::move(now), outcome.reason);
    case Verdict::UnknownMethod:
        return failed(std::move(now), "unknown_method");
    case Verdict::Absent:
        if (!isLate) return onwards(std::move(now), Step::Authorise, Finding::Again);
        if (now.after.asked < kAsksBeforeAbsence) return unknown(std::move(now));
        return failed(std::move(now), kExpired);
    case Verdict::InDoubt:
        return unknown(std::move(now));
    }
    return unknown(std::move(now));
}

Conclusion capturing(Conclusion now, Action action, const Outcome& outcome, bool isLate)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        if (action == Action::Send) return settled(std::move(now), Finding::Captured);
        return onwards(std::move(now), isLate ? Step::Cancel : Step::Capture, Finding::Again);
    case Verdict::Declined: // also of what is captured already: only asking tells
        if (action == Action::Send) return unknown(std::move(now));
        return failed(std::move(now), outcome.reason);
    case Verdict::Pending:
    case Verdict::UnknownMethod:
    case Verdict::Absent:
    case Verdict::InDoubt:
        return unknown(std::move(now));
    }
    return unknown(std::move(now));
}

Conclusion canceling(Conclusion now, Action action, const Outcome& outcome)
{
    const bool hasSent = action == Action::Send;
    switch (outcome.verdict) {
    case Verdict::Approved:
        if (hasSent) return failed(std::move(now), kExpired);
        return onwards(std::move(now), Step::Cancel, Finding::Again);
    case Verdict::Declined:
        if (hasSent) return unknown(std::move(now)); // because it was captured: asking tells
        return failed(std::move(now), kExpired);
    case Verdict::Absent:
        if (hasSent) return unknown(std::move(now));
        return failed(std::move(now), kExpired);
    case Verdict::Pending:
        if (hasSent) return unknown(std::move(now));
        return onwards(std::move(now), Step::Cancel, Finding::Again);
    case Verdict::UnknownMethod:
    case Verdict::InDoubt:
        return unknown(std::move(now));
    }
    return unknown(std::move(now));
}

Conclusion refunding(Conclusion now, const Outcome& outcome)
{
    switch (outcome.verdict) {
    case Verdict::Approved:
        return settled(std::move(now), Finding::Refunded);
    case Verdict::Declined:
    case Verdict::UnknownMethod:
        return failed(std::move(now), outcome.reason);
    case Verdict::Absent:
        return onwards(std::move(now), Step::Refund, Finding::Again);
    case Verdict::Pending:
    case Verdict::InDoubt:
        return unknown(std::move(now));
    }
    return unknown(std::move(now));
}

// Of a payment that failed: whether the provider took or holds the money all the same.
Conclusion reviewingFailure(Conclusion now, const Outcome& outcome)
{
    if (outcome.verdict != Verdict::Approved) return now;
    if (!outcome.reference.empty()) {
        now.after.reference = clipped(outcome.reference, gateways::kMaxReference);
    }
    if (outcome.isCaptured) return settled(std::move(now), Finding::Captured);
    now.after.asked = 0;
    return onwards(std::move(now), Step::Cancel, Finding::Again);
}

// Of a refund that was given back: whether it stayed so.
Conclusion reviewing(Conclusion now, const Outcome& outcome)
{
    if (!now.after.isRefund()) return reviewingFailure(std::move(now), outcome);
    if (outcome.verdict != Verdict::Declined) return now;
    now.finding = Finding::Reversed;
    now.reason = clipped(outcome.reason, gateways::kMaxReason);
    return now;
}

} // namespace

Attempt asOf(Attempt attempt, Timestamp now)
{
    const bool isLate = now >= attempt.expiresAt;
    if (isLate && attempt.step == Step::Capture && !attempt.isSent) attempt.step = Step::Cancel;
    return attempt;
}

Action nextAction(const Attempt& attempt, Timestamp now)
{
    if (attempt.step == Step::Settled) return Action::Nothing;
    if (attempt.isSent) return Action::Ask;
    const bool isLate = now >= attempt.expiresAt;
    return isLate && attempt.step == Step::Authorise ? Action::Expire : Action::Send;
}

Action actionAfterNews(const Attempt& attempt, Timestamp now)
{
    const bool mayChange = attempt.isRefund() || attempt.hasFailed;
    if (attempt.step == Step::Settled && mayChange) return Action::Ask;
    const Action next = nextAction(attempt, now);
    return next == Action::Expire ? Action::Ask : next; // what was given up for lost has arrived
}

bool isAsPrepared(const Attempt& now, const Attempt& then)
{
    return now.step == then.step && now.isSent == then.isSent && now.asked == then.asked;
}

Conclusion conclude(Attempt attempt, Action action, const Outcome& outcome, Timestamp now)
{
    STOA_ASSERT(action != Action::Nothing);
    const bool isLate = now >= attempt.expiresAt;
    Conclusion result;
    result.after = std::move(attempt);
    result.outcome = outcome;
    if (result.after.step == Step::Settled) return reviewing(std::move(result), outcome);
    if (action == Action::Expire) return failed(std::move(result), kExpired);
    if (!result.after.isRefund() && !outcome.reference.empty()) {
        result.after.reference = clipped(outcome.reference, gateways::kMaxReference);
    }
    const bool isTaken = action == Action::Ask && outcome.verdict == Verdict::Approved &&
                         outcome.isCaptured && !result.after.isRefund();
    if (isTaken) return settled(std::move(result), Finding::Captured);
    switch (result.after.step) {
    case Step::Authorise:
        return authorising(std::move(result), outcome, isLate);
    case Step::Capture:
        return capturing(std::move(result), action, outcome, isLate);
    case Step::Cancel:
        return canceling(std::move(result), action, outcome);
    case Step::Refund:
        return refunding(std::move(result), outcome);
    case Step::Settled:
        break;
    }
    STOA_ASSERT(result.after.step != Step::Settled);
    return result;
}

Duration pauseBeforeAsking(int asked)
{
    if (asked > kQuickAsks) return kLongestPause;
    const int doublings = std::max(asked - 1, 0);
    return std::min<Duration>(kQuickPause, kFirstPause * (std::int64_t{1} << doublings));
}

} // namespace stoa::payments
