#pragma once
// A shop whose buyers' banks want money back.

#include "domain/disputes/disputes.h"
#include "domain/disputes/take_in.h"
#include "domain/ledger/escrow.h"
#include "domain_shop/fake_provider.h"
#include "domain_shop/shop.h"

namespace stoa::test {

struct DisputeBench {
    explicit DisputeBench(std::string_view currency = "EUR", std::int64_t basisPoints = 1000)
        : shop(currency, basisPoints), bowl(shop.addVariant(Money(1000, shop.currency), 10'000))
    {}

    Money money(std::int64_t minor) const { return Money(minor, shop.currency); }
    api::OrderView placed(std::int64_t bowls)
    {
        return must(shop.place(shop.basket({{bowl, bowls}})));
    }
    api::OrderView released(std::int64_t bowls)
    {
        const auto order = placed(bowls);
        must(shop.deliver(order.row.id));
        must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::release(unit, {&order.row.id, 1}, "staff");
        }));
        return order;
    }
    gateways::Dispute bankWants(const Money& amount)
    {
        gateways::Dispute dispute;
        dispute.reference = "dp_" + std::to_string(++m_references);
        dispute.reason = "fraudulent";
        dispute.amount = amount;
        dispute.fee = Money(0, amount.currency());
        dispute.respondBy = shop.bench.clock.now() + std::chrono::hours(24 * 7);
        return dispute;
    }
    Result<DisputeId> takeIn(const api::OrderView& order, const gateways::Dispute& dispute)
    {
        const disputes::Owner owner{shop.seller, order.row.id, order.payments[0].id, true};
        return shop.bench.run(shop.seller, [&](Unit& unit) {
            return disputes::takeIn(unit, owner, "fake", dispute);
        });
    }
    template <class Request>
    Result<typename Request::Reply> ask(const Request& request)
    {
        return shop.bench.run(shop.seller,
                              [&](Unit& unit) { return disputes::handle(unit, request); });
    }
    api::DisputeView view(DisputeId dispute)
    {
        return must(ask(api::GetDispute{shop.seller, dispute}));
    }
    api::OrderView order(const api::OrderView& of) { return must(shop.order(of.row.id)); }
    ledger::SellerFunds funds()
    {
        return must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::fundsOf(unit, shop.currency, ledger::Lock::No);
        }));
    }
    std::string findings() { return shop.findings(); }

    Shop shop;
    VariantId bowl;

private:
    int m_references = 0;
};

} // namespace stoa::test
