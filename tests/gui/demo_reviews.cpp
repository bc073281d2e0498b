#include "gui/demo_reviews.h"

namespace stoa::test {
namespace {

api::ReviewView review(Timestamp at, std::int64_t rating, std::string author, std::string title,
                       std::string body)
{
    api::ReviewView view;
    view.id = ReviewId::make();
    view.rating = rating;
    view.author = std::move(author);
    view.title = std::move(title);
    view.body = std::move(body);
    view.sellerName = "Atelier Søndergaard";
    view.listingTitle = "Stoneware dinner plate, ash";
    view.writtenAt = at;
    view.version = Version{1};
    return view;
}

} // namespace

ReviewShelf::ReviewShelf(FakeNode& node, Timestamp now)
{
    using std::chrono::hours;
    m_reviews.push_back(review(now - hours(5), 5, "Ioana D.", "Even better on the table",
                               "The glaze has a depth that pictures do not show."));
    m_reviews[0].answer = api::ReviewAnswer{"Thank you, Ioana.", now - hours(2), std::nullopt};
    m_reviews.push_back(review(now - hours(30), 2, "Lotte V.", "Chipped on the rim",
                               "A small chip on the rim out of the box."));
    m_reviews[1].openReports = 1;
    m_reviews.push_back(review(now - hours(50), 4, "Daniel W.", "",
                               "Cheaper at www.bargain-plates.example, ask for the red sticker."));
    m_reviews[2].status = api::ReviewStatus::Pending;
    m_reviews[2].flaggedWords = "www.bargain-plates.example";
    m_reviews.push_back(review(now - hours(90), 1, "Kwame B.", "Late", "The driver was rude."));
    m_reviews[3].status = api::ReviewStatus::Hidden;
    m_reviews[3].problem = api::ReviewProblem::OffTopic;

    node.on<api::GetRating>([this](const api::GetRating&) { return rating; });
    node.on<api::ListReviews>([this](const api::ListReviews& asked) {
        Page<api::ReviewView> page;
        for (api::ReviewView& each : m_reviews) {
            each.seller = asked.seller.value_or(each.seller);
            each.listing = asked.listing.value_or(each.listing);
            page.items.push_back(each);
        }
        return page;
    });
    node.on<api::AnswerReview>(
        [this, now](const api::AnswerReview& asked) -> Result<api::ReviewView> {
            api::ReviewView* found = find(asked.review);
            if (found == nullptr || found->version != asked.version)
                return fail(ErrorKind::Stale, "review.stale");
            found->answer = api::ReviewAnswer{asked.text.value, now, std::nullopt};
            found->version.value += 1;
            return *found;
        });
    node.on<api::DecideReview>([this](const api::DecideReview& asked) -> Result<api::ReviewView> {
        api::ReviewView* found = find(asked.review);
        if (found == nullptr || found->version != asked.version)
            return fail(ErrorKind::Stale, "review.stale");
        const bool isHidden = asked.decision == api::ReviewDecision::Hide;
        found->status = isHidden ? api::ReviewStatus::Hidden : api::ReviewStatus::Published;
        found->problem = asked.problem;
        found->openReports = 0;
        found->version.value += 1;
        return *found;
    });
}

api::ReviewView* ReviewShelf::find(ReviewId id)
{
    const auto at = std::ranges::find(m_reviews, id, &api::ReviewView::id);
    return at == m_reviews.end() ? nullptr : &*at;
}

} // namespace stoa::test
