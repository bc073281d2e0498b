#pragma once
// A shop whose cards go to a provider that is asked from jobs, and somebody who does what the jobs
// would do: as long as it lives.

#include "domain/ledger/escrow.h"
#include "domain/settlement/settlement.h"
#include "domain_shop/fake_provider.h"
#include "domain_shop/shop.h"

namespace stoa::test {

class SettlementBench {
public:
    using Next = settlement::Next;

    explicit SettlementBench(std::string_view currency = "EUR") : shop(currency)
    {
        shop.routeTo(provider);
        bowl = shop.addVariant(Money(1250, shop.currency), 10);
    }

    api::OrderView place(const std::string& token = "tok_visa", std::int64_t quantity = 2)
    {
        auto request = shop.basket({{bowl, quantity}});
        request.paymentMethod = token;
        return must(shop.place(request));
    }
    api::OrderView order(const api::OrderView& of) { return must(shop.order(of.row.id)); }

    // As the job of a webhook does that speaks of the attempt.
    Next hear(const Uuid& attempt)
    {
        const auto prepared = must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return settlement::prepare(unit, attempt, settlement::News::Yes);
        }));
        if (!prepared) return Next::Settled;
        const auto outcome = settlement::ask(provider, *prepared);
        return must(shop.bench.run(shop.seller,
                                   [&](Unit& unit) {
                                       return settlement::settle(unit, *prepared, outcome,
                                                                 shop.providers());
                                   }))
            .next;
    }
    void release(const api::OrderView& of)
    {
        must(shop.deliver(of.row.id));
        must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::release(unit, {&of.row.id, 1}, "staff");
        }));
    }
    // What the seller has, and owes.
    ledger::SellerFunds funds()
    {
        return must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::fundsOf(unit, shop.currency, ledger::Lock::No);
        }));
    }

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
