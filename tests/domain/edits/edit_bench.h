#pragma once
// A shop whose orders are edited.

#include "domain/edits/edit_payment.h"
#include "domain/edits/edits.h"
#include "domain_shop/shop.h"

namespace stoa::test {

inline Result<api::OrderEditPreview> previewEdit(Shop& shop, OrderId order,
                                                 const api::OrderEditContent& content)
{
    return shop.runOn(shop.bench.db(), [&](Unit& unit) {
        return edits::handle(unit, api::PreviewOrderEdit{shop.seller, order, content});
    });
}

inline Result<api::OrderView> editOn(Shop& shop, db::Connection& connection, OrderId order,
                                     Version version, const api::OrderEditContent& content)
{
    return shop.runOn(connection, [&](Unit& unit) {
        return edits::handle(unit, api::EditOrder{shop.seller, order, version, content},
                             shop.providers());
    });
}

// With the version that the order has now.
inline Result<api::OrderView> edit(Shop& shop, OrderId order, const api::OrderEditContent& content)
{
    return editOn(shop, shop.bench.db(), order, must(shop.order(order)).row.version, content);
}

// As the buyer's storefront does.
inline Result<api::OrderEditView> payEditOn(Shop& shop, db::Connection& connection, OrderId order,
                                            OrderEditId edit,
                                            const std::string& method = "tok_visa",
                                            std::optional<Money> credit = std::nullopt)
{
    return shop.runOn(connection, [&](Unit& unit) {
        return edits::handle(unit, api::PayOrderEdit{shop.seller, order, edit, method, credit},
                             shop.providers());
    });
}
inline Result<api::OrderEditView> payEdit(Shop& shop, OrderId order, OrderEditId edit,
                                          const std::string& method = "tok_visa",
                                          std::optional<Money> credit = std::nullopt)
{
    return payEditOn(shop, shop.bench.db(), order, edit, method, credit);
}

inline Result<api::OrderView> withdrawEdit(Shop& shop, OrderId order, OrderEditId edit)
{
    return shop.runOn(shop.bench.db(), [&](Unit& unit) {
        return edits::handle(unit, api::CancelOrderEdit{shop.seller, order, edit});
    });
}

inline Done expireEdit(Shop& shop, OrderId order)
{
    return shop.bench.run(shop.seller,
                          [&](Unit& unit) { return edits::expirePayment(unit, order); });
}

// The line gets so many.
inline api::OrderEditContent resized(OrderLineId line, std::int64_t quantity)
{
    api::OrderEditContent content;
    content.lines = {{line, quantity}};
    return content;
}

} // namespace stoa::test
