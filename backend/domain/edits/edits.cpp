#include "domain/edits/edits.h"

#include "core/assert.h"
#include "domain/edits/edit_json.h"
#include "domain/edits/edit_payment.h"
#include "domain/edits/edit_work.h"
#include "domain/edits/edits_sql.h"
#include "domain/orders/order_part_views.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/orders.h"
#include "domain/refunds/approvals.h"

namespace stoa::edits {
namespace {

using orders::OrderState;

bool asksForTwo(const Unit& unit, const Decided& decided)
{
    const Money& back = decided.plan.back;
    return back.isPositive() && decided.books.asksForTwo(unit.actor(), back);
}

// Nothing but the two records: what waits for a person moves nothing.
Done wait(Unit& unit, const EditRecord& record, const api::OrderEditContent& content)
{
    STOA_CHECK(checkStock(unit, record.plan));
    const api::RefundContent refund = refundOf(record);
    STOA_TRY(waiting,
             refunds::wait(
                 unit, record.before,
                 {refund, record.plan.back, {}, {api::RefundOriginator::Edit, record.id.text()}}));
    insertEdit(unit, record, api::OrderEditStatus::Requested, waiting.id,
               requestJson(content, record.plan));
    return {};
}

} // namespace

Result<api::OrderEditPreview> handle(Unit& unit, const api::PreviewOrderEdit& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    STOA_TRY(decided, decide(unit, order, request.content, ledger::Lock::No));
    STOA_CHECK(checkStock(unit, decided.plan));
    api::OrderEditPreview preview = previewOf(order, decided.plan);
    preview.needsApproval = asksForTwo(unit, decided);
    return preview;
}

Result<api::OrderView> handle(Unit& unit, const api::EditOrder& request,
                              const payments::Providers& providers)
{
    const api::OrderEditContent& content = request.content;
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    STOA_TRY(decided, decide(unit, order, content, ledger::Lock::Yes));
    const EditRecord record{OrderEditId::make(), order, decided.address, decided.plan,
                            content.note.value};
    if (decided.plan.toPay.isPositive()) {
        STOA_CHECK(awaitPayment(unit, record, content));
    } else if (asksForTwo(unit, decided)) {
        STOA_CHECK(wait(unit, record, content));
    } else {
        STOA_TRY(refund, carryOut(unit, record, providers, std::nullopt, Aside::No));
        insertEdit(unit, record, api::OrderEditStatus::Confirmed,
                   refund ? std::optional(refund->id) : std::nullopt);
    }
    unit.setAuditTarget(order.id.text());
    return orders::handle(unit, api::GetOrder{request.seller, request.order});
}

Result<api::OrderEditView> handle(Unit& unit, const api::GetOrderEdit& request)
{
    STOA_TRY(rows, unit.db().run(order_parts::sql::kSelectEdit, unit.organisation(), request.order,
                                 request.edit));
    if (const auto row = rows.optional()) return orders::editOf(*row);
    return fail(notFound(request.edit));
}

Result<api::RefundView> doApproved(Unit& unit, const OrderState& order, const std::string& edit,
                                   const refunds::Approved& approved,
                                   const payments::Providers& providers)
{
    STOA_TRY(id, OrderEditId::parse(edit));
    STOA_TRY(rows, unit.db().run(sql::kSelectRequest, unit.organisation(), id));
    const db::Row row = rows.single();
    const auto content = requestOf(row.get<std::string_view>("request"), order.total.currency());
    STOA_TRY(decided, decide(unit, order, content, ledger::Lock::Yes, WhenOpen::GoOn));
    if (decided.plan.back != approved.total) {
        return fail(refunds::amountChanged(approved.total, decided.plan.back));
    }
    const auto note = row.get<std::string>("note");
    const EditRecord record{id, order, decided.address, decided.plan, note};
    STOA_TRY(refund, carryOut(unit, record, providers, approved, Aside::No));
    STOA_ASSERT(refund.has_value());
    confirmEdit(unit, record);
    return std::move(*refund);
}

} // namespace stoa::edits
