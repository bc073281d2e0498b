#include "domain/disputes/disputes.h"

#include "domain/disputes/dispute_action.h"
#include "domain/disputes/dispute_record.h"
#include "domain/disputes/dispute_rules.h"
#include "domain/disputes/disputes_sql.h"
#include "domain/orders/deadlines.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"

namespace stoa::disputes {
namespace {

constexpr std::string_view kList = "disputes";

// The dispute, locked, as the caller saw it, waiting for an answer that nobody is giving.
Result<Stored> lockUnanswered(Unit& unit, DisputeId id, Version seen, bool isWarningFine)
{
    STOA_TRY(dispute, lock(unit, id));
    const api::DisputeView& view = dispute.view;
    if (view.version != seen) {
        return fail(makeError(ErrorKind::Stale, "dispute.stale")
                        .in("version")
                        .with("seen", std::to_string(seen.value))
                        .with("current", std::to_string(view.version.value)));
    }
    const bool isFine = isWarningFine ? waitsForAnswer(view.status)
                                      : view.status == api::DisputeStatus::NeedsResponse;
    if (!isFine) {
        return fail(makeError(ErrorKind::Refused, "dispute.wrong_state")
                        .with("status", enumText(view.status)));
    }
    if (view.action != api::DisputeAction::None) {
        return fail(
            makeError(ErrorKind::Conflict, "dispute.busy").with("action", enumText(view.action)));
    }
    return dispute;
}

Result<api::DisputeView> tell(Unit& unit, Stored& dispute, api::DisputeAction action)
{
    dispute.view.action = action;
    dispute.view.actionFailure.clear();
    dispute.action = Uuid::makeV7();
    saveAction(unit, dispute);
    const OpenAction open{unit.organisation(), dispute.view.id};
    STOA_CHECK(enqueueActions(unit.db(), {&open, 1}, unit.now()));
    unit.setAuditTarget(dispute.view.id.text());
    return read(unit, dispute.view.id);
}

std::vector<api::DisputeView> viewsOf(const db::Rows& rows)
{
    std::vector<api::DisputeView> views;
    for (const db::Row row : rows)
        views.push_back(viewOf(row));
    return views;
}

} // namespace

Result<Page<api::DisputeView>> handle(Unit& unit, const api::ListDisputes& request)
{
    if (request.dispute) {
        STOA_TRY(only, unit.db().run(sql::kFindDispute, *request.dispute, unit.visible(),
                                     wordsOf(request.status)));
        return Page<api::DisputeView>{viewsOf(only), {}, {}};
    }
    STOA_TRY(after, (decodeCursor<std::int64_t, Timestamp, DisputeId>(kList, request.after.value)));
    const auto [closed, due, id] =
        after.value_or(std::tuple(std::int64_t{0}, Timestamp(), DisputeId()));
    STOA_TRY(found, unit.db().run(sql::kListDisputes, closed, due, id, wordsOf(request.status),
                                  request.limit + 1, unit.visible()));
    return pageOf(viewsOf(found), request.limit, [](const api::DisputeView& last) {
        return encodeCursor(kList, std::int64_t{last.closedAt ? 1 : 0},
                            last.respondBy.value_or(last.createdAt), last.id);
    });
}

Result<api::DisputeView> handle(Unit& unit, const api::GetDispute& request)
{
    return read(unit, request.dispute);
}

Result<api::DisputeView> handle(Unit& unit, const api::SubmitEvidence& request)
{
    STOA_TRY(dispute, lockUnanswered(unit, request.dispute, request.version, true));
    api::DisputeView& view = dispute.view;
    if (view.respondBy && unit.now() > *view.respondBy) {
        return fail(
            makeError(ErrorKind::Refused, "dispute.past_due").with("due", view.respondBy->text()));
    }
    view.evidence = request.evidence.value;
    ++view.submissionCount;
    unit.raise("dispute.evidence_submitted", view.order, {{"dispute", view.id.text()}});
    return tell(unit, dispute, api::DisputeAction::Submit);
}

Result<api::DisputeView> handle(Unit& unit, const api::AcceptDispute& request)
{
    STOA_TRY(dispute, lockUnanswered(unit, request.dispute, request.version, false));
    unit.raise("dispute.accepted", dispute.view.order,
               {{"dispute", dispute.view.id.text()}, {"amount", dispute.view.amount.text()}});
    return tell(unit, dispute, api::DisputeAction::Accept);
}

void evidenceIsDue(Unit& unit, OrderId order)
{
    orders::endTimer(unit, order, api::TimerKind::DisputeEvidence, orders::TimerState::Fired);
    unit.raise("dispute.evidence_due", order, {});
    unit.setAuditTarget(order.text());
}

} // namespace stoa::disputes
