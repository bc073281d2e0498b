#pragma once
// A shop with an order that was sent: 4 bowls and 2 plates, shipping 5.00, all with the buyer.

#include "domain/refunds/approvals.h"
#include "domain/returns/returns.h"
#include "domain_shop/shop.h"

namespace stoa::test {

struct ReturnBench {
    ReturnBench()
    {
        bowl = shop.addVariant("10.00", 10);
        plate = shop.addVariant("5.00", 10);
        auto basket = shop.basket({{bowl, 4}, {plate, 2}});
        basket.shipping = shop.money("5.00");
        order = must(shop.place(basket));
        order = must(shop.ask(api::FulfillOrder{shop.seller, id(), order.row.version, "", ""}));
        now.version = order.row.version;
    }

    OrderId id() const { return order.row.id; }
    OrderLineId line(std::size_t i) const { return order.lines[i].id; }

    // With the order's version of now.
    template <class Request>
    Result<api::AfterSales> ask(Request request)
    {
        request.seller = shop.seller;
        request.order = id();
        request.version = now.version;
        auto result = shop.runOn(shop.bench.db(), [&](Unit& unit) {
            if constexpr (requires { returns::handle(unit, request, providers()); })
                return returns::handle(unit, request, providers());
            else
                return returns::handle(unit, request);
        });
        if (result) now = *result;
        return result;
    }
    // The refusal's code, after proof that nothing was written.
    template <class Request>
    std::string refusal(Request request)
    {
        const auto before = shop.fingerprint();
        const auto result = ask(std::move(request));
        if (shop.fingerprint() != before) return "something was written";
        return codeOf(result);
    }
    const payments::Providers& providers() const { return shop.providers(); }
    // Two people decide what is more than this.
    void limit(const char* amount)
    {
        api::SetRefundPolicy policy;
        policy.approvalAbove = {shop.money(amount)};
        must(shop.bench.run(shop.bench.marketplace(),
                            [&](Unit& unit) { return refunds::handle(unit, policy); }));
    }
    // By a second person.
    Result<api::RefundView> approve(RefundId refund)
    {
        return shop.bench.run(shop.seller, Bench::person("Ben"), [&](Unit& unit) {
            return returns::handle(unit, api::ApproveRefund{shop.seller, refund}, providers());
        });
    }
    // As they are now, whoever changed them.
    api::AfterSales cases()
    {
        return must(shop.runOn(shop.bench.db(), [&](Unit& unit) {
            return returns::handle(unit, api::ListAfterSales{shop.seller, id()});
        }));
    }

    api::RequestReturn request(std::vector<api::LineQuantity> lines) const
    {
        api::RequestReturn request;
        request.lines.assign(lines.begin(), lines.end());
        return request;
    }
    template <class Request>
    Request of(ReturnId id) const
    {
        Request request;
        request.returnId = id;
        return request;
    }

    Shop shop;
    VariantId bowl;
    VariantId plate;
    api::OrderView order;
    api::AfterSales now;
};

} // namespace stoa::test
