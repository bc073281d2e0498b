// Whatever is written, hidden, restored and reported, in whatever order: the rating that is kept is
// the recount of what is public.

#include "domain/reviews/review_store.h"
#include "domain/reviews/verify.h"
#include "review_bench.h"
#include "support/test_main.h"

#include <random>

using namespace stoa;
using namespace stoa::test;
using api::ReviewDecision;
using api::ReviewStatus;

class RatingsTest : public QObject {
    Q_OBJECT

    static std::string findings(ReviewBench& bench)
    {
        std::string text;
        for (const auto& each : must(reviews::verify(bench.shop.bench.db(), bench.shop.seller)))
            text += each.listing.text() + ": " + each.kept + " is told " + each.told + '\n';
        return text;
    }
    static api::RatingView recount(const std::map<ReviewId, api::ReviewView>& all)
    {
        api::RatingView rating;
        for (const auto& [id, review] : all) {
            if (review.status != ReviewStatus::Published) continue;
            ++rating.count;
            rating.sum += review.rating;
            ++rating.stars[static_cast<std::size_t>(review.rating - 1)];
        }
        return rating;
    }

private slots:
    void ratingsEqualTheirRecount_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1U, 20261118U, 4242U})
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void ratingsEqualTheirRecount()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&](unsigned most) { return random() % most; };
        ReviewBench bench;
        std::map<ReviewId, api::ReviewView> all;
        ListingId listing;
        for (int step = 0; step < 120; ++step) {
            if (all.empty() || below(3) == 0) {
                auto words = bench.wordsFor(bench.delivered(), 1 + below(5));
                if (below(4) == 0) words.title = "at www.kiln.example";
                const auto review = must(bench.call(words));
                listing = review.listing;
                all.emplace(review.id, review);
            } else {
                auto& review = std::next(all.begin(), below(unsigned(all.size())))->second;
                if (below(4) == 0) (void)bench.report(review, "kim@example.org");
                // Half of them with an old version, some with nothing to decide: both change
                // nothing.
                if (below(2) == 0) review = bench.read(review.id);
                (void)bench.decide(review,
                                   below(2) == 0 ? ReviewDecision::Hide : ReviewDecision::Publish);
                review = bench.read(review.id);
            }
            const auto rating = must(bench.call(api::GetRating{bench.shop.seller, listing}));
            QCOMPARE(rating, recount(all));
        }
        QCOMPARE(findings(bench), std::string());
    }

    void manyChangesGoOutTogether()
    {
        ReviewBench bench;
        const ListingId listing = bench.published(5).listing;
        const std::vector<reviews::RatingChange> changes{
            {listing, 5, 1}, {listing, 5, 1}, {listing, 1, 1}, {listing, 5, -1}, {listing, 2, 0}};
        must(bench.shop.bench.run(
            bench.shop.seller, [&](Unit& unit) { return reviews::changeRatings(unit, changes); }));
        QCOMPARE(must(bench.call(api::GetRating{bench.shop.seller, listing})),
                 (api::RatingView{3, 11, {1, 0, 0, 0, 2}}));
        QCOMPARE(findings(bench), listing.text() + ": 1 0 0 0 2 is told 0 0 0 0 1\n");
    }
};

STOA_TEST(RatingsTest)
#include "test_ratings.moc"
