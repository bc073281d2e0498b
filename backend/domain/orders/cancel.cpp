#include "domain/orders/cancel.h"

#include "domain/inventory/stock.h"

namespace stoa::orders {

Done cancel(Unit& unit, OrderState& order, std::string_view reason)
{
    const auto canceled = next(StateTable<api::OrderStatus, Command, Who>(kTransitions),
                               order.status, Command::Cancel);
    if (!canceled) {
        return fail(makeError(ErrorKind::Refused, "order.canceled").with("order", order.number));
    }
    order.status = *canceled;
    std::vector<inventory::StockLine> released;
    for (LineState& line : order.lines) {
        const std::int64_t left = line.quantity - line.withdrawn - line.fulfilled;
        if (left == 0) continue;
        line.withdrawn += left;
        released.push_back({line.variant, left});
    }
    if (!released.empty()) STOA_CHECK(inventory::release(unit, released, order.id.text()));
    unit.raise("order.canceled", order.id, {{"reason", std::string(reason)}});
    return {};
}

} // namespace stoa::orders
