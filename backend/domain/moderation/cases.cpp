#include "domain/moderation/cases.h"

#include "core/text.h"
#include "domain/catalogue/review.h"
#include "domain/moderation/case_store.h"
#include "domain/moderation/moderation_sql.h"

namespace stoa::moderation {
namespace {

std::string_view historyWord(ClaimEffect effect)
{
    return effect == ClaimEffect::TakenOver ? "taken_over" : "claimed";
}

} // namespace

Result<api::CaseView> handle(Unit& unit, const api::GetCase& request)
{
    return viewOfCase(unit, request.moderationCase);
}

Result<api::CaseView> handle(Unit& unit, const api::ClaimCase& request)
{
    const CaseId id = request.moderationCase;
    STOA_TRY(found, loadCase(unit, id, CaseLock::CaseOnly));
    const std::string who = unit.actor().text();
    STOA_TRY(effect, decideClaim(found.state, who, request.takeOver, unit.now()));
    const bool isRenewal = effect == ClaimEffect::Renewed;
    unit.db().defer(sql::kClaimCase, unit.organisation(), id, who, unit.actor().name,
                    unit.now() + kClaimLasts, isRenewal);
    if (!isRenewal) {
        const std::string from = found.row.claimedBy.value_or("");
        record(unit, std::span(&id, 1), {historyWord(effect), "", from});
        unit.raise("case.claimed", id, {{"by", unit.actor().name}, {"from", from}});
    } else {
        unit.raise("case.claim_renewed", id, {{"by", unit.actor().name}});
    }
    return viewOfCase(unit, id);
}

Result<api::CaseView> handle(Unit& unit, const api::DecideCase& request)
{
    const CaseId id = request.moderationCase;
    STOA_TRY(found, loadCase(unit, id, CaseLock::ListingAndCase));
    STOA_TRY(status, decide(found.state, request, unit.actor().text(), unit.now()));
    const bool isApproval = request.decision == api::Decision::Approve;
    const std::string reason = isApproval || !request.reason ? "" : enumText(*request.reason);
    const std::string message(trimmed(request.message.value));
    STOA_CHECK(catalogue::applyVerdict(unit, found.row.listing, found.listingVersion,
                                       {request.decision, reason, message}));
    unit.db().defer(sql::kDecideCase, unit.organisation(), id, enumText(status), unit.now());
    record(unit, std::span(&id, 1), {enumText(status), reason, message});
    unit.raise("case.decided", id, {{"status", enumText(status)}, {"reason", reason}});
    return viewOfCase(unit, id);
}

} // namespace stoa::moderation
