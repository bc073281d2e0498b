#include "domain/reviews/review_store.h"
#include "review_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::ReviewDecision;
using api::ReviewStatus;

class AnswersAndDecisionsTest : public QObject {
    Q_OBJECT

    std::optional<ReviewBench> m_bench;

    Result<api::ReviewView> answer(const api::ReviewView& review, std::string_view text)
    {
        return m_bench->call(
            api::AnswerReview{m_bench->shop.seller, review.id, review.version, text});
    }
    std::string events() { return m_bench->shop.bench.events(); }

private slots:
    void init() { m_bench.emplace(); }

    void theSellerAnswersOnceAndMayEdit()
    {
        const auto review = m_bench->published(3);
        const Timestamp first = m_bench->shop.bench.clock.now();
        const auto answered = must(answer(review, "Thank you."));
        QCOMPARE(events(), std::string("review.answered"));
        QCOMPARE(answered.version, Version{2});
        QCOMPARE(answered.answer->text, std::string("Thank you."));
        QCOMPARE(answered.answer->writtenAt, first);
        QVERIFY(!answered.answer->editedAt);
        m_bench->shop.bench.clock.advance(std::chrono::hours(1));
        const auto edited = must(answer(answered, "Thank you, Ioana."));
        QCOMPARE(events(), std::string("review.answer_edited"));
        QCOMPARE(edited.answer->writtenAt, first);
        QCOMPARE(*edited.answer->editedAt, m_bench->shop.bench.clock.now());
        const auto shown = m_bench->shown(review.listing).items.at(0).answer;
        QCOMPARE(shown->text, std::string("Thank you, Ioana."));
    }

    void refusedAnswersChangeNothing()
    {
        const auto review = m_bench->published();
        const auto hidden = must(m_bench->decide(m_bench->published(), ReviewDecision::Hide));
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(answer(hidden, "Thank you."), "review.not_public");
        const auto advertising = answer(review, "More at www.kiln.example");
        STOA_FAILS(advertising, "review.answer_not_allowed");
        QVERIFY(advertising.error().params ==
                (std::vector<Error::Param>{{"words", "www.kiln.example"}}));
        auto seen = review;
        seen.version = Version{7};
        STOA_FAILS(answer(seen, "Thank you."), "review.stale");
        seen.id = ReviewId::make();
        STOA_FAILS(answer(seen, "Thank you."), "review.not_found");
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void hidingTakesAReviewOutOfTheRating()
    {
        const auto review = m_bench->published(1);
        m_bench->published(5);
        const auto hidden = must(m_bench->decide(review, ReviewDecision::Hide));
        QCOMPARE(events(), std::string("review.hidden"));
        QCOMPARE(hidden.status, ReviewStatus::Hidden);
        QCOMPARE(*hidden.problem, api::ReviewProblem::Offensive);
        QCOMPARE(hidden.note, std::string("As agreed."));
        auto shown = m_bench->shown(review.listing);
        QCOMPARE(shown.rating, (api::RatingView{1, 5, {0, 0, 0, 0, 1}}));
        QCOMPARE(shown.items.size(), std::size_t{1});
        const auto restored = must(m_bench->decide(hidden, ReviewDecision::Publish));
        QCOMPARE(events(), std::string("review.restored"));
        QVERIFY(!restored.problem);
        shown = m_bench->shown(review.listing);
        QCOMPARE(shown.rating, (api::RatingView{2, 6, {1, 0, 0, 0, 1}}));
    }

    void aReportWaitsUntilItIsAnswered()
    {
        const auto review = m_bench->published();
        STOA_OK(m_bench->report(review, "Kim@example.org"));
        QCOMPARE(events(), std::string("review.reported"));
        STOA_OK(m_bench->report(review, "kim@EXAMPLE.org")); // says nothing new
        QCOMPARE(events(), std::string());
        STOA_OK(m_bench->report(review, "lee@example.org"));
        const auto detail = must(m_bench->call(api::GetReview{m_bench->shop.seller, review.id}));
        QCOMPARE(detail.row.openReports, std::int64_t{2});
        QCOMPARE(detail.reports.size(), std::size_t{2});
        QCOMPARE(detail.reports[0].problem, api::ReviewProblem::Advertising);
        QCOMPARE(detail.reports[0].note, std::string("Look."));
        // Whoever decides without having seen the reports is told.
        STOA_FAILS(m_bench->decide(review, ReviewDecision::Publish), "review.stale");
        const auto kept = must(m_bench->decide(detail.row, ReviewDecision::Publish));
        QCOMPARE(events(), std::string("review.kept"));
        QCOMPARE(kept.openReports, std::int64_t{0});
        QCOMPARE(m_bench->shown(review.listing).rating.count, std::int64_t{1});
    }

    void whatIsNotPublicCanNotBeReported()
    {
        const auto hidden = must(m_bench->decide(m_bench->published(), ReviewDecision::Hide));
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(m_bench->report(hidden, "kim@example.org"), "review.not_found");
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void keepsABoundedNumberOfReports()
    {
        const auto review = m_bench->published();
        for (std::int64_t i = 0; i <= reviews::kMaxReports; ++i)
            STOA_OK(m_bench->report(review, "p" + std::to_string(i) + "@example.org"));
        QCOMPARE(m_bench->read(review.id).openReports, reviews::kMaxReports);
    }

    void refusedDecisionsChangeNothing()
    {
        const auto review = m_bench->published();
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(m_bench->decide(review, ReviewDecision::Publish), "review.nothing_to_decide");
        api::DecideReview request{m_bench->shop.seller, review.id,    review.version,
                                  ReviewDecision::Hide, std::nullopt, ""};
        STOA_FAILS(m_bench->call(request), "review.problem_required");
        request.problem = api::ReviewProblem::Other;
        request.version = Version{9};
        STOA_FAILS(m_bench->call(request), "review.stale");
        request.review = ReviewId::make();
        STOA_FAILS(m_bench->call(request), "review.not_found");
        QCOMPARE(m_bench->fingerprint(), before);
    }
};

STOA_TEST(AnswersAndDecisionsTest)
#include "test_answers_and_decisions.moc"
