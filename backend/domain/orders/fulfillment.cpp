#include "domain/inventory/stock.h"
#include "domain/ledger/escrow.h"
#include "domain/orders/order_state.h"
#include "domain/orders/orders.h"

namespace stoa::orders {
namespace {

Result<OrderState> loadCurrent(Unit& unit, OrderId order, Version seen)
{
    STOA_TRY(state, loadState(unit, order, ForUpdate::Yes));
    if (state.version == seen) return state;
    return fail(makeError(ErrorKind::Stale, "order.stale")
                    .in("version")
                    .with("seen", std::to_string(seen.value))
                    .with("current", std::to_string(state.version.value)));
}

Done mayLeave(const OrderState& state)
{
    if (state.status == api::OrderStatus::Canceled) {
        return fail(makeError(ErrorKind::Refused, "order.canceled").with("order", state.number));
    }
    if (!state.captured.isPositive()) {
        return fail(makeError(ErrorKind::Refused, "order.not_paid").with("order", state.number));
    }
    return {};
}

// Marks everything that is left as handed over; what that takes from the stock.
std::vector<inventory::StockLine> handOver(OrderState& state)
{
    std::vector<inventory::StockLine> leaving;
    for (LineState& line : state.lines) {
        const std::int64_t left = line.quantity - line.withdrawn - line.fulfilled;
        if (left == 0) continue;
        line.fulfilled += left;
        leaving.push_back({line.variant, left});
    }
    return leaving;
}

} // namespace

Result<api::OrderView> handle(Unit& unit, const api::FulfillOrder& request)
{
    STOA_TRY(state, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(mayLeave(state));
    const auto leaving = handOver(state);
    if (leaving.empty()) {
        return fail(
            makeError(ErrorKind::Refused, "order.nothing_to_fulfill").with("order", state.number));
    }
    STOA_CHECK(inventory::ship(unit, leaving, request.order.text()));
    saveState(unit, state);
    unit.raise("order.fulfilled", request.order,
               {{"carrier", request.carrier}, {"tracking", request.trackingNumber}});
    unit.setAuditTarget(request.order.text());
    return handle(unit, api::GetOrder{request.seller, request.order});
}

Result<api::OrderView> handle(Unit& unit, const api::DeliverOrder& request)
{
    STOA_TRY(state, loadCurrent(unit, request.order, request.version));
    bool hasArrived = false;
    for (LineState& line : state.lines) {
        hasArrived = hasArrived || line.delivered < line.fulfilled;
        line.delivered = line.fulfilled;
    }
    if (!hasArrived) {
        return fail(
            makeError(ErrorKind::Refused, "order.nothing_to_deliver").with("order", state.number));
    }
    saveState(unit, state);
    ledger::startReleasePeriod(unit, state.id, state.total.currency());
    unit.raise("order.delivered", request.order, {});
    unit.setAuditTarget(request.order.text());
    return handle(unit, api::GetOrder{request.seller, request.order});
}

} // namespace stoa::orders
