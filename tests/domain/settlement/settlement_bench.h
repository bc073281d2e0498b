#pragma once
// A shop whose cards go to a provider that is asked from jobs, and somebody who does what the jobs
// would do: as long as it lives.

#include "domain/settlement/settlement.h"
#include "domain_shop/fake_provider.h"
#include "domain_shop/shop.h"

namespace stoa::test {

class SettlementBench {
public:
    using Next = settlement::Next;

    SettlementBench()
    {
        shop.routeTo(provider);
        bowl = shop.addVariant("12.50", 10);
    }

    api::OrderView place(const std::string& token = "tok_visa", std::int64_t quantity = 2)
    {
        auto request = shop.basket({{bowl, quantity}});
        request.paymentMethod = token;
        return must(shop.place(request));
    }
    api::OrderView order(const api::OrderView& of) { return must(shop.order(of.row.id)); }

    // Works on an attempt until it is settled or has to wait, or dies after so many parts, of which
    // there are three to a step. Nothing: it died.
    std::optional<Next> work(const Uuid& attempt, int parts = 100)
    {
        for (;;) { // bounded by the parts
            if (parts-- == 0) return std::nullopt;
            const auto prepared = must(shop.bench.run(
                shop.seller, [&](Unit& unit) { return settlement::prepare(unit, attempt); }));
            if (!prepared) return Next::Settled;
            if (parts-- == 0) return std::nullopt;
            const auto outcome = settlement::ask(provider, *prepared);
            if (parts-- == 0) return std::nullopt;
            const auto settled = must(shop.bench.run(shop.seller, [&](Unit& unit) {
                return settlement::settle(unit, *prepared, outcome, shop.providers());
            }));
            const auto raised = shop.bench.events();
            if (!raised.empty()) told.push_back(raised);
            if (settled.next != Next::GoOn) return settled.next;
        }
    }
    Next finish(const Uuid& attempt)
    {
        const auto next = work(attempt);
        return next.value_or(Next::GoOn);
    }

    FakeProvider provider; // outlives the shop
    Shop shop;
    VariantId bowl;
    std::vector<std::string> told; // the events of each settle that raised any
};

} // namespace stoa::test
