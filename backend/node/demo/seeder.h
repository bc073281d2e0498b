#pragma once
// Makes the demo data, in the order of time: shops open, listings are written and approved, orders,
// reviews and refunds come in, and at the end some listings wait for review.

#include "node/demo/cast.h"
#include "node/demo/demo.h"
#include "node/demo/review_book.h"
#include "node/marketplace/marketplace.h"

#include <atomic>
#include <cmath>
#include <map>
#include <random>

namespace stoa::demo {

inline constexpr std::chrono::hours kHistory{24 * 92};
inline constexpr std::chrono::milliseconds kPace{120}; // below the rate limits of one operator

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
    enum class Step {
        Fulfill,
        Deliver,
        Refund,
        Return,
        Claim,
        Confirm,
        SendToReview,
        Review,
        Answer,
        Decide,
        Report
    };
    struct Later {
        Step step;
        api::GetOrder which;
        std::optional<api::ReviewView> review{}; // as it was written
    };

    template <class Request>
    Result<typename Request::Reply> call(Request request);
    Done openShops();
    Done writeTaxRates();
    Result<CategoryId> categoryOf(const Shop& shop, const std::vector<api::CategoryView>& known);
    Result<OrgId> openShop(const Shop& shop);
    Done takeOver(std::size_t shop);
    Done countListings(std::size_t shop);
    Done fillShops(Timestamp now);
    Result<api::ListingView> addListing(std::size_t shop);
    void putOnSale(std::size_t shop, const std::vector<api::VariantView>& variants);
    Done approve(const api::ListingView& listing);
    Done takeOrders(Timestamp now);
    Done takeOrder();
    Done restock(const api::PlaceOrder& basket);
    void plan(const api::OrderView& order);
    Done doDue(Timestamp at);
    Done doNow(const Later& later);
    Done doForOrder(const Later& later);
    Done refund(const api::OrderView& order);
    void planAfterSale(const api::GetOrder& which, Timestamp arrives);
    Done sendBack(const api::OrderView& order);
    Done complain(const api::OrderView& order);
    Done confirm(const api::OrderView& order);
    Done review(const api::OrderView& order);
    Done answer(const api::ReviewView& review);
    Done decide(const api::ReviewView& review);
    Done report();
    Done arrange();
    Done writeCommissionRules();
    Done addEndpoint();
    Done grantCredit();
    void planReview(Timestamp now);
    void planReports(Timestamp now);
    ReviewBook::Dice dice();
    std::int64_t between(std::int64_t least, std::int64_t most);
    bool happens(int percent) { return between(1, 100) <= percent; }
    const OnSale& popular(std::optional<OrgId> seller);

    node::Marketplace& m_marketplace;
    DemoClock& m_clock;
    const DemoSize m_size;
    const Progress m_progress;
    const Cast m_cast;
    const ReviewBook m_book;
    std::mt19937_64 m_random;
    std::vector<OrgId> m_sellers;
    std::vector<CategoryId> m_categories;
    std::vector<std::size_t> m_next;           // number of the next listing, by seller
    std::vector<std::vector<OnSale>> m_onSale; // by seller
    std::multimap<Timestamp, Later> m_later;   // what happens to orders, by when
    std::vector<api::ReviewView> m_reviews;    // public ones, oldest first
    Timestamp m_end;                           // of what is made: now
    std::size_t m_listed = 0;
    std::size_t m_flagged = 0;
    std::size_t m_reports = 0;
    DemoReport m_report;
};

// One call after the other: time is part of the data, so nothing may overtake.
template <class Request>
Result<typename Request::Reply> Seeder::call(Request request)
{
    m_clock.advance(kPace);
    STOA_TRY(token, m_marketplace.operatorToken());
    api::CallOptions options;
    options.token = token;
    options.origin = "demo";
    options.idempotencyKey = Uuid::makeV7().text();
    STOA_TRY(answer, api::submitAndWait(m_marketplace.node(), options, std::move(request)));
    return std::move(answer.reply);
}

} // namespace stoa::demo
