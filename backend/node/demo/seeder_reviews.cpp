// What buyers say of what arrived, what sellers answer, and what a moderator has to look at.

#include "core/assert.h"
#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr std::size_t kFlaggedEvery = 70;    // reviews
constexpr std::size_t kStillPending = 2;     // of the last hours
constexpr std::chrono::hours kLastHours{40}; // whose flagged reviews wait at the end
constexpr std::size_t kReported = 2;

} // namespace

ReviewBook::Dice Seeder::dice()
{
    return [this](std::int64_t least, std::int64_t most) { return between(least, most); };
}

Done Seeder::review(const api::OrderView& order)
{
    if (order.row.fulfillmentStatus != api::FulfillmentStatus::Delivered) return {};
    const auto& line =
        order.lines[static_cast<std::size_t>(between(0, std::ssize(order.lines) - 1))];
    const auto shop = std::find(m_sellers.begin(), m_sellers.end(), order.row.seller);
    STOA_ASSERT(shop != m_sellers.end());
    const Shop& seller = m_cast.shops[static_cast<std::size_t>(shop - m_sellers.begin())];
    const bool isLate = m_at > m_end - kLastHours;
    const bool isFlagged =
        isLate ? m_flagged < kStillPending : m_report.reviews % kFlaggedEvery == kFlaggedEvery - 1;

    api::WriteReview write;
    write.seller = order.row.seller;
    write.order = order.row.id;
    write.line = line.id;
    write.buyerEmail = order.row.buyerEmail;
    // Who sent something back is seldom pleased.
    write.rating = line.refundedQuantity > 0 ? between(1, 3) : ReviewBook::rating(dice());
    const auto words = isFlagged
                           ? m_book.flagged(m_flagged)
                           : m_book.words(seller.category, order.row.country, write.rating, dice());
    if (isLate && isFlagged) ++m_flagged;
    write.title = words.title;
    write.body = words.body;
    ++m_report.reviews;
    m_calls.add(std::move(write), [this, isLate](const Result<api::ReviewView>& written) -> Done {
        if (!written) return fail(written);
        planAnswer(*written, isLate);
        return {};
    });
    return {};
}

void Seeder::planAnswer(const api::ReviewView& written, bool isLate)
{
    const auto after = [&](std::int64_t least, std::int64_t most) {
        return m_at + std::chrono::hours(between(least, most));
    };
    const auto plan = [&](Step step, Timestamp at) {
        Later later{step};
        later.review = std::make_shared<const api::ReviewView>(written);
        m_later.emplace(at, std::move(later));
    };
    if (written.status == api::ReviewStatus::Pending) {
        if (!isLate) plan(Step::Decide, after(2, 30));
        return;
    }
    if (written.rating <= 2) m_reviews.push_back(written);
    const int percent = written.rating <= 3 ? 65 : 12;
    if (happens(percent)) plan(Step::Answer, after(4, 70));
}

void Seeder::answer(const api::ReviewView& review)
{
    m_calls.add(api::AnswerReview{review.seller, review.id, review.version,
                                  m_book.answer(review.rating, review.author, dice())});
}

void Seeder::decide(const api::ReviewView& review)
{
    api::DecideReview decide;
    decide.seller = review.seller;
    decide.review = review.id;
    decide.version = review.version;
    decide.decision = api::ReviewDecision::Hide;
    decide.problem = api::ReviewProblem::Advertising;
    decide.note = "Leads buyers elsewhere.";
    m_calls.add(std::move(decide));
}

// The newest reviews that are not pleased, each once.
void Seeder::report()
{
    if (m_reports >= m_reviews.size()) return;
    const api::ReviewView& review = m_reviews[m_reviews.size() - 1 - m_reports];
    const auto words = m_book.report(m_reports++);
    m_calls.add(api::ReportReview{review.seller, review.id, words.from, words.problem, words.note});
}

void Seeder::planReports(Timestamp now)
{
    for (std::size_t i = 0; i < kReported; ++i) {
        const auto age = std::chrono::minutes(static_cast<std::int64_t>(35 + 110 * i));
        m_later.emplace(now - age, Later{Step::Report, {}});
    }
}

} // namespace stoa::demo
