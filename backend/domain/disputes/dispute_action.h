#pragma once
// Telling the provider what was decided about a dispute, in the three parts of a job: what is to be
// told (a transaction), the call, what became of it (a transaction). The attempt is stored with the
// dispute, so telling it again tells nothing new; without an answer it is told again later.

#include "api/disputes.h"
#include "domain/unit/unit.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::disputes {

struct Told {
    std::string provider;
    std::string reference;
    api::DisputeAction action = api::DisputeAction::None;
    Uuid attempt;
    std::string evidence;
};
// Nothing when there is nothing to tell.
Result<std::optional<Told>> toTell(Unit& unit, DisputeId dispute);

// Blocks for as long as the provider's deadline.
gateways::Outcome tell(const gateways::Provider& provider, const Told& told);

// True when that is settled: the provider took it, or refused it for good, which raises
// dispute.action_failed on the order. What it means for the dispute the provider is asked for.
Result<bool> settle(Unit& unit, DisputeId dispute, const Told& told,
                    const gateways::Outcome& outcome);

struct OpenAction {
    OrgId organisation;
    DisputeId dispute;
};
// The oldest of those that nobody has worked on since `before`.
Result<std::vector<OpenAction>> openActions(db::Connection& connection, Timestamp before,
                                            int limit);

// The job that tells; its payload is the dispute's id as text.
inline constexpr std::string_view kActionKind = "disputes.tell";
Done enqueueActions(db::Connection& connection, std::span<const OpenAction> actions, Timestamp now);

} // namespace stoa::disputes
