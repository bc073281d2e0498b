#include "domain/returns/returns.h"

#include "domain/edits/edits.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_reasons.h"
#include "domain/returns/after_sale_store.h"

namespace stoa::returns {
namespace {

std::string eventOf(const Case& each)
{
    return "return." + wordOf(each.status);
}

// The money for what was counted. The goods have their own record, so the refund leaves them be.
Result<api::RefundContent> contentOf(const Loaded& loaded, const Case& received,
                                     std::span<const api::LineAmount> amounts,
                                     const std::optional<Money>& shipping)
{
    api::RefundContent content;
    content.reason = received.reason;
    content.shipping = shipping;
    for (const CaseLine& line : received.lines) {
        if (line.received == 0) continue;
        content.lines.push_back(
            {loaded.order.lines[line.line].id, line.received, std::nullopt, api::Restock::Keep});
    }
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const auto line = std::ranges::find(content.lines, amounts[i].line, &api::RefundLine::line);
        if (line == content.lines.end()) {
            return fail(makeError(ErrorKind::Invalid, "order.line_unknown")
                            .in("amounts[" + std::to_string(i) + "].line"));
        }
        line->amount = amounts[i].amount;
    }
    return content;
}

Result<api::AfterSales> finished(Unit& unit, const Loaded& loaded)
{
    orders::saveState(unit, loaded.order);
    unit.setAuditTarget(loaded.order.id.text());
    return afterSalesOf(unit, loaded.order.id);
}

Done finishReturn(Unit& unit, ReturnId id)
{
    STOA_TRY(order, orderOf(unit, id.uuid()));
    STOA_TRY(loaded, load(unit, order, orders::ForUpdate::Yes));
    STOA_TRY(each, find<api::ReturnStatus>(loaded, id.uuid(), "refund"));
    STOA_TRY(status, moved(each.status, Command::Complete));
    each.status = status;
    updateCase(unit, loaded, each, eventOf(each), id.text());
    return {};
}

} // namespace

Result<api::AfterSales> handle(Unit& unit, const api::ListAfterSales& request)
{
    return afterSalesOf(unit, request.order);
}

Result<api::AfterSales> handle(Unit& unit, const api::RequestReturn& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(refunds::checkReason(unit, request.reason.value, request.note.value));
    STOA_TRY(lines, announced(loaded.order, loaded.history, request.lines, Kind::Return));
    const ReturnId id = ReturnId::make();
    const Case opened{id.uuid(), api::ReturnStatus::Requested, request.reason.value,
                      std::move(lines)};
    insertCase(unit, loaded, opened, eventOf(opened), id.text(), request.note);
    return finished(unit, loaded);
}

Result<api::AfterSales> handle(Unit& unit, const api::DecideReturn& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ReturnStatus>(loaded, request.returnId.uuid(), "returnId"));
    STOA_TRY(status, moved(each.status, commandOf(request.decision)));
    each.status = status;
    updateCase(unit, loaded, each, eventOf(each), request.returnId.text(),
               {request.note, {}, {}, {}});
    return finished(unit, loaded);
}

Result<api::AfterSales> handle(Unit& unit, const api::ReceiveReturn& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ReturnStatus>(loaded, request.returnId.uuid(), "returnId"));
    STOA_TRY(status, moved(each.status, Command::Receive));
    STOA_TRY(lines, counted(loaded.order, each, request.lines));
    each.status = status;
    each.lines = std::move(lines);
    const std::string text = request.returnId.text();
    STOA_CHECK(takeIn(unit, loaded, each, text));
    updateCase(unit, loaded, each, eventOf(each), text);
    updateLines(unit, loaded, each);
    return finished(unit, loaded);
}

Result<api::RefundPreview> handle(Unit& unit, const api::PreviewReturnRefund& request)
{
    STOA_TRY(loaded, load(unit, request.order, orders::ForUpdate::No));
    STOA_TRY(each, find<api::ReturnStatus>(loaded, request.returnId.uuid(), "returnId"));
    STOA_CHECK(moved(each.status, Command::Complete));
    STOA_TRY(content, contentOf(loaded, each, request.amounts, request.shipping));
    return refunds::previewRefund(unit, loaded.order, content);
}

Result<api::AfterSales> handle(Unit& unit, const api::RefundReturn& request,
                               const payments::Providers& providers)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ReturnStatus>(loaded, request.returnId.uuid(), "returnId"));
    STOA_TRY(status, moved(each.status, Command::Complete));
    STOA_TRY(content, contentOf(loaded, each, request.amounts, request.shipping));
    each.status = status;
    const std::string text = request.returnId.text();
    const refunds::Originator originator{api::RefundOriginator::Return, text};
    STOA_TRY(refund, refunds::commitRefund(unit, loaded.order, content, originator, providers));
    if (refund.status == api::RefundStatus::AwaitingApproval) {
        return afterSalesOf(unit, request.order);
    }
    updateCase(unit, loaded, each, eventOf(each), text);
    return afterSalesOf(unit, request.order);
}

Result<api::RefundView> handle(Unit& unit, const api::ApproveRefund& request,
                               const payments::Providers& providers)
{
    const auto doEdit = [&](Unit& on, const orders::OrderState& order, const std::string& edit,
                            const refunds::Approved& approved) {
        return edits::doApproved(on, order, edit, approved, providers);
    };
    STOA_TRY(refund, refunds::approve(unit, request.refund, providers, doEdit));
    if (refund.originator == api::RefundOriginator::Return) {
        STOA_TRY(id, ReturnId::parse(refund.originatorId));
        STOA_CHECK(finishReturn(unit, id));
    }
    if (refund.originator == api::RefundOriginator::Claim) {
        STOA_TRY(id, ClaimId::parse(refund.originatorId));
        STOA_CHECK(finishClaim(unit, id));
    }
    return refund;
}

} // namespace stoa::returns
