#pragma once
// A shop whose orders are edited.

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

// The line gets so many.
inline api::OrderEditContent resized(OrderLineId line, std::int64_t quantity)
{
    api::OrderEditContent content;
    content.lines = {{line, quantity}};
    return content;
}

} // namespace stoa::test
