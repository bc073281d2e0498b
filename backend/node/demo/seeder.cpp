#include "node/demo/seeder.h"

#include "api/escrow.h"
#include "api/fulfillments.h"

namespace stoa::demo {
namespace {

constexpr std::chrono::hours kListed{24 * 90}; // before now: the first listings are on sale
constexpr std::size_t kInReview = 14;          // listings that still wait at the end
constexpr std::int64_t kDearFrom = 350;        // major units of an order's total
constexpr std::size_t kMostDear = 24;          // that are remembered
constexpr std::chrono::hours kWindow{1};       // what happens in one happens at once,
constexpr std::chrono::minutes kRush{10};      // in its last minutes: a token lives a quarter

const char* const kReviewNotes[] = {"Arrived with two broken pieces",
                                    "Colour differs from the pictures", "Came a week too late",
                                    "Ordered one too many", "Stitching came loose on day two"};

// Somebody else may have the order in hand, in a marketplace that is open: then it is theirs.
template <class Reply>
Done unlessStale(const Result<Reply>& reply)
{
    if (!reply && reply.error().kind != ErrorKind::Stale) return fail(reply);
    return {};
}

} // namespace

void DemoClock::run(Timestamp from, Timestamp to, std::size_t calls)
{
    constexpr std::int64_t kLooks = 6; // of a call at the clock, about
    const std::int64_t begin = std::max(std::min(m_micros.load(), m_end.load()), from.micros());
    const std::int64_t end = std::max(begin, to.micros());
    m_step = 0;
    m_micros = begin;
    m_end = end;
    m_step = (end - begin) / (kLooks * static_cast<std::int64_t>(calls));
}

Seeder::Seeder(node::Marketplace& marketplace, DemoClock& clock, const DemoSize& size,
               Progress progress, Analyze analyze)
    : m_marketplace(marketplace),
      m_clock(clock),
      m_size(size),
      m_progress(std::move(progress)),
      m_analyze(std::move(analyze)),
      m_cast(loadCast()),
      m_book(ReviewBook::load()),
      m_calls(marketplace.node(), [this] { return m_marketplace.operatorToken(); }),
      m_random(size.seed)
{}

Result<DemoReport> Seeder::run(Timestamp now)
{
    m_end = now;
    STOA_CHECK(openShops());
    STOA_CHECK(writeTaxRates());
    STOA_CHECK(fillShops(now));
    planReview(now);
    planReports(now);
    STOA_CHECK(live(now));
    STOA_CHECK(arrange());
    m_clock.set(now);
    m_progress(1, "done");
    return m_report;
}

std::int64_t Seeder::between(std::int64_t least, std::int64_t most)
{
    // std::uniform_int_distribution differs between standard libraries; the bias is irrelevant
    // here.
    return least +
           static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(most - least + 1));
}

Done Seeder::fillShops(Timestamp now)
{
    const std::size_t onSale = m_size.listings - std::min(m_size.listings, kInReview);
    for (m_listed = 0; m_listed < onSale;) {
        m_progress(0.35 * static_cast<double>(m_listed) / static_cast<double>(onSale), "listings");
        STOA_CHECK(addListings(std::min(Calls::kMost, onSale - m_listed)));
        STOA_CHECK(keepPlansFit());
    }
    m_clock.set(now - kListed);
    return {};
}

const Seeder::OnSale& Seeder::popular(std::optional<OrgId> seller)
{
    while (true) {
        const auto& shelf = m_onSale[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(m_onSale.size()) - 1))];
        if (shelf.empty() || (seller && shelf.front().seller != *seller)) continue;
        const OnSale& choice = shelf[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(shelf.size()) - 1))];
        if (between(1, 9) <= choice.popularity) return choice;
    }
}

api::PlaceOrder Seeder::basket()
{
    const OnSale& first = popular(std::nullopt);
    const auto& [buyer, address] = m_cast.buyers[static_cast<std::size_t>(
        between(0, static_cast<std::int64_t>(m_cast.buyers.size()) - 1))];
    api::PlaceOrder place;
    place.seller = first.seller;
    place.buyer = buyer;
    place.shippingAddress = address;
    place.lines.push_back({first.variant, between(1, 3), std::nullopt});
    if (happens(40)) {
        const OnSale& second = popular(first.seller);
        if (second.variant != first.variant)
            place.lines.push_back({second.variant, 1, std::nullopt});
    }
    place.shipping = first.price.portion(happens(30) ? 0 : 6, 100);
    place.paymentMethod = happens(70) ? "tok_visa" : "tok_mastercard";
    return place;
}

