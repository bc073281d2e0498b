#pragma once
// Makes the demo data, in the order of time: shops open, listings are written and approved, orders,
// reviews and refunds come in, and at the end some listings wait for review. What happens within
// an hour happens at once, as many calls as the node takes (calls.h): the order of what happens to
// one order is kept, the minutes are the node's.

#include "api/moderation.h"
#include "api/returns.h"
#include "node/demo/calls.h"
#include "node/demo/cast.h"
#include "node/demo/demo.h"
#include "node/demo/operator_call.h"
#include "node/demo/review_book.h"

#include <atomic>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace stoa::demo {

inline constexpr std::chrono::hours kHistory{24 * 92};
inline constexpr std::size_t kFirstAnalyzed = 100;     // listings and orders together
inline constexpr std::chrono::milliseconds kPace{120}; // between calls that wait for each other

// Moved forward by the seeder; read by the marketplace's workers.
class DemoClock final : public Clock {
public:
    explicit DemoClock(Timestamp start) : m_micros(start.micros()), m_end(start.micros()) {}
    Timestamp now() const override
    {
        return Timestamp(std::min(m_micros.fetch_add(m_step), m_end.load()));
    }
    // Never backwards.
    void set(Timestamp at) { run(at, at, 1); }
    void advance(Duration span) { set(now() + span); }
    // From `from` to `to`, a little each time that it is asked; `calls` ask it.
    void run(Timestamp from, Timestamp to, std::size_t calls);

private:
    mutable std::atomic<std::int64_t> m_micros;
    std::atomic<std::int64_t> m_step{0};
    std::atomic<std::int64_t> m_end;
};

class Seeder {
public:
    // Tells the database how large its tables have become.
    using Analyze = std::function<Done()>;
    Seeder(node::Marketplace& marketplace, DemoClock& clock, const DemoSize& size,
           Progress progress, Analyze analyze);

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
        api::GetOrder which{};
        Version version{};                               // of the order, to send and to deliver it
        std::optional<Timestamp> arrives{};              // what is sent
        std::optional<Timestamp> confirms{};             // who got it,
        std::string buyerEmail{};                        // and who that is
        std::shared_ptr<const api::ReviewView> review{}; // as it was written
    };
    // What happens at once.
    struct Window {
        std::vector<Later> steps;
        std::size_t orders = 0;
        Timestamp from;
        Timestamp to;
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
    api::CreateListing newListing(std::size_t shop);
    Done addListings(std::size_t count);
    void putOnSale(std::size_t shop, const std::vector<api::VariantView>& variants);
    void findCases(OrgId seller, std::set<ListingId> listings, std::string after,
                   std::vector<api::DecideCase>& found);
    void approve(const std::vector<std::vector<api::DecideCase>>& cases);
    Done live(Timestamp now);
    Done keepPlansFit();
    Timestamp timeOfOrder(std::size_t number) const;
    std::optional<Timestamp> nextTime(const Window& window) const;
    Window nextWindow();
    void takeOrder();
    api::PlaceOrder basket();
    Done restock(const api::PlaceOrder& basket);
    void plan(const api::OrderView& order);
    void doNow(const Later& later);
    void send(const Later& later);
    void deliver(const Later& later);
    Done doForOrder(Step step, const api::OrderView& order);
    Done refund(const api::OrderView& order);
    void planAfterSale(Later& sent, Timestamp arrives);
    Done sendBack(const api::OrderView& order);
    Done takeBack(const api::DecideReturn& approval, OrderLineId line);
    Done complain(const api::OrderView& order);
    Done review(const api::OrderView& order);
    void planAnswer(const api::ReviewView& written, bool isLate);
    void answer(const api::ReviewView& review);
    void decide(const api::ReviewView& review);
    void report();
    Done arrange();
    Done writeCommissionRules();
    Done addEndpoint();
    Done grantCredit();
    Done limitRefunds();
    Done askForApproval();
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
    const Analyze m_analyze;
    const Cast m_cast;
    const ReviewBook m_book;
    Calls m_calls;
    std::mt19937_64 m_random;
    std::vector<OrgId> m_sellers;
    std::vector<CategoryId> m_categories;
    std::vector<std::size_t> m_next;           // number of the next listing, by seller
    std::vector<std::vector<OnSale>> m_onSale; // by seller
    std::multimap<Timestamp, Later> m_later;   // what happens to orders, by when
    std::vector<api::ReviewView> m_reviews;    // public ones that are not pleased, oldest first
    std::vector<api::GetOrder> m_dear;         // the last orders that cost much, oldest first
    Timestamp m_begin;                         // of the orders
    Timestamp m_at;                            // end of the window that is worked on
    Timestamp m_end;                           // of what is made: now
    std::size_t m_wanted = 0;                  // orders
    std::size_t m_taken = 0;
    std::size_t m_analyzed = kFirstAnalyzed; // listings and orders, when statistics are next due
    std::size_t m_listed = 0;
    std::size_t m_flagged = 0;
    std::size_t m_reports = 0;
    DemoReport m_report;
};

// One call after the other.
template <class Request>
Result<typename Request::Reply> Seeder::call(Request request)
{
    m_clock.advance(kPace);
    return callAsOperator(m_marketplace, std::move(request));
}

} // namespace stoa::demo
