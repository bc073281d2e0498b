#pragma once
// Who may decide a case, and when: pure. A claim lasts five minutes from the last sign of life;
// while it lasts nobody else decides, unless he takes the case over, which is recorded. A case
// without a claim may be decided by anybody who may decide at all.

#include "api/moderation.h"
#include "core/state_table.h"

namespace stoa::moderation {

inline constexpr std::chrono::minutes kClaimLasts{5};

enum class CaseCommand { Approve, Reject, RequestChanges, Withdraw };
enum class CaseActor { Moderator, Seller };

using CaseTransition = Transition<api::CaseStatus, CaseCommand, CaseActor>;

inline constexpr auto kCaseTransitions = [] {
    using enum api::CaseStatus;
    using enum CaseActor;
    return std::to_array<CaseTransition>({
        {Open, CaseCommand::Approve, Approved, Moderator},
        {Open, CaseCommand::Reject, Rejected, Moderator},
        {Open, CaseCommand::RequestChanges, ChangesRequested, Moderator},
        {Open, CaseCommand::Withdraw, Withdrawn, Seller},
    });
}();

CaseCommand commandOf(api::Decision decision);

struct Claim {
    std::string by; // Actor::text()
    std::string name;
    Timestamp until;
};

// A case as far as rules look at it.
struct CaseState {
    api::CaseStatus status = api::CaseStatus::Open;
    std::optional<Claim> claim;
    Version version;
};

enum class ClaimEffect { Taken, Renewed, TakenOver };

// Errors: case.already_decided (param status), case.claimed_by_other (params name, until).
Result<ClaimEffect> decideClaim(const CaseState& state, std::string_view who, bool takeOver,
                                Timestamp now);

// The status that the decision leads to. Errors, in this order: case.already_decided,
// case.claimed_by_other, case.reason_required, case.message_required (sending back without a word
// helps nobody), case.stale (params seen, current).
Result<api::CaseStatus> decide(const CaseState& state, const api::DecideCase& request,
                               std::string_view who, Timestamp now);

} // namespace stoa::moderation