void Seeder::takeOrder()
{
    const auto place = basket();
    m_calls.add(place, [this, place](const Result<api::OrderView>& placed) -> Done {
        if (!placed) {
            if (placed.error().code != "stock.insufficient") return fail(placed);
            ++m_report.refused;
            return restock(place);
        }
        ++m_report.orders;
        plan(*placed);
        return {};
    });
}

Done Seeder::live(Timestamp now)
{
    const bool hasGoods = std::any_of(m_onSale.begin(), m_onSale.end(),
                                      [](const auto& shelf) { return !shelf.empty(); });
    m_wanted = hasGoods ? m_size.orders : 0;
    m_begin = m_clock.now();
    while (true) {
        const Window window = nextWindow();
        const std::size_t count = window.steps.size() + window.orders;
        if (count == 0) break;
        m_clock.run(std::max(window.from, window.to - kRush), window.to, count);
        m_at = window.to; // what follows is counted from it, whichever thread was faster
        for (const Later& step : window.steps)
            doNow(step);
        for (std::size_t i = 0; i < window.orders; ++i)
            takeOrder();
        STOA_CHECK(m_calls.settle());
        STOA_CHECK(keepPlansFit());
        const double made = static_cast<double>((window.to - m_begin).count()) /
                            static_cast<double>((now - m_begin).count());
        m_progress(0.4 + 0.58 * made * made, "orders"); // as timeOfOrder() spreads them
    }
    return {};
}

// Statements are planned once, for tables that were empty then: a plan that reads a whole index
// makes everything ten times slower long before the database looks by itself.
Done Seeder::keepPlansFit()
{
    const std::size_t made = m_report.listings + m_report.orders;
    if (made < m_analyzed) return {};
    m_analyzed = 4 * made;
    return m_analyze();
}

// A growing market: the square root puts more orders towards the end.
Timestamp Seeder::timeOfOrder(std::size_t number) const
{
    const auto span = static_cast<double>((m_end - m_begin - std::chrono::minutes(1)).count());
    const double share =
        std::sqrt(static_cast<double>(number + 1) / static_cast<double>(m_size.orders));
    return m_begin + Duration(static_cast<std::int64_t>(share * span));
}

// Nothing when nothing happens any more, or not in this window.
std::optional<Timestamp> Seeder::nextTime(const Window& window) const
{
    const bool isEmpty = window.steps.empty() && window.orders == 0;
    Timestamp last = isEmpty ? m_end : std::min(m_end, window.from + kWindow);
    std::optional<Timestamp> next;
    const auto offer = [&](Timestamp at) {
        if (at <= last) next = last = at;
    };
    if (!m_later.empty()) offer(m_later.begin()->first);
    if (m_taken < m_wanted) offer(timeOfOrder(m_taken));
    return next;
}

// Two things that happen to one order never happen at once.
Seeder::Window Seeder::nextWindow()
{
    Window window;
    std::set<OrderId> busy;
    while (window.steps.size() + window.orders < Calls::kMost) {
        const auto at = nextTime(window);
        if (!at) break;
        const bool isOrder = m_later.empty() || m_later.begin()->first > *at;
        if (!isOrder) {
            const OrderId order = m_later.begin()->second.which.order;
            if (!order.isNil() && !busy.insert(order).second) break;
            window.steps.push_back(std::move(m_later.begin()->second));
            m_later.erase(m_later.begin());
        }
        if (window.steps.size() + window.orders == (isOrder ? 0U : 1U)) window.from = *at;
        if (isOrder) {
            ++m_taken;
            ++window.orders;
        }
        window.to = *at;
    }
    return window;
}

