#include "domain/refunds/cancellation_rules.h"

#include "domain/orders/cancellation.h"
#include "domain/orders/fulfillment_rules.h"

namespace stoa::refunds {
namespace {

using orders::LineShare;
using orders::LineState;
using orders::OrderState;

const char* refundReasonOf(api::CancelReason reason)
{
    switch (reason) {
    case api::CancelReason::Customer:
        return api::refund_reason::kRequestedByCustomer;
    case api::CancelReason::Fraud:
        return api::refund_reason::kFraudulent;
    case api::CancelReason::Declined:
    case api::CancelReason::Inventory:
    case api::CancelReason::Staff:
    case api::CancelReason::Other:
    case api::CancelReason::Expired:
        break;
    }
    return api::refund_reason::kOther;
}

bool endsWith(const OrderState& order, std::span<const LineShare> lines)
{
    OrderState after = order;
    orders::withdraw(after, lines);
    return orders::isNothingLeft(after);
}

// Which part of each share gives money back, and how much.
void planMoney(const OrderState& order, const api::CancelContent& content, CancellationPlan& plan)
{
    plan.back.reason = content.refundReason.value_or(refundReasonOf(content.reason));
    plan.back.note = content.note;
    plan.amount = Money(0, order.total.currency());
    for (const LineShare& share : plan.lines) {
        const LineState& line = order.lines[share.line];
        const std::int64_t paid = std::min(share.quantity, line.quantity - line.refundedQuantity);
        const Money worth = std::min(line.unitPrice * paid, line.total - line.refunded);
        if (worth.isZero()) {
            plan.unpaid.push_back(share);
            continue;
        }
        if (paid < share.quantity) plan.unpaid.push_back({share.line, share.quantity - paid});
        plan.back.lines.push_back({line.id, paid, std::nullopt, content.restock});
        plan.amount += worth;
    }
    if (plan.isWhole && order.excess().isPositive()) {
        plan.back.extra = order.excess();
        plan.amount += order.excess();
    }
    const Money left = order.shipping - order.shippingRefunded;
    const Money shipping = content.shipping.value_or(plan.isWhole ? left : left - left);
    if (shipping.isZero()) return;
    plan.back.shipping = shipping;
    if (shipping.currency() == left.currency()) plan.amount += std::min(shipping, left);
}

} // namespace

Result<CancellationPlan> planCancellation(const OrderState& order,
                                          const api::CancelContent& content)
{
    STOA_CHECK(orders::mayCancel(order));
    if (order.hasUnpaidEdit) {
        return fail(makeError(ErrorKind::Refused, "order_edit.awaiting_payment")
                        .with("order", order.number));
    }
    CancellationPlan plan;
    STOA_TRY(chosen, orders::chosenOf(order, content.lines));
    if (chosen.empty()) {
        return fail(
            makeError(ErrorKind::Refused, "order.nothing_to_cancel").with("order", order.number));
    }
    if (content.restock == api::Restock::Keep) {
        return fail(makeError(ErrorKind::Invalid, "order.restock_unclear").in("restock"));
    }
    plan.lines = std::move(chosen);
    plan.isWhole = endsWith(order, plan.lines);
    if (order.captured.isPositive()) {
        planMoney(order, content, plan);
        return plan;
    }
    if (!plan.isWhole && !order.total.isZero()) {
        return fail(
            makeError(ErrorKind::Refused, "order.payment_pending").with("order", order.number));
    }
    plan.amount = Money(0, order.total.currency());
    plan.unpaid = plan.lines;
    return plan;
}

} // namespace stoa::refunds
