#include "bench.h"
#include "load.h"

namespace stoa::bench {
namespace {

constexpr std::size_t kOrders = 400;

} // namespace

Rows benchRefund(const Settings&)
{
    Market market;
    Load load;
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t number = 0; number < kOrders; ++number) {
        const auto order =
            must(api::submitAndWait(market.node(), market.options(number), market.checkout(number)))
                .reply;
        api::RequestRefund refund;
        refund.seller = order.row.seller;
        refund.order = order.row.id;
        refund.version = order.row.version;
        refund.content.lines.push_back({order.lines[1].id, 1, std::nullopt, api::Restock::Restock});
        refund.content.reason = api::refund_reason::kDamaged;
        const auto options = market.adminOptions();
        const auto since = std::chrono::steady_clock::now();
        must(api::submitAndWait(market.node(), options, std::move(refund)));
        load.latencies.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - since));
    }
    load.took = std::chrono::steady_clock::now() - begin;
    std::ranges::sort(load.latencies);
    return {{"partial refund in process, p50", load.percentileMs(0.5), "ms"},
            {"partial refund in process, p99", load.percentileMs(0.99), "ms"}};
}

} // namespace stoa::bench
