#include "domain/refunds/approvals.h"

#include "core/assert.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/order_view.h"
#include "domain/refunds/refund_approvals_sql.h"
#include "domain/refunds/refund_policy.h"
#include "domain/refunds/refunds.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/second_person.h"
#include "platform/db/pipeline.h"

namespace stoa::refunds {
namespace {

namespace sql = refund_approvals::sql;

constexpr std::string_view kList = "refund_approvals";

enum class Status { AwaitingApproval, Approved, Declined, Expired };
STOA_ENUM(Status, AwaitingApproval, Approved, Declined, Expired)

// An approval, locked.
struct Waiting {
    api::RefundView view;
    Status status = Status::AwaitingApproval;
    OrderId order;
    std::optional<api::CancelReason> cancelReason;
    std::string requestedBy;
};

Error notFound(RefundId refund)
{
    return makeError(ErrorKind::NotFound, "refund_approval.not_found")
        .with("refund", refund.text());
}

api::RefundView viewOf(const db::Row& row)
{
    api::RefundView view;
    view.id = row.get<RefundId>("refund_id");
    view.status = enumFromText<api::RefundStatus>(row.get<std::string>("status"))
                      .value_or(api::RefundStatus::Requested); // approved: it goes on as one
    view.total = row.money("total_minor", "currency");
    view.shipping = row.money("shipping_minor", "currency");
    view.extra = row.money("extra_minor", "currency");
    view.reason = row.get<std::string>("reason");
    view.note = row.get<std::string>("note");
    view.actorName = row.get<std::string>("requested_by_name");
    view.createdAt = row.get<Timestamp>("requested_at");
    view.originator = enumColumn<api::RefundOriginator>(row, "originator");
    view.originatorId = row.get<std::string>("originator_id");
    view.approval = orders::approvalOf(row);
    const auto to = enumColumn<api::RefundDestination>(row, "destination");
    view.credit = to == api::RefundDestination::StoreCredit ? view.total : view.total - view.total;
    return view;
}

Result<Waiting> lock(Unit& unit, RefundId refund)
{
    db::Pipeline batch(unit.db());
    const auto found = batch.add(sql::kLockApproval, unit.organisation(), refund);
    const auto lines = batch.add(sql::kSelectApprovalLines, unit.organisation(), refund);
    STOA_CHECK(batch.run());
    const auto row = batch[found].optional();
    if (!row) return fail(notFound(refund));
    Waiting waiting;
    waiting.view = viewOf(*row);
    waiting.status = enumColumn<Status>(*row, "status");
    waiting.order = row->get<OrderId>("order_id");
    if (row->get<std::optional<std::string>>("cancel_reason")) {
        waiting.cancelReason = enumColumn<api::CancelReason>(*row, "cancel_reason");
    }
    waiting.requestedBy = row->get<std::string>("requested_by");
    for (const db::Row each : batch[lines]) {
        waiting.view.lines.push_back(
            {each.get<OrderLineId>("line_id"), each.get<std::string>("title"),
             each.get<std::int64_t>("quantity"),
             Money(each.get<std::int64_t>("amount_minor"), waiting.view.total.currency()),
             enumColumn<api::Restock>(each, "restock")});
    }
    return waiting;
}

// An edit that waited with its refund is over with it.
void endEdit(Unit& unit, const Waiting& waiting, api::OrderEditStatus status)
{
    if (waiting.view.originator != api::RefundOriginator::Edit) return;
    const auto edit = OrderEditId::parse(waiting.view.originatorId);
    STOA_ASSERT(edit.has_value());
    unit.db().defer(order_parts::sql::kEndEdit, unit.organisation(), *edit, enumText(status),
                    unit.now());
}

void decide(Unit& unit, Waiting& waiting, Status status, const std::string& note)
{
    const bool isPerson = status != Status::Expired;
    const std::string by = isPerson ? unit.actor().text() : std::string();
    const std::string name = isPerson ? unit.actor().name : std::string();
    unit.db().defer(sql::kDecideApproval, unit.organisation(), waiting.view.id, enumText(status),
                    by, name, unit.now(), note);
    waiting.view.approval->decidedByName = name;
    waiting.view.approval->decidedAt = unit.now();
    waiting.view.approval->note = note;
}

// As the view of one that waits says it: all becomes credit, or none is asked to.
api::RefundDestination destinationOf(const api::RefundView& view)
{
    return view.credit.isZero() ? api::RefundDestination::OriginalMethod
                                : api::RefundDestination::StoreCredit;
}

void insertWaiting(Unit& unit, OrderId order, const api::RefundView& view,
                   std::optional<api::CancelReason> cancelReason)
{
    auto& db = unit.db();
    db.defer(sql::kInsertApproval, unit.organisation(), view.id, order, view.total.currency(),
             view.total.minor(), view.shipping.minor(), view.extra.minor(), view.reason, view.note,
             enumText(view.originator), view.originatorId,
             cancelReason ? std::optional(enumText(*cancelReason)) : std::nullopt,
             unit.actor().text(), view.actorName, view.createdAt, view.approval->expiresAt,
             enumText(destinationOf(view)));
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> quantities, amounts;
    std::vector<std::string> restocks;
    for (const api::RefundLineView& line : view.lines) {
        ids.push_back(line.line);
        quantities.push_back(line.quantity);
        amounts.push_back(line.amount.minor());
        restocks.push_back(enumText(line.restock));
    }
    db.defer(sql::kInsertApprovalLines, unit.organisation(), view.id, order, ids, quantities,
             amounts, restocks);
}

// What was asked for, line by line and to the cent.
api::RefundContent contentOf(const api::RefundView& view)
{
    api::RefundContent content;
    for (const api::RefundLineView& line : view.lines)
        content.lines.push_back({line.line, line.quantity, line.amount, line.restock});
    if (!view.shipping.isZero()) content.shipping = view.shipping;
    if (!view.extra.isZero()) content.extra = view.extra;
    content.reason = view.reason;
    content.note = view.note;
    content.to = destinationOf(view);
    return content;
}

api::CancelContent cancellationOf(const Waiting& waiting)
{
    api::CancelContent content;
    for (const api::RefundLineView& line : waiting.view.lines) {
        content.lines.push_back({line.line, line.quantity});
        content.restock = line.restock; // the same of all
    }
    content.shipping = waiting.view.shipping;
    content.reason = *waiting.cancelReason;
    content.note = waiting.view.note;
    content.refundReason = waiting.view.reason;
    return content;
}

Result<api::RefundView> carryOut(Unit& unit, const orders::OrderState& order,
                                 const Waiting& waiting, const payments::Providers& providers,
                                 const DoEdit& doEdit)
{
    const api::RefundView& view = waiting.view;
    const Approved approved{view.id, view.total, waiting.requestedBy, view.actorName};
    if (view.originator == api::RefundOriginator::Edit) {
        return doEdit(unit, order, view.originatorId, approved);
    }
    if (!waiting.cancelReason) {
        return commitRefund(unit, order, contentOf(view), {view.originator, view.originatorId},
                            providers, approved);
    }
    STOA_TRY(canceled, cancelOrder(unit, order, cancellationOf(waiting), providers, approved));
    if (canceled.refund) return std::move(*canceled.refund);
    return fail(amountChanged(view.total, Money(0, view.total.currency())));
}

} // namespace

Result<Page<api::RefundApprovalRow>> handle(Unit& unit, const api::ListRefundApprovals& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, RefundId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(std::tuple(Timestamp(), RefundId()));
    STOA_TRY(found, unit.db().run(sql::kListApprovals, at, id, unit.visible(), request.limit + 1,
                                  request.refund));
    std::vector<api::RefundApprovalRow> rows;
    for (const db::Row row : found) {
        rows.push_back({viewOf(row), row.get<OrgId>("org_id"), row.get<std::string>("display_name"),
                        row.get<OrderId>("order_id"), row.get<std::string>("number"),
                        isSecondPerson(unit, row.get<std::string>("requested_by")) &&
                            row.get<Timestamp>("expires_at") > unit.now()});
    }
    return pageOf(std::move(rows), request.limit, [](const api::RefundApprovalRow& last) {
        return encodeCursor(kList, last.refund.approval->expiresAt, last.refund.id);
    });
}

Result<api::RefundView> handle(Unit& unit, const api::DeclineRefund& request)
{
    STOA_TRY(waiting, lock(unit, request.refund));
    STOA_CHECK(checkUndecided(waiting.status, Status::AwaitingApproval, "refund_approval.decided"));
    decide(unit, waiting, Status::Declined, request.note);
    endEdit(unit, waiting, api::OrderEditStatus::Declined);
    waiting.view.status = api::RefundStatus::Declined;
    unit.raise("refund.declined", waiting.order,
               {{"refund", waiting.view.id.text()},
                {"amount", waiting.view.total.text()},
                {"note", request.note.value}});
    unit.setAuditTarget(request.refund.text());
    return std::move(waiting.view);
}

Result<api::RefundView> wait(Unit& unit, const orders::OrderState& order, const Wish& wish)
{
    db::Pipeline batch(unit.db());
    const auto waiting = batch.add(sql::kCountWaiting, unit.organisation(), order.id);
    const auto policy = batch.add(sql::kSelectRefundPolicy);
    STOA_CHECK(batch.run());
    if (batch[waiting].single().get<std::int64_t>("waiting") >= kMaxWaiting) {
        return fail(makeError(ErrorKind::Refused, "refund.too_many_waiting")
                        .with("most", std::to_string(kMaxWaiting)));
    }
    const auto days = std::chrono::days(refundPolicyOf(batch[policy]).approvalDays);
    const Money none(0, order.total.currency());
    api::RefundView view;
    view.id = RefundId::make();
    view.status = api::RefundStatus::AwaitingApproval;
    view.total = wish.total;
    view.shipping = wish.content.shipping.value_or(none);
    view.extra = wish.content.extra.value_or(none);
    view.lines = wish.lines;
    view.reason = wish.content.reason.value;
    view.note = wish.content.note.value;
    view.actorName = unit.actor().name;
    view.createdAt = unit.now();
    view.originator = wish.originator.kind;
    view.originatorId = wish.originator.id;
    view.credit = wish.content.to == api::RefundDestination::StoreCredit ? wish.total : none;
    view.approval = api::RefundApproval{unit.now() + days, {}, std::nullopt, {}};
    insertWaiting(unit, order.id, view, wish.cancelReason);
    unit.raise(
        "refund.awaiting_approval", order.id,
        {{"refund", view.id.text()}, {"amount", view.total.text()}, {"reason", view.reason}});
    unit.setAuditTarget(order.id.text());
    return view;
}

Result<api::RefundView> approve(Unit& unit, RefundId refund, const payments::Providers& providers,
                                const DoEdit& doEdit)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectApprovalOrder, unit.organisation(), refund));
    const auto row = rows.optional();
    if (!row) return fail(notFound(refund));
    STOA_TRY(order, orders::loadState(unit, row->get<OrderId>("order_id"), orders::ForUpdate::Yes));
    STOA_TRY(waiting, lock(unit, refund));
    if (unit.now() >= waiting.view.approval->expiresAt) waiting.status = Status::Expired;
    STOA_CHECK(checkUndecided(waiting.status, Status::AwaitingApproval, "refund_approval.decided"));
    STOA_CHECK(checkSecondPerson(unit, waiting.requestedBy, "refund_approval.same_person"));
    unit.raise("refund.approved", order.id,
               {{"refund", refund.text()}, {"amount", waiting.view.total.text()}});
    STOA_TRY(made, carryOut(unit, order, waiting, providers, doEdit));
    decide(unit, waiting, Status::Approved, {});
    made.approval = waiting.view.approval;
    return made;
}

Result<std::vector<ExpiredApproval>> expiredApprovals(db::Connection& connection, Timestamp now)
{
    STOA_TRY(rows, connection.run(sql::kFindExpiredApprovals, now, kMaxExpired));
    std::vector<ExpiredApproval> expired;
    for (const db::Row row : rows)
        expired.push_back({row.get<OrgId>("org_id"), row.get<RefundId>("refund_id")});
    return expired;
}

Done expire(Unit& unit, RefundId refund)
{
    STOA_TRY(waiting, lock(unit, refund));
    const bool isOver = unit.now() >= waiting.view.approval->expiresAt;
    if (waiting.status != Status::AwaitingApproval || !isOver) return {};
    decide(unit, waiting, Status::Expired, {});
    endEdit(unit, waiting, api::OrderEditStatus::Expired);
    unit.raise("refund.expired", waiting.order,
               {{"refund", refund.text()}, {"amount", waiting.view.total.text()}});
    return {};
}

} // namespace stoa::refunds
