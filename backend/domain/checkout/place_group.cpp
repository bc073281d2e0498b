#include "domain/checkout/place_group.h"

#include "domain/checkout/checkout_sql.h"
#include "domain/orders/cancellation.h"
#include "domain/orders/orders.h"
#include "domain/refunds/refunds.h"

namespace stoa::checkout {
namespace {

Result<std::optional<OrderId>> placedOrder(Unit& unit, const Group& group)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectGroupOrder, unit.organisation(), group.checkout));
    const auto row = rows.optional();
    if (!row) return std::optional<OrderId>();
    return std::optional(row->get<OrderId>("order_id"));
}

bool hasOpenLines(const orders::OrderState& order)
{
    return order.status == api::OrderStatus::Placed &&
           std::ranges::any_of(order.lines,
                               [](const orders::LineState& line) { return line.open() > 0; });
}

void end(Unit& unit, const Group& group, api::CheckoutState state, std::string_view failure)
{
    unit.db().defer(sql::kEndCheckout, unit.organisation(), group.checkout, enumText(state),
                    failure, unit.now());
}

} // namespace

Done placeOrder(Unit& unit, const Group& group, const api::PlaceOrder& order,
                const payments::Providers& providers)
{
    STOA_TRY(placed, placedOrder(unit, group));
    if (placed) return {};
    STOA_TRY(view, orders::placeOrder(unit, order, providers));
    unit.db().defer(sql::kInsertGroupOrder, unit.organisation(), view.row.id, group.checkout);
    return {};
}

Done cancelOrder(Unit& unit, const Group& group, const payments::Providers& providers)
{
    STOA_TRY(placed, placedOrder(unit, group));
    if (!placed) return {};
    STOA_TRY(order, orders::loadState(unit, *placed, orders::ForUpdate::Yes));
    STOA_CHECK(orders::unpackAll(unit, order));
    if (!hasOpenLines(order)) return {};
    api::CancelContent content;
    content.reason = api::CancelReason::Other;
    content.note = "Another part of the checkout could not be placed";
    STOA_CHECK(refunds::cancelOrder(unit, order, content, providers));
    return {};
}

Done finish(Unit& unit, const Group& group)
{
    end(unit, group, api::CheckoutState::Placed, {});
    unit.raise("checkout.placed", group.checkout,
               {{"orders", std::to_string(group.orders.size())}});
    return {};
}

Done giveUp(Unit& unit, const Group& group, std::string_view failure)
{
    end(unit, group, api::CheckoutState::Failed, failure);
    unit.db().defer(sql::kSetCartCheckout, unit.organisation(), group.cart,
                    std::optional<CheckoutId>());
    unit.raise("checkout.failed", group.checkout, {{"reason", std::string(failure)}});
    return {};
}

} // namespace stoa::checkout
