#pragma once
// A shop whose orders are delivered and released, people who prepare and approve payouts, and
// somebody who does what the jobs would do: as long as it lives.

#include "domain/payouts/batches.h"
#include "domain/payouts/by_hand.h"
#include "domain/payouts/escrow_operations.h"
#include "domain/payouts/payout_accounts.h"
#include "domain/payouts/payouts.h"
#include "domain/payouts/sending.h"
#include "domain_shop/fake_provider.h"
#include "domain_shop/shop.h"

namespace stoa::test {

class PayoutBench {
public:
    static constexpr const char* kAccount = "acct_1Nv0FGQ9RKHgCVdK";
    static constexpr const char* kOther = "acct_1Xy9ABCDEFGHIJKL";
    using Next = settlement::Next;
    using News = settlement::News;

    explicit PayoutBench(std::string_view currency = "EUR", std::int64_t basisPoints = 1000)
        : shop(currency, basisPoints), bowl(shop.addVariant("10", 10'000))
    {
        provider.providerName = "stripe";
    }

    Money money(std::string_view amount) const { return shop.money(amount); }

    // From now on this node has a payment provider, which asks for accounts. Cards stay where they
    // were.
    void addProvider()
    {
        shop.routeTo(provider);
        shop.unroute();
    }
    // The same, and the seller has a verified account with it.
    void usesProvider(const char* account = kAccount)
    {
        addProvider();
        const auto set = setAccount(api::PayoutProvider::Stripe, account);
        must(asSellers(ben, api::VerifyPayoutAccount{shop.seller, set.version}));
    }
    // As Ada sets it.
    api::PayoutAccountView setAccount(api::PayoutProvider with, const std::string& account)
    {
        const auto now = must(asSellers(ada, api::GetPayoutAccount{shop.seller}));
        return must(asSellers(ada, api::SetPayoutAccount{shop.seller, now.version, with, account}));
    }
    void useManual()
    {
        const auto set = setAccount(api::PayoutProvider::Manual, "DE89 3704 0044 0532 0130 00");
        must(asSellers(ben, api::VerifyPayoutAccount{shop.seller, set.version}));
    }
    void payToBank()
    {
        const auto policy = must(as(ada, api::GetPayoutPolicy{}));
        must(as(ada, api::SetPayoutPolicy{policy.version, std::nullopt, true}));
    }

    // Of so many bowls at ten each, a tenth of which is the marketplace's.
    OrderId released(std::int64_t bowls)
    {
        const auto order = must(shop.place(shop.basket({{bowl, bowls}})));
        must(shop.deliver(order.row.id));
        must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return payouts::handle(unit,
                                   api::ReleaseEscrow{shop.seller, order.row.id, "for the test"});
        }));
        return order.row.id;
    }
    api::RefundContent bowls(OrderId order, std::int64_t quantity)
    {
        api::RefundContent content;
        content.lines = {refundLine(must(shop.order(order)).lines[0].id, quantity)};
        return content;
    }

    template <class Request>
    Result<typename Request::Reply> asSeller(const Request& request)
    {
        return shop.bench.run(shop.seller, [&](Unit& unit) { return handled(unit, request); });
    }
    // Of the marketplace's staff, about the seller or about the marketplace.
    template <class Request>
    Result<typename Request::Reply> asSellers(const Actor& who, const Request& request)
    {
        return shop.bench.run(shop.seller, who, [&](Unit& unit) { return handled(unit, request); });
    }
    template <class Request>
    Result<typename Request::Reply> as(const Actor& who, const Request& request)
    {
        return shop.bench.run(shop.bench.marketplace(), who,
                              [&](Unit& unit) { return handled(unit, request); });
    }
    template <class Request>
    Result<typename Request::Reply> handled(Unit& unit, const Request& request) const
    {
        if constexpr (requires { payouts::handle(unit, request, shop.providers()); }) {
            return payouts::handle(unit, request, shop.providers());
        } else {
            return payouts::handle(unit, request);
        }
    }
    api::PayoutBatchView prepared() { return must(as(ada, api::PreparePayouts{})); }
    api::PayoutBatchView approved()
    {
        const auto batch = prepared();
        return must(as(ben, api::ApprovePayoutBatch{batch.row.id, batch.row.version}));
    }

    // The job's work on a payout until it is settled or has to wait, or dies after so many parts,
    // of which there are three to a step. Nothing: it died.
    std::optional<Next> work(PayoutId payout, int parts = 100, News news = News::No)
    {
        for (;;) { // bounded by the parts
            if (parts-- == 0) return std::nullopt;
            const auto prepared = must(shop.bench.run(
                shop.seller, [&](Unit& unit) { return payouts::prepare(unit, payout, news); }));
            news = News::No;
            if (!prepared) return Next::Settled;
            if (parts-- == 0) return std::nullopt;
            const auto* gateway = shop.providers().find(enumText(prepared->attempt.provider));
            const auto outcome = payouts::ask(*gateway, *prepared);
            if (parts-- == 0) return std::nullopt;
            const auto settled = must(shop.bench.run(shop.seller, [&](Unit& unit) {
                return payouts::settle(unit, *prepared, outcome);
            }));
            const auto raised = shop.bench.events();
            if (!raised.empty()) told += (told.empty() ? "" : " ") + raised;
            if (settled.next != Next::GoOn) return settled.next;
        }
    }
    Next pay(PayoutId payout) { return work(payout).value_or(Next::GoOn); }
    // As the job of a webhook does that speaks of the payout.
    Next hear(PayoutId payout) { return work(payout, 100, News::Yes).value_or(Next::GoOn); }

    api::PayoutView payout() { return must(asSeller(api::ListPayouts{})).items.at(0); }
    api::BalanceOfSeller balance()
    {
        return must(asSeller(api::GetSellerBalance{shop.seller})).balances.at(0);
    }
    // Of the seller's accounts of a kind: debits less credits.
    Money sumOf(api::AccountKind kind)
    {
        const auto trial = must(shop.bench.run(
            shop.seller, [](Unit& unit) { return ledger::handle(unit, api::GetTrialBalance{}); }));
        Money sum(0, shop.currency);
        for (const auto& each : trial.balances) {
            if (each.account == kind) sum += each.debits - each.credits;
        }
        return sum;
    }
    // What the provider still has of what it was told to transfer.
    Money transferred() const
    {
        Money sum(0, shop.currency);
        for (const auto& [attempt, transfer] : provider.transfers) {
            const bool isThere =
                transfer.verdict == gateways::Verdict::Approved && !transfer.isReversed;
            if (isThere) sum += transfer.amount;
        }
        return sum;
    }
    std::string csv(PayoutId payout)
    {
        return must(asSeller(
                        api::GetPayoutStatement{shop.seller, payout, api::StatementFormat::Csv}))
            .content;
    }

    FakeProvider provider; // outlives the shop
    Shop shop;
    VariantId bowl;
    const Actor ada = Bench::person("Ada");
    const Actor ben = Bench::person("Ben");
    std::string told; // the events of each settle that raised any
};

} // namespace stoa::test
