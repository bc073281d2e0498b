#include "domain/reviews/reviews_sql.h"
#include "review_bench.h"
#include "support/statements.h"
#include "support/test_main.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;
using api::ReviewStatus;

class ReviewsTest : public QObject {
    Q_OBJECT

    std::optional<ReviewBench> m_bench;

private slots:
    void init() { m_bench.emplace(); }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_bench->shop.bench.db(), reviews::sql::kAll));
    }

    void checksAllowTheWordsOfTheEnums()
    {
        Shop& shop = m_bench->shop;
        QCOMPARE(shop.checkWords("review", "status"), sorted(enumWords<ReviewStatus>()));
        const auto problems = sorted(enumWords<api::ReviewProblem>());
        QCOMPARE(shop.checkWords("review", "problem"), problems);
        QCOMPARE(shop.checkWords("review_report", "problem"), problems);
    }

    void aReviewIsPublicAndCountsAtOnce()
    {
        const auto order = m_bench->delivered();
        const auto review = must(m_bench->call(m_bench->wordsFor(order, 4)));
        QCOMPARE(m_bench->shop.bench.events(), std::string("review.published"));
        QCOMPARE(review.status, ReviewStatus::Published);
        QCOMPARE(review.author, std::string("Ioana D."));
        QCOMPARE(review.listing, order.lines[0].listing);
        QCOMPARE(review.listingTitle, std::string("Stoneware bowl"));
        QCOMPARE(review.optionsText, std::string("Size M"));
        QCOMPARE(review.writtenAt, m_bench->shop.bench.clock.now());
        QCOMPARE(review.version, Version{1});
        const auto shown = m_bench->shown(review.listing);
        QCOMPARE(shown.rating, (api::RatingView{1, 4, {0, 0, 0, 1, 0}}));
        QCOMPARE(shown.items.size(), std::size_t{1});
        QCOMPARE(shown.items[0].id, review.id);
        QCOMPARE(shown.items[0].body, std::string("Heavier than it looks."));
    }

    void aLineIsReviewedOnce()
    {
        const auto order = m_bench->delivered();
        const auto review = must(m_bench->call(m_bench->wordsFor(order)));
        const std::string before = m_bench->fingerprint();
        const auto second = m_bench->call(m_bench->wordsFor(order, 1));
        STOA_FAILS(second, "review.already_written");
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        const std::vector<Error::Param> params{{"review", review.id.text()}};
        QVERIFY(second.error().params == params);
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void ofTwoAtOnceOneWins()
    {
        const auto order = m_bench->delivered();
        const auto other = m_bench->shop.bench.connect();
        std::vector<Result<api::ReviewView>> outcomes(2, fail(ErrorKind::Internal, "none"));
        std::thread rival(
            [&] { outcomes[1] = m_bench->callOn(*other, m_bench->wordsFor(order, 1)); });
        outcomes[0] = m_bench->call(m_bench->wordsFor(order, 5));
        rival.join();
        QCOMPARE(outcomes[0].has_value() + outcomes[1].has_value(), 1);
        const auto& loser = outcomes[0] ? outcomes[1] : outcomes[0];
        STOA_FAILS(loser, "review.already_written");
        QCOMPARE(m_bench->shown(order.lines[0].listing).rating.count, std::int64_t{1});
    }

    void onlyTheBuyerOfWhatHasArrivedWrites()
    {
        auto request = m_bench->wordsFor(m_bench->delivered());
        const auto waiting = must(m_bench->shop.place(m_bench->shop.basket({{m_bench->bowl, 1}})));
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(m_bench->call(m_bench->wordsFor(waiting)), "review.not_delivered");
        request.buyerEmail = "somebody@example.org";
        STOA_FAILS(m_bench->call(request), "order_line.not_found");
        request.line = OrderLineId::make();
        STOA_FAILS(m_bench->call(request), "order_line.not_found");
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void theWindowBeginsWithTheDelivery()
    {
        const auto order = m_bench->delivered();
        m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 60) + std::chrono::seconds(1));
        const auto late = m_bench->call(m_bench->wordsFor(order));
        STOA_FAILS(late, "review.too_late");
        QVERIFY(late.error().params == (std::vector<Error::Param>{{"days", "60"}}));
        // A refund touches the order, but does not open the window again.
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, 1)};
        must(m_bench->shop.refund(order.row.id, content));
        STOA_FAILS(m_bench->call(m_bench->wordsFor(order)), "review.too_late");
    }

    void flaggedWordsWaitForAModerator()
    {
        auto request = m_bench->wordsFor(m_bench->delivered(), 1);
        request.body = "Half the price at www.kiln.example";
        const auto review = must(m_bench->call(request));
        QCOMPARE(m_bench->shop.bench.events(), std::string("review.submitted"));
        QCOMPARE(review.status, ReviewStatus::Pending);
        QCOMPARE(review.flaggedWords, std::string("www.kiln.example"));
        const auto shown = m_bench->shown(review.listing);
        QCOMPARE(shown.rating.count, std::int64_t{0});
        QVERIFY(shown.items.empty());
        const auto approved = must(m_bench->decide(review, api::ReviewDecision::Publish));
        QCOMPARE(approved.status, ReviewStatus::Published);
        QCOMPARE(m_bench->shown(review.listing).rating, (api::RatingView{1, 1, {1, 0, 0, 0, 0}}));
    }

    void publicReviewsComeNewestFirstInPages()
    {
        std::vector<api::ReviewView> written;
        for (const std::int64_t stars : {5, 3, 5, 1, 5}) {
            m_bench->shop.bench.clock.advance(std::chrono::minutes(1));
            written.push_back(m_bench->published(stars));
        }
        api::ListListingReviews ask{m_bench->shop.seller, written[0].listing, std::nullopt, "", 2};
        std::vector<ReviewId> seen;
        for (int page = 0; page < 3; ++page) {
            const auto answer = must(m_bench->call(ask));
            QCOMPARE(answer.rating.count, std::int64_t{5});
            for (const auto& each : answer.items)
                seen.push_back(each.id);
            QCOMPARE(answer.next.has_value(), page < 2);
            if (answer.next) ask.after = *answer.next;
        }
        std::vector<ReviewId> expected;
        for (auto each = written.rbegin(); each != written.rend(); ++each)
            expected.push_back(each->id);
        QVERIFY(seen == expected);
        ask.after = "";
        ask.limit = 20;
        ask.rating = 5;
        const auto fives = must(m_bench->call(ask)).items;
        QCOMPARE(fives.size(), std::size_t{3});
        QCOMPARE(fives[0].id, written[4].id);
        QCOMPARE(fives[2].id, written[0].id);
        ask.after = "b3RoZXI";
        STOA_FAILS(m_bench->call(ask), "cursor.malformed");
    }

    void staffFindsWhatWaits()
    {
        const auto good = m_bench->published(5);
        const auto reported = m_bench->published(2);
        STOA_OK(m_bench->report(reported, "kim@example.org"));
        auto request = m_bench->wordsFor(m_bench->delivered());
        request.title = "counterfeit";
        const auto pending = must(m_bench->call(request));
        api::ListReviews ask;
        ask.waiting = true;
        auto found = must(m_bench->call(ask)).items;
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].id, pending.id);
        QCOMPARE(found[1].id, reported.id);
        QCOMPARE(found[1].openReports, std::int64_t{1});
        ask.waiting = false;
        ask.status = ReviewStatus::Published;
        ask.rating = 5;
        found = must(m_bench->call(ask)).items;
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].id, good.id);
        QCOMPARE(found[0].sellerName, std::string("Atelier"));
        ask.listing = ListingId::make();
        QVERIFY(must(m_bench->call(ask)).items.empty());
    }

    void ratingsOfUnknownListingsAreNotFound()
    {
        STOA_FAILS(m_bench->call(api::GetRating{m_bench->shop.seller, ListingId::make()}),
                   "listing.not_found");
        STOA_FAILS(m_bench->call(api::ListListingReviews{m_bench->shop.seller, ListingId::make(),
                                                         std::nullopt, "", 20}),
                   "listing.not_found");
    }
};

STOA_TEST(ReviewsTest)
#include "test_reviews.moc"
