#include "domain/checkout/cart_rules.h"
#include "domain/checkout/checkout.h"
#include "domain/checkout/checkout_sql.h"
#include "domain/orders/order_rules.h"
#include "domain/unit/enum_column.h"
#include "platform/db/pipeline.h"

namespace stoa::checkout {
namespace {

Done mayCheckOut(const api::CartView& cart, Version seen)
{
    if (cart.checkout) {
        return fail(makeError(ErrorKind::Refused, "cart.checked_out")
                        .with("checkout", cart.checkout->text()));
    }
    if (cart.version == seen) return {};
    return fail(makeError(ErrorKind::Stale, "cart.stale")
                    .in("version")
                    .with("seen", std::to_string(seen.value))
                    .with("current", std::to_string(cart.version.value)));
}

api::CheckoutOrderView orderOf(const db::Row& row)
{
    api::CheckoutOrderView view;
    view.seller = row.get<OrgId>("seller_id");
    view.sellerName = row.get<std::string>("display_name");
    view.order = row.get<std::optional<OrderId>>("order_id");
    if (!view.order) return view;
    view.number = row.get<std::string>("number");
    view.status = enumColumn<api::OrderStatus>(row, "status");
    view.total = row.money("total_minor", "currency");
    return view;
}

Result<api::CheckoutView> read(Unit& unit, CheckoutId checkout)
{
    db::Pipeline batch(unit.db());
    const auto found = batch.add(sql::kSelectCheckout, unit.organisation(), checkout);
    const auto orders = batch.add(sql::kSelectCheckoutOrders, unit.organisation(), checkout);
    STOA_CHECK(batch.run());
    const auto row = batch[found].optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "checkout.not_found")
                        .in("checkout")
                        .with("checkout", checkout.text()));
    }
    api::CheckoutView view;
    view.id = checkout;
    view.cart = row->get<CartId>("cart_id");
    view.state = enumColumn<api::CheckoutState>(*row, "state");
    view.failure = row->get<std::string>("failure");
    view.createdAt = row->get<Timestamp>("created_at");
    for (const db::Row each : batch[orders])
        view.orders.push_back(orderOf(each));
    return view;
}

} // namespace

Result<api::CheckoutView> handle(Unit& unit, const api::CheckOut& request, const Start& start)
{
    STOA_TRY(cart, readCart(unit, request.cart, Lock::Yes));
    STOA_CHECK(mayCheckOut(cart, request.version));
    STOA_TRY(orders, split(cart, request));
    for (const api::PlaceOrder& order : orders)
        STOA_CHECK(orders::checkRequest(order));
    const CheckoutId id = CheckoutId::make();
    std::vector<OrgId> sellers;
    for (const api::PlaceOrder& order : orders)
        sellers.push_back(order.seller);
    auto& db = unit.db();
    db.defer(sql::kInsertCheckout, unit.organisation(), id, request.cart, unit.now());
    db.defer(sql::kInsertCheckoutSellers, unit.organisation(), id, sellers);
    db.defer(sql::kSetCartCheckout, unit.organisation(), request.cart, std::optional(id));
    STOA_CHECK(start(unit, {id, request.cart, std::move(orders)}));
    unit.raise("checkout.started", id, {{"sellers", std::to_string(sellers.size())}});
    unit.setAuditTarget(id.text());
    return read(unit, id);
}

Result<api::CheckoutView> handle(Unit& unit, const api::GetCheckout& request)
{
    return read(unit, request.checkout);
}

} // namespace stoa::checkout
