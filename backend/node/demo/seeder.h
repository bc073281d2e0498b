#pragma once
// Makes the demo data, in the order of time: shops open, listings are written and approved, orders
// and refunds come in, and at the end some listings wait for review.

#include "node/demo/cast.h"
#include "node/demo/demo.h"
#include "node/marketplace/marketplace.h"

#include <atomic>
#include <cmath>
#include <map>
#include <random>

namespace stoa::demo {

inline constexpr std::chrono::hours kHistory{24 * 92};

// Moved forward by the seeder; read by the marketplace's workers.
class DemoClock final : public Clock {
public:
    explicit DemoClock(Timestamp start) : m_micros(start.micros()) {}
    Timestamp now() const override { return Timestamp(m_micros.load()); }
    void set(Timestamp at) { m_micros = std::max(m_micros.load(), at.micros()); }
    void advance(Duration span) { m_micros += span.count(); }

private:
    std::atomic<std::int64_t> m_micros;
};

class Seeder {
public:
    Seeder(node::Marketplace& marketplace, DemoClock& clock, const DemoSize& size,
           Progress progress);

    Result<DemoReport> run(Timestamp now);

private:
    struct OnSale {
        OrgId seller;
        VariantId variant;
        Money price;
        std::int64_t popularity = 1;
    };
    enum class Step { Fulfill, Deliver, Refund, SendToReview };
    struct Later {
        Step step;
        api::GetOrder which;
    };

    template <class Request>
    Result<typename Request::Reply> call(Request request);
    Done openShops();
    Done fillShops(Timestamp now);
    Result<api::ListingView> addListing(std::size_t number);
    Done approve(const api::ListingView& listing);
    Done takeOrders(Timestamp now);
    Done takeOrder();
    void plan(const api::OrderView& order);
    Done doDue(Timestamp at);
    Done doNow(const Later& later);
    Done refund(const api::OrderView& order);
    void planReview(Timestamp now);
    std::int64_t between(std::int64_t least, std::int64_t most);
    bool happens(int percent) { return between(1, 100) <= percent; }
    const OnSale& popular(std::optional<OrgId> seller);

    node::Marketplace& m_marketplace;
    DemoClock& m_clock;
    const DemoSize m_size;
    const Progress m_progress;
    const Cast m_cast;
    std::mt19937_64 m_random;
    std::vector<OrgId> m_sellers;
    std::vector<CategoryId> m_categories;
    std::vector<std::vector<OnSale>> m_onSale; // by seller
    std::vector<std::size_t> m_shopOf;
    std::multimap<Timestamp, Later> m_later; // what happens to orders, by when
    std::size_t m_listed = 0;
    DemoReport m_report;
};

} // namespace stoa::demo
