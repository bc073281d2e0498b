#include "domain/moderation/case_rules.h"

#include "core/assert.h"
#include "core/text.h"

namespace stoa::moderation {
namespace {

bool isHeldByOther(const CaseState& state, std::string_view who, Timestamp now)
{
    return state.claim && state.claim->until > now && state.claim->by != who;
}

Error alreadyDecided(const CaseState& state)
{
    return makeError(ErrorKind::Conflict, "case.already_decided")
        .with("status", enumText(state.status));
}

Error claimedByOther(const Claim& claim)
{
    return makeError(ErrorKind::Conflict, "case.claimed_by_other")
        .with("name", claim.name)
        .with("until", claim.until.text());
}

} // namespace

CaseCommand commandOf(api::Decision decision)
{
    switch (decision) {
    case api::Decision::Approve:
        return CaseCommand::Approve;
    case api::Decision::Reject:
        return CaseCommand::Reject;
    case api::Decision::RequestChanges:
        return CaseCommand::RequestChanges;
    }
    STOA_ASSERT(!"a decision without a command");
    return CaseCommand::Approve;
}

Result<ClaimEffect> decideClaim(const CaseState& state, std::string_view who, bool takeOver,
                                Timestamp now)
{
    if (state.status != api::CaseStatus::Open) return fail(alreadyDecided(state));
    if (isHeldByOther(state, who, now)) {
        if (!takeOver) return fail(claimedByOther(*state.claim));
        return ClaimEffect::TakenOver;
    }
    const bool isOwn = state.claim && state.claim->by == who && state.claim->until > now;
    return isOwn ? ClaimEffect::Renewed : ClaimEffect::Taken;
}

Result<api::CaseStatus> decide(const CaseState& state, const api::DecideCase& request,
                               std::string_view who, Timestamp now)
{
    const auto status = next<api::CaseStatus, CaseCommand, CaseActor>(
        kCaseTransitions, state.status, commandOf(request.decision));
    if (!status) return fail(alreadyDecided(state));
    if (isHeldByOther(state, who, now)) return fail(claimedByOther(*state.claim));
    if (request.decision != api::Decision::Approve && !request.reason)
        return fail(makeError(ErrorKind::Invalid, "case.reason_required").in("reason"));
    if (request.decision == api::Decision::RequestChanges && trimmed(request.message.value).empty())
        return fail(makeError(ErrorKind::Invalid, "case.message_required").in("message"));
    if (request.version != state.version) {
        return fail(makeError(ErrorKind::Stale, "case.stale")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(state.version.value)));
    }
    return *status;
}

} // namespace stoa::moderation
