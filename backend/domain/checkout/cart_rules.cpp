#include "domain/checkout/cart_rules.h"

#include <set>

namespace stoa::checkout {
namespace {

// Amounts that name a seller each, and what they become of the seller's order.
struct SellerAmounts {
    std::span<const api::SellerAmount> amounts;
    std::string_view field;
    std::string_view duplicate; // the codes of refusals
    std::string_view unknown;
    std::optional<Money> api::PlaceOrder::*member;
};

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

Done add(std::vector<api::PlaceOrder>& orders, const SellerAmounts& wanted)
{
    std::set<OrgId> seen;
    for (std::size_t i = 0; i < wanted.amounts.size(); ++i) {
        const api::SellerAmount& each = wanted.amounts[i];
        const std::string field = std::string(wanted.field) + '[' + std::to_string(i) + "].seller";
        if (!seen.insert(each.seller).second) {
            return fail(makeError(ErrorKind::Invalid, wanted.duplicate).in(field));
        }
        const auto order = std::ranges::find(orders, each.seller, &api::PlaceOrder::seller);
        if (order == orders.end()) {
            return fail(makeError(ErrorKind::Invalid, wanted.unknown).in(field));
        }
        (*order).*wanted.member = each.amount;
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
    STOA_CHECK(add(orders, {request.shipping, "shipping", "shipping.duplicate_seller",
                            "shipping.unknown_seller", &api::PlaceOrder::shipping}));
    STOA_CHECK(add(orders, {request.storeCredit, "storeCredit", "store_credit.duplicate_seller",
                            "store_credit.unknown_seller", &api::PlaceOrder::storeCredit}));
    for (const api::CartLineView& line : cart.lines)
        STOA_CHECK(checkLine(line));
    return orders;
}

} // namespace stoa::checkout
