#pragma once
// A marketplace with two sellers, and a cart with goods of both: 2 of the shop's at 10.00 and 1 of
// the stall's at 4.00.

#include "domain/checkout/checkout.h"
#include "domain_shop/shop.h"

namespace stoa::test {

struct CheckoutBench {
    template <class Work>
    auto inMarketplace(Work work)
    {
        return shop.bench.run(shop.bench.marketplace(), std::move(work));
    }
    template <class Request>
    Result<typename Request::Reply> ask(const Request& request)
    {
        return inMarketplace([&](Unit& unit) { return checkout::handle(unit, request); });
    }

    CheckoutBench()
    {
        bowl = shop.addVariant("10.00", 5);
        stall = shop.addStall("4.00", 5);
        cart = must(ask(api::CreateCart{}));
        cart = must(ask(api::SetCartLine{cart.id, shop.seller, bowl, 2}));
        cart = must(ask(api::SetCartLine{cart.id, stall.seller, stall.variant, 1}));
    }

    api::CheckOut request() const
    {
        const auto basket = shop.basket({});
        api::CheckOut request;
        request.cart = cart.id;
        request.version = cart.version;
        request.buyer = basket.buyer;
        request.shippingAddress = basket.shippingAddress;
        request.paymentMethod = basket.paymentMethod;
        return request;
    }

    Shop shop;
    VariantId bowl;
    Shop::Stall stall;
    api::CartView cart;
};

} // namespace stoa::test
