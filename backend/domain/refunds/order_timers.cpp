#include "domain/refunds/order_timers.h"

#include "domain/ledger/escrow.h"
#include "domain/orders/cancellation.h"
#include "domain/refunds/refunds.h"

namespace stoa::refunds {
namespace {

using orders::OrderState;

bool isUntouched(const OrderState& order)
{
    return order.status == api::OrderStatus::Placed && orders::partsOf(order).fulfilled == 0;
}

// Everything goes back to where it came from: nobody has sent anything in time.
Done cancelAll(Unit& unit, OrderState order, const payments::Providers& providers)
{
    STOA_CHECK(orders::unpackAll(unit, order));
    api::CancelContent content;
    content.reason = api::CancelReason::Expired;
    STOA_CHECK(cancelOrder(unit, order, content, providers));
    return {};
}

// Nothing may be held any longer: what nobody sent goes back to the buyer, the rest is the seller's
// unless a claim is open.
Done endHold(Unit& unit, const OrderState& order, const payments::Providers& providers)
{
    const orders::OrderParts parts = orders::partsOf(order);
    if (parts.fulfilled + parts.withdrawn < parts.quantity) {
        STOA_CHECK(cancelAll(unit, order, providers));
    }
    if (parts.fulfilled == 0) return {};
    STOA_TRY(isDisputed, orders::isDisputed(unit, order.id));
    if (isDisputed) return {};
    STOA_CHECK(ledger::release(unit, std::array{order.id}, "period"));
    return {};
}

Done cancelUnpaid(Unit& unit, const OrderState& order)
{
    if (order.captured.isPositive() || order.total.isZero()) return {};
    return orders::cancelUnpaid(unit, order.id, api::CancelReason::Expired, {});
}

void alarm(Unit& unit, const OrderState& order, api::TimerKind kind)
{
    orders::endTimer(unit, order.id, kind, orders::TimerState::Fired);
    const std::string held = (order.captured - order.refunded).text();
    if (kind == api::TimerKind::HoldAlarm)
        unit.raise("order.hold_alarm", order.id, {{"held", held}});
    else
        unit.raise("order.hold_ceiling_reached", order.id, {{"held", held}});
}

} // namespace

Done fireTimer(Unit& unit, OrderId id, api::TimerKind kind, const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadState(unit, id, orders::ForUpdate::Yes));
    unit.setAuditTarget(order.id.text());
    if (order.status != api::OrderStatus::Placed) return {};
    switch (kind) {
    case api::TimerKind::Payment:
        return cancelUnpaid(unit, order);
    case api::TimerKind::AutoCancel:
        if (!isUntouched(order) || order.hold || order.hasUnpaidEdit) return {};
        return cancelAll(unit, std::move(order), providers);
    case api::TimerKind::HoldAlarm:
        alarm(unit, order, kind);
        return {};
    case api::TimerKind::HoldCeiling:
        if (order.hasUnpaidEdit) return {};
        alarm(unit, order, kind);
        return endHold(unit, std::move(order), providers);
    case api::TimerKind::AutoComplete:
    case api::TimerKind::Dispute:
    case api::TimerKind::DisputeEvidence:
    case api::TimerKind::EditPayment:
        break;
    }
    return {};
}

void giveUpTimer(Unit& unit, OrderId order, api::TimerKind kind, const Error& why)
{
    orders::endTimer(unit, order, kind, orders::TimerState::Failed);
    unit.raise("order.timer_failed", order, {{"timer", enumText(kind)}, {"reason", why.code}});
}

} // namespace stoa::refunds
