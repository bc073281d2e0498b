#include "domain/checkout/cart_rules.h"

#include <set>

namespace stoa::checkout {
namespace {

std::string shippingField(std::size_t index)
{
    return "shipping[" + std::to_string(index) + "].seller";
}

Done checkLine(const api::CartLineView& line)
{
    if (!line.isOnSale) {
        return fail(makeError(ErrorKind::Refused, "variant.not_for_sale")
                        .with("variant", line.variant.text()));
    }
    if (line.available < line.quantity) {
        return fail(makeError(ErrorKind::Refused, "stock.insufficient")
                        .with("sku", line.sku)
                        .with("requested", std::to_string(line.quantity))
                        .with("available", std::to_string(line.available)));
    }
    return {};
}

Done addShipping(std::vector<api::PlaceOrder>& orders, const api::CheckOut& request)
{
    std::set<OrgId> seen;
    for (std::size_t i = 0; i < request.shipping.size(); ++i) {
        const api::SellerAmount& shipping = request.shipping[i];
        if (!seen.insert(shipping.seller).second) {
            return fail(
                makeError(ErrorKind::Invalid, "shipping.duplicate_seller").in(shippingField(i)));
        }
        const auto order = std::ranges::find(orders, shipping.seller, &api::PlaceOrder::seller);
        if (order == orders.end()) {
            return fail(
                makeError(ErrorKind::Invalid, "shipping.unknown_seller").in(shippingField(i)));
        }
        order->shipping = shipping.amount;
    }
    return {};
}

} // namespace

Done mayAdd(const api::CartView& cart, OrgId seller)
{
    if (cart.lines.size() >= kMaxLines) {
        return fail(makeError(ErrorKind::Refused, "cart.too_many_lines")
                        .with("most", std::to_string(kMaxLines)));
    }
    std::set<OrgId> sellers{seller};
    for (const api::CartLineView& line : cart.lines)
        sellers.insert(line.seller);
    if (sellers.size() <= kMaxSellers) return {};
    return fail(makeError(ErrorKind::Refused, "cart.too_many_sellers")
                    .with("most", std::to_string(kMaxSellers)));
}

Result<std::vector<api::PlaceOrder>> split(const api::CartView& cart, const api::CheckOut& request)
{
    if (cart.lines.empty()) return fail(makeError(ErrorKind::Refused, "cart.empty"));
    std::vector<api::PlaceOrder> orders;
    for (const api::CartLineView& line : cart.lines) {
        if (orders.empty() || orders.back().seller != line.seller) {
            api::PlaceOrder order;
            order.seller = line.seller;
            order.buyer = request.buyer;
            order.shippingAddress = request.shippingAddress;
            order.paymentMethod = request.paymentMethod;
            orders.push_back(std::move(order));
        }
        orders.back().lines.push_back({line.variant, line.quantity, line.unitPrice});
    }
    STOA_CHECK(addShipping(orders, request));
    for (const api::CartLineView& line : cart.lines)
        STOA_CHECK(checkLine(line));
    return orders;
}

} // namespace stoa::checkout