// Most orders leave within three days and arrive within a week; some come back.
void Seeder::plan(const api::OrderView& order)
{
    const api::GetOrder which{order.row.seller, order.row.id};
    const Money& total = order.row.total;
    if (total.minor() > kDearFrom * total.currency().minorPerMajor()) m_dear.push_back(which);
    if (m_dear.size() > kMostDear) m_dear.erase(m_dear.begin());
    const auto leaves = m_at + std::chrono::hours(between(3, 70));
    const auto arrives = leaves + std::chrono::hours(between(20, 120));
    Later sent{Step::Fulfill, which, order.row.version};
    planAfterSale(sent, arrives);
    sent.buyerEmail = order.row.buyerEmail;
    if (happens(95)) sent.arrives = arrives;
    if (happens(96)) m_later.emplace(leaves, std::move(sent));
    if (happens(5)) {
        m_later.emplace(arrives + std::chrono::hours(between(2, 90)), Later{Step::Refund, which});
    }
    if (happens(38)) {
        m_later.emplace(arrives + std::chrono::hours(between(6, 24 * 14)),
                        Later{Step::Review, which});
    }
}

void Seeder::doNow(const Later& later)
{
    switch (later.step) {
    case Step::SendToReview:
        return m_calls.add(newListing(m_listed++ % m_sellers.size()));
    case Step::Answer:
        return answer(*later.review);
    case Step::Decide:
        return decide(*later.review);
    case Step::Report:
        return report();
    case Step::Fulfill:
        return send(later);
    case Step::Deliver:
        return deliver(later);
    case Step::Confirm:
        return m_calls.add(
            api::ConfirmReceipt{later.which.seller, later.which.order, later.buyerEmail});
    case Step::Refund:
    case Step::Return:
    case Step::Claim:
    case Step::Review:
        return m_calls.add(later.which,
                           [this, step = later.step](const Result<api::OrderView>& order) {
                               return order ? doForOrder(step, *order) : Done(fail(order));
                           });
    }
}

void Seeder::send(const Later& later)
{
    const std::string number = "00340" + std::to_string(between(100'000'000, 999'999'999));
    m_calls.add(api::FulfillOrder{later.which.seller, later.which.order, later.version,
                                  "Kestrel Parcel", number},
                [this, next = later](const Result<api::OrderView>& order) mutable {
                    if (!order || !next.arrives) return unlessStale(order);
                    next.step = Step::Deliver;
                    next.version = order->row.version;
                    m_later.emplace(*next.arrives, std::move(next));
                    return Done();
                });
}

void Seeder::deliver(const Later& later)
{
    m_calls.add(api::DeliverOrder{later.which.seller, later.which.order, later.version},
                [this, next = later](const Result<api::OrderView>& order) mutable {
                    if (!order || !next.confirms) return unlessStale(order);
                    next.step = Step::Confirm;
                    m_later.emplace(*next.confirms, std::move(next));
                    return Done();
                });
}

Done Seeder::doForOrder(Step step, const api::OrderView& order)
{
    if (step == Step::Refund) return refund(order);
    if (step == Step::Return) return sendBack(order);
    if (step == Step::Claim) return complain(order);
    return review(order);
}

Done Seeder::refund(const api::OrderView& current)
{
    const api::OrderLineView& line = current.lines.front();
    const bool isClaimed = std::ranges::any_of(current.deadlines, [](const auto& deadline) {
        return deadline.kind == api::TimerKind::Dispute;
    });
    if (isClaimed || line.refundedQuantity == line.quantity) return {};
    api::RequestRefund refund;
    refund.seller = current.row.seller;
    refund.order = current.row.id;
    refund.version = current.row.version;
    refund.content.lines.push_back(
        {line.id, 1, std::nullopt, happens(50) ? api::Restock::Restock : api::Restock::WriteOff});
    const auto note = static_cast<std::size_t>(between(0, std::ssize(kReviewNotes) - 1));
    refund.content.reason = note == 0   ? api::refund_reason::kDamaged
                            : note == 1 ? api::refund_reason::kNotAsDescribed
                                        : api::refund_reason::kRequestedByCustomer;
    refund.content.note = kReviewNotes[note];
    if (happens(15)) refund.content.to = api::RefundDestination::StoreCredit;
    m_calls.add(std::move(refund));
    ++m_report.refunds;
    return {};
}

// Listings that came in over the last hours and still wait.
void Seeder::planReview(Timestamp now)
{
    const std::size_t waiting = m_size.listings - m_listed;
    for (std::size_t i = 0; i < waiting; ++i) {
        const auto age = std::chrono::minutes(static_cast<std::int64_t>((waiting - i) * 17));
        m_later.emplace(now - age, Later{Step::SendToReview, {}});
    }
}

} // namespace stoa::demo
