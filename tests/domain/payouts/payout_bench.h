#pragma once
// A shop whose orders are delivered and released, and people who prepare and approve payouts.

#include "domain/payouts/batches.h"
#include "domain/payouts/escrow_operations.h"
#include "domain/payouts/payouts.h"
#include "domain_shop/shop.h"

namespace stoa::test {

class PayoutBench {
public:
    explicit PayoutBench(std::string_view currency = "EUR", std::int64_t basisPoints = 1000)
        : shop(currency, basisPoints), bowl(shop.addVariant("10", 10'000))
    {}

    Money money(std::string_view amount) const { return shop.money(amount); }

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
        return shop.bench.run(shop.seller,
                              [&](Unit& unit) { return payouts::handle(unit, request); });
    }
    template <class Request>
    Result<typename Request::Reply> as(const Actor& who, const Request& request)
    {
        return shop.bench.run(shop.bench.marketplace(), who,
                              [&](Unit& unit) { return payouts::handle(unit, request); });
    }
    api::PayoutBatchView prepared() { return must(as(ada, api::PreparePayouts{})); }
    api::PayoutBatchView approved()
    {
        const auto batch = prepared();
        return must(as(ben, api::ApprovePayoutBatch{batch.row.id, batch.row.version}));
    }
    Done settle(PayoutId payout, gateways::PayoutOutcome outcome)
    {
        return shop.bench.run(shop.seller, [&](Unit& unit) {
            return payouts::settle(unit, payout, "sandbox", outcome);
        });
    }
    Done pay(PayoutId payout)
    {
        return settle(payout, {gateways::PayoutVerdict::Paid, "out_1", {}});
    }
    api::BalanceOfSeller balance()
    {
        return must(asSeller(api::GetSellerBalance{shop.seller})).balances.at(0);
    }
    std::string csv(PayoutId payout)
    {
        return must(asSeller(
                        api::GetPayoutStatement{shop.seller, payout, api::StatementFormat::Csv}))
            .content;
    }

    Shop shop;
    VariantId bowl;
    const Actor ada = Bench::person("Ada");
    const Actor ben = Bench::person("Ben");
};

} // namespace stoa::test
