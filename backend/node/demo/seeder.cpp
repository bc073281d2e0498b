#include "node/demo/seeder.h"

#include "api/fulfillments.h"

namespace stoa::demo {
namespace {

constexpr std::chrono::hours kListed{24 * 90}; // before now: the first listings are on sale
constexpr std::size_t kInReview = 14;          // listings that still wait at the end

const char* const kReviewNotes[] = {"Arrived with two broken pieces",
                                    "Colour differs from the pictures", "Came a week too late",
                                    "Ordered one too many", "Stitching came loose on day two"};

} // namespace

Seeder::Seeder(node::Marketplace& marketplace, DemoClock& clock, const DemoSize& size,
               Progress progress)
    : m_marketplace(marketplace),
      m_clock(clock),
      m_size(size),
      m_progress(std::move(progress)),
      m_cast(loadCast()),
      m_book(ReviewBook::load()),
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
    STOA_CHECK(takeOrders(now));
    STOA_CHECK(doDue(now));
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
    for (std::size_t number = 0; number < onSale; ++number) {
        if (number % 20 == 0) {
            m_progress(0.35 * static_cast<double>(number) / static_cast<double>(onSale + 1),
                       "listings");
        }
        const std::size_t shop = number % m_sellers.size();
        STOA_TRY(listing, addListing(shop));
        STOA_CHECK(approve(listing));
        putOnSale(shop, listing.variants);
    }
    m_listed = onSale;
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

Done Seeder::takeOrder()
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
    auto placed = call(place);
    if (!placed) {
        if (placed.error().code != "stock.insufficient") return fail(placed);
        ++m_report.refused;
        return restock(place);
    }
    ++m_report.orders;
    plan(*placed);
    return {};
}

Done Seeder::takeOrders(Timestamp now)
{
    const bool hasGoods = std::any_of(m_onSale.begin(), m_onSale.end(),
                                      [](const auto& shelf) { return !shelf.empty(); });
    if (!hasGoods) return {};
    const std::int64_t start = m_clock.now().micros();
    const std::int64_t span = now.micros() - start - 60'000'000;
    for (std::size_t i = 0; i < m_size.orders; ++i) {
        if (i % 50 == 0) {
            m_progress(0.4 + 0.58 * static_cast<double>(i) / static_cast<double>(m_size.orders),
                       "orders");
        }
        // A growing market: the square root puts more orders towards the end.
        const double share =
            std::sqrt(static_cast<double>(i + 1) / static_cast<double>(m_size.orders));
        const Timestamp at(start + static_cast<std::int64_t>(share * static_cast<double>(span)));
        STOA_CHECK(doDue(at));
        m_clock.set(at);
        STOA_CHECK(takeOrder());
    }
    return {};
}

// Most orders leave within three days and arrive within a week; some come back.
void Seeder::plan(const api::OrderView& order)
{
    const api::GetOrder which{order.row.seller, order.row.id};
    const Timestamp placed = m_clock.now();
    const auto leaves = placed + std::chrono::hours(between(3, 70));
    const auto arrives = leaves + std::chrono::hours(between(20, 120));
    planAfterSale(which, arrives);
    if (happens(96)) m_later.emplace(leaves, Later{Step::Fulfill, which});
    if (happens(95)) m_later.emplace(arrives, Later{Step::Deliver, which});
    if (happens(5)) {
        m_later.emplace(arrives + std::chrono::hours(between(2, 90)), Later{Step::Refund, which});
    }
    if (happens(38)) {
        m_later.emplace(arrives + std::chrono::hours(between(6, 24 * 14)),
                        Later{Step::Review, which});
    }
}

Done Seeder::doDue(Timestamp at)
{
    while (!m_later.empty() && m_later.begin()->first <= at) {
        m_clock.set(m_later.begin()->first);
        STOA_CHECK(doNow(m_later.begin()->second));
        m_later.erase(m_later.begin());
    }
    return {};
}

Done Seeder::doNow(const Later& later)
{
    switch (later.step) {
    case Step::SendToReview:
        return addListing(m_listed++ % m_sellers.size()).map([](const auto&) {});
    case Step::Answer:
        return answer(*later.review);
    case Step::Decide:
        return decide(*later.review);
    case Step::Report:
        return report();
    case Step::Fulfill:
    case Step::Deliver:
    case Step::Refund:
    case Step::Return:
    case Step::Claim:
    case Step::Confirm:
    case Step::Review:
        return doForOrder(later);
    }
    return {};
}

// Reads the order anew: it may have moved on since this was planned.
Done Seeder::doForOrder(const Later& later)
{
    STOA_TRY(order, call(later.which));
    if (later.step == Step::Refund) return refund(order);
    if (later.step == Step::Return) return sendBack(order);
    if (later.step == Step::Claim) return complain(order);
    if (later.step == Step::Confirm) return confirm(order);
    if (later.step == Step::Review) return review(order);
    if (later.step == Step::Fulfill) {
        const std::string number = "00340" + std::to_string(between(100'000'000, 999'999'999));
        return call(api::FulfillOrder{order.row.seller, order.row.id, order.row.version,
                                      "Kestrel Parcel", number})
            .map([](const auto&) {});
    }
    if (order.row.fulfillmentStatus != api::FulfillmentStatus::Fulfilled) return {};
    return call(api::DeliverOrder{order.row.seller, order.row.id, order.row.version})
        .map([](const auto&) {});
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
    STOA_CHECK(call(std::move(refund)));
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
