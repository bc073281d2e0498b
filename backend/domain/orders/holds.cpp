#include "domain/orders/cancellation.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/orders.h"

namespace stoa::orders {
namespace {

Result<api::OrderView> finished(Unit& unit, const OrderState& order)
{
    saveState(unit, order);
    unit.setAuditTarget(order.id.text());
    return handle(unit, api::GetOrder{unit.organisation(), order.id});
}

} // namespace

Result<api::OrderView> handle(Unit& unit, const api::PlaceHold& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(mayCancel(order));
    if (order.hold) {
        return fail(makeError(ErrorKind::Refused, "order.held")
                        .with("order", order.number)
                        .with("reason", enumText(order.hold->reason)));
    }
    const HoldId hold = HoldId::make();
    unit.db().defer(order_parts::sql::kInsertHold, unit.organisation(), hold, order.id,
                    enumText(request.reason), request.note.value, unit.actor().text(),
                    unit.actor().name, unit.now());
    unit.raise("order.held", order.id,
               {{"reason", enumText(request.reason)},
                {"note", request.note.value},
                {"hold", hold.text()}});
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::ReleaseHold& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    if (!order.hold) {
        return fail(makeError(ErrorKind::Refused, "order.not_held").with("order", order.number));
    }
    unit.db().defer(order_parts::sql::kReleaseHold, unit.organisation(), order.hold->id,
                    request.note.value, unit.actor().text(), unit.actor().name, unit.now());
    unit.raise("order.hold_released", order.id,
               {{"note", request.note.value}, {"hold", order.hold->id.text()}});
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::AddOrderNote& request)
{
    STOA_TRY(order, loadState(unit, request.order, ForUpdate::No));
    unit.raise("order.noted", order.id, {{"note", request.note.value}});
    unit.setAuditTarget(order.id.text());
    return handle(unit, api::GetOrder{request.seller, request.order});
}

} // namespace stoa::orders
