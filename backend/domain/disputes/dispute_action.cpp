#include "domain/disputes/dispute_action.h"

#include "core/text.h"
#include "domain/disputes/dispute_record.h"
#include "domain/disputes/disputes_sql.h"
#include "domain/payments/attempts.h"
#include "platform/jobs/jobs.h"

namespace stoa::disputes {

Result<std::optional<Told>> toTell(Unit& unit, DisputeId id)
{
    STOA_TRY(dispute, lock(unit, id));
    if (dispute.view.action == api::DisputeAction::None) return std::optional<Told>();
    return std::optional(Told{dispute.view.provider, dispute.view.reference, dispute.view.action,
                              *dispute.action, dispute.view.evidence});
}

gateways::Outcome tell(const gateways::Provider& provider, const Told& told)
{
    if (told.action == api::DisputeAction::Accept) {
        return provider.acceptDispute(told.attempt, told.reference);
    }
    return provider.answerDispute(told.attempt, told.reference, told.evidence);
}

Result<bool> settle(Unit& unit, DisputeId id, const Told& told, const gateways::Outcome& outcome)
{
    const bool isUnknown = outcome.verdict == gateways::Verdict::InDoubt ||
                           outcome.verdict == gateways::Verdict::Pending;
    if (isUnknown) return false;
    STOA_TRY(dispute, lock(unit, id));
    if (dispute.action != told.attempt) return true; // somebody was faster
    dispute.view.action = api::DisputeAction::None;
    dispute.view.actionFailure.clear();
    dispute.action.reset();
    if (outcome.verdict != gateways::Verdict::Approved) {
        dispute.view.actionFailure = clipped(outcome.reason, gateways::kMaxReason);
        unit.raise("dispute.action_failed", dispute.view.order,
                   {{"dispute", id.text()},
                    {"action", enumText(told.action)},
                    {"reason", dispute.view.actionFailure}});
    } else {
        unit.raise("dispute.answered", dispute.view.order,
                   {{"dispute", id.text()}, {"action", enumText(told.action)}});
    }
    saveAction(unit, dispute);
    return true;
}

Result<std::vector<OpenAction>> openActions(db::Connection& connection, Timestamp before, int limit)
{
    STOA_TRY(rows, connection.run(sql::kListOpenActions, before, limit));
    std::vector<OpenAction> open;
    for (const db::Row row : rows)
        open.push_back({row.get<OrgId>("org_id"), row.get<DisputeId>("dispute_id")});
    return open;
}

Done enqueueActions(db::Connection& connection, std::span<const OpenAction> actions, Timestamp now)
{
    std::vector<jobs::NewJob> jobs;
    for (const OpenAction& action : actions) {
        jobs::NewJob job;
        job.org = action.organisation.uuid();
        job.queue = payments::kAttemptQueue;
        job.kind = kActionKind;
        job.payload = job.uniqueKey = action.dispute.text();
        job.importance = jobs::Importance::Critical;
        jobs.push_back(std::move(job));
    }
    if (!jobs.empty()) STOA_CHECK(jobs::enqueue(connection, jobs, now));
    return {};
}

} // namespace stoa::disputes
