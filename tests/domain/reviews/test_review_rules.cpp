#include "domain/reviews/review_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::reviews;
using namespace stoa::test;
using api::ReviewDecision;
using api::ReviewStatus;

class ReviewRulesTest : public QObject {
    Q_OBJECT

    const Timestamp m_now{1'772'445'600'000'000};

    Purchase bought() const
    {
        Purchase purchase;
        purchase.buyerName = "Ioana Dumitrescu";
        purchase.buyerEmail = "Ioana@Example.org";
        purchase.isDelivered = true;
        purchase.deliveredAt = m_now - kReviewWindow;
        return purchase;
    }
    static api::WriteReview from(std::string_view email)
    {
        api::WriteReview request;
        request.buyerEmail = email;
        return request;
    }

private slots:
    void refusesInTheDocumentedOrder()
    {
        STOA_OK(mayReview(bought(), from(" ioana@example.ORG"), m_now));
        Purchase late = bought();
        late.deliveredAt = m_now - kReviewWindow - Duration(1);
        STOA_FAILS(mayReview(late, from("ioana@example.org"), m_now), "review.too_late");
        late.isDelivered = false;
        STOA_FAILS(mayReview(late, from("ioana@example.org"), m_now), "review.not_delivered");
        STOA_FAILS(mayReview(late, from("ion@example.org"), m_now), "order_line.not_found");
    }

    void namesAuthorsByFirstNameAndInitial()
    {
        QCOMPARE(publicName("Ioana Dumitrescu"), std::string("Ioana D."));
        QCOMPARE(publicName(" Nguyễn Thị Hương "), std::string("Nguyễn H."));
        QCOMPARE(publicName("Þórdís Önundardóttir"), std::string("Þórdís Ö."));
        QCOMPARE(publicName("Zeynep"), std::string("Zeynep"));
    }

    void flagsWhatMayNotStandInPublic()
    {
        QCOMPARE(flaggedWordsIn("A good bowl, 30 cm.", "Home"), std::string());
        QCOMPARE(flaggedWordsIn("Cheaper at www.kiln.example", ""),
                 std::string("www.kiln.example"));
        QCOMPARE(flaggedWordsIn("Write to me@kiln.example", ""), std::string("me@kiln.example"));
        QCOMPARE(flaggedWordsIn("a Replica, see www.kiln.example", ""), std::string("Replica"));
        QCOMPARE(flaggedWordsIn("a miracle", "Home"), std::string());
        QCOMPARE(flaggedWordsIn("a miracle", "Beauty / Fragrance"), std::string("miracle"));
    }

    void everyStateCanBeReached()
    {
        QCOMPARE(
            (reachable<ReviewStatus, ReviewDecision, Who>(kReviewTransitions, ReviewStatus::Pending)
                 .size()),
            enumWords<ReviewStatus>().size());
    }

    void decides_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("reports");
        QTest::addColumn<int>("decision");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("change");
        const auto row = [](const char* name, ReviewStatus before, int reports,
                            ReviewDecision decision, const char* outcome, int change) {
            QTest::newRow(name) << static_cast<int>(before) << reports << static_cast<int>(decision)
                                << outcome << change;
        };
        row("approve", ReviewStatus::Pending, 0, ReviewDecision::Publish, "published", 1);
        row("reject", ReviewStatus::Pending, 0, ReviewDecision::Hide, "hidden", 0);
        row("hide", ReviewStatus::Published, 0, ReviewDecision::Hide, "hidden", -1);
        row("hide reported", ReviewStatus::Published, 2, ReviewDecision::Hide, "hidden", -1);
        row("keep reported", ReviewStatus::Published, 2, ReviewDecision::Publish, "published", 0);
        row("restore", ReviewStatus::Hidden, 0, ReviewDecision::Publish, "published", 1);
        row("keep", ReviewStatus::Published, 0, ReviewDecision::Publish, "review.nothing_to_decide",
            0);
        row("hide again", ReviewStatus::Hidden, 0, ReviewDecision::Hide, "review.nothing_to_decide",
            0);
    }
    void decides()
    {
        QFETCH(int, before);
        QFETCH(int, reports);
        QFETCH(int, decision);
        QFETCH(QString, outcome);
        QFETCH(int, change);
        const ReviewState state{static_cast<ReviewStatus>(before), reports, Version{3}};
        api::DecideReview request;
        request.version = Version{3};
        request.decision = static_cast<ReviewDecision>(decision);
        request.problem = api::ReviewProblem::Other;
        const auto after = decide(state, request);
        const std::string text = after ? enumText(*after) : after.error().code;
        QCOMPARE(text, outcome.toStdString());
        if (after) QCOMPARE(publicChange(state.status, *after), std::int64_t{change});
    }

    void hidingNamesAProblemAndTheVersionSeen()
    {
        const ReviewState state{ReviewStatus::Published, 1, Version{3}};
        api::DecideReview request;
        request.version = Version{2};
        request.decision = ReviewDecision::Hide;
        STOA_FAILS(decide(state, request), "review.problem_required");
        request.problem = api::ReviewProblem::Illegal;
        STOA_FAILS(decide(state, request), "review.stale");
    }
};

STOA_TEST(ReviewRulesTest)
#include "test_review_rules.moc"
