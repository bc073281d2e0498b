#include "domain/orders/cancellation.h"
#include "domain/orders/orders.h"
#include "domain/payments/attempts.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/cancellation_rules.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_reasons.h"
#include "domain/refunds/refunds.h"

namespace stoa::refunds {
namespace {

using orders::OrderState;

bool givesBack(const CancellationPlan& plan)
{
    return plan.amount.isPositive();
}

// The order as far as no refund changes it. A refund withdraws its own quantities.
OrderState withoutUnpaid(OrderState order, const CancellationPlan& plan)
{
    orders::withdraw(order, plan.unpaid);
    if (plan.isWhole) order.status = api::OrderStatus::Canceled;
    return order;
}

// The goods that no refund puts back.
Done moveUnpaid(Unit& unit, const OrderState& order, const CancellationPlan& plan,
                api::Restock restock, std::string_view subject)
{
    std::vector<VariantId> variants;
    for (const auto& share : plan.lines)
        variants.push_back(order.lines[share.line].variant);
    inventory::lockLevels(unit, variants);
    const auto stock = orders::stockOf(order, plan.unpaid);
    return restock == api::Restock::WriteOff ? inventory::ship(unit, stock, subject)
                                             : inventory::release(unit, stock, subject);
}

// All that is to be canceled, with what it gives back.
std::vector<api::RefundLineView> wishedLines(const OrderState& order, const CancellationPlan& plan,
                                             api::Restock restock, const api::RefundPreview& refund)
{
    std::vector<api::RefundLineView> lines;
    for (const auto& share : plan.lines) {
        const auto& line = order.lines[share.line];
        const auto paid = std::ranges::find(refund.lines, line.id, &api::RefundLineView::line);
        const Money amount = paid == refund.lines.end() ? line.total - line.total : paid->amount;
        lines.push_back({line.id, line.title, share.quantity, amount, restock});
    }
    return lines;
}

} // namespace

Result<api::CancelPreview> handle(Unit& unit, const api::PreviewCancellation& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    STOA_TRY(plan, planCancellation(order, request.content));
    api::CancelPreview preview;
    for (const auto& share : plan.lines) {
        const auto& line = order.lines[share.line];
        preview.lines.push_back({line.id, line.title, share.quantity});
    }
    preview.isWhole = plan.isWhole;
    preview.back = Money(0, order.total.currency());
    preview.voided = plan.isWhole ? order.authorized - order.captured : preview.back;
    if (!givesBack(plan)) return preview;
    STOA_TRY(refund, previewRefund(unit, withoutUnpaid(order, plan), plan.back));
    preview.back = refund.buyer;
    preview.refund = std::move(refund);
    return preview;
}

Result<api::OrderView> handle(Unit& unit, const api::CancelOrder& request,
                              const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    if (const auto& reason = request.content.refundReason) {
        STOA_CHECK(checkReason(unit, reason->value, request.content.note.value, "refundReason"));
    }
    STOA_CHECK(cancelOrder(unit, order, request.content, providers));
    return orders::handle(unit, api::GetOrder{request.seller, request.order});
}

Result<Canceled> cancelOrder(Unit& unit, const OrderState& order, const api::CancelContent& content,
                             const payments::Providers& providers,
                             const std::optional<Approved>& approved)
{
    STOA_TRY(plan, planCancellation(order, content));
    const OrderState after = withoutUnpaid(order, plan);
    if (givesBack(plan) && !approved) {
        STOA_TRY(refund, previewRefund(unit, after, plan.back));
        if (refund.needsApproval) {
            const auto lines = wishedLines(order, plan, content.restock, refund);
            STOA_TRY(waiting, wait(unit, order,
                                   {plan.back,
                                    refund.buyer,
                                    lines,
                                    {api::RefundOriginator::Cancellation, {}},
                                    content.reason}));
            return Canceled{std::nullopt, std::move(waiting)};
        }
    }
    orders::Cancellation cancellation;
    cancellation.reason = content.reason;
    cancellation.note = content.note;
    cancellation.lines = plan.lines;
    if (!plan.unpaid.empty()) {
        STOA_CHECK(moveUnpaid(unit, order, plan, content.restock, cancellation.id.text()));
    }
    if (plan.isWhole) payments::stopPayments(unit, order.id);
    orders::recordCancellation(unit, after, cancellation);
    unit.setAuditTarget(order.id.text());
    if (!givesBack(plan)) {
        orders::saveState(unit, after);
        return Canceled{cancellation.id, std::nullopt};
    }
    const Originator originator{api::RefundOriginator::Cancellation, cancellation.id.text(),
                                false}; // it has waited as a whole, above
    STOA_TRY(refund, commitRefund(unit, after, plan.back, originator, providers, approved));
    return Canceled{cancellation.id, std::move(refund)};
}

} // namespace stoa::refunds
