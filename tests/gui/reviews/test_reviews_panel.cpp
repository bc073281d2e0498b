#include "gui/demo_reviews.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/reviews/hide_review_dialog.h"
#include "ui/reviews/reviews_panel.h"
#include "ui/widgets/banner.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

namespace stoa::test {

class ReviewsPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_shelf = std::make_unique<ReviewShelf>(m_fixture->node, m_fixture->now);
        m_listing = ListingId::make();
    }
    void cleanup()
    {
        m_host.reset();
        m_feed.reset();
        m_shelf.reset();
        m_fixture.reset();
    }

    void showsRatingAndNewestReviews()
    {
        open();
        QTRY_VERIFY(label("ratingAverage"));
        QCOMPARE(label("ratingAverage")->text(), QStringLiteral("4.6"));
        QVERIFY(label("ratingCount")->text().contains(QStringLiteral("128")));
        for (const auto& each : m_shelf->reviews())
            QVERIFY(row(each));
        const auto asked = m_fixture->node.calls<api::ListReviews>();
        QCOMPARE(asked.size(), 1U);
        QCOMPARE(*asked[0].listing, m_listing);
        QCOMPARE(asked[0].limit.value, ui::ReviewsFeed::kShown);
    }

    void aModeratorHidesWithAReason()
    {
        open();
        QTRY_VERIFY(row(m_shelf->reviews()[0]));
        button(0, "reviewHide")->click();
        auto* dialog = m_host->findChild<ui::HideReviewDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QComboBox*>(QStringLiteral("hideProblem"))->setCurrentIndex(4);
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("hideNote"))
            ->setPlainText(QStringLiteral(" Speaks of the carrier. "));
        dialog->findChild<QAbstractButton*>(QStringLiteral("hideSend"))->click();
        QTRY_VERIFY(m_shelf->reviews()[0].status == api::ReviewStatus::Hidden);
        const auto sent = m_fixture->node.calls<api::DecideReview>();
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(*sent[0].problem, api::ReviewProblem::OffTopic);
        QCOMPARE(sent[0].note.value, std::string("Speaks of the carrier."));
        QTRY_VERIFY(button(0, "reviewPublish"));
        QVERIFY(!button(0, "reviewHide"));
        QTRY_COMPARE(m_fixture->node.callCount<api::GetRating>(), 2U); // it counts no more
    }

    void reportsAreAnsweredAndPendingOnesPublished()
    {
        open();
        QTRY_VERIFY(row(m_shelf->reviews()[0]));
        QVERIFY(!button(0, "reviewPublish")); // public, and nobody objects
        button(1, "reviewPublish")->click();
        QTRY_VERIFY(!button(1, "reviewPublish"));
        QCOMPARE(m_shelf->reviews()[1].openReports, std::int64_t{0});
        button(2, "reviewPublish")->click();
        QTRY_VERIFY(m_shelf->reviews()[2].status == api::ReviewStatus::Published);
        QVERIFY(!button(2, "reviewAnswer")); // not in the marketplace's workspace
    }

    void aSellerAnswersInItsOwnWorkspace()
    {
        m_fixture->workspace.permissions = {api::Permission::ReviewsRead,
                                            api::Permission::ReviewsAnswer};
        m_fixture->workspace.seller = OrgId::make();
        m_fixture->prompt.words = QStringLiteral("We are sorry.");
        open();
        QTRY_VERIFY(row(m_shelf->reviews()[0]));
        QVERIFY(!button(1, "reviewHide"));
        QVERIFY(!button(2, "reviewAnswer")); // nobody can read it
        button(0, "reviewAnswer")->click();
        button(1, "reviewAnswer")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::AnswerReview>(), 2U);
        QCOMPARE(m_fixture->prompt.questions[0].initial, QStringLiteral("Thank you, Ioana."));
        QCOMPARE(m_fixture->prompt.questions[1].initial, QString());
        QTRY_VERIFY(m_shelf->reviews()[1].answer.has_value());
        QCOMPARE(m_shelf->reviews()[1].answer->text, std::string("We are sorry."));
    }

    void aRefusalSaysWhyAndReadsAgain()
    {
        open();
        QTRY_VERIFY(row(m_shelf->reviews()[1]));
        m_shelf->reviews()[1].version = Version{9};
        m_shelf->reviews()[1].openReports = 2;
        button(1, "reviewPublish")->click();
        QTRY_VERIFY(m_host->findChild<ui::Note*>());
        QTRY_COMPARE(m_fixture->node.callCount<api::ListReviews>(), 2U);
        button(1, "reviewPublish")->click();
        QTRY_COMPARE(m_shelf->reviews()[1].openReports, std::int64_t{0});
    }

    void followsEventsOfReviews()
    {
        open();
        QTRY_VERIFY(label("ratingAverage"));
        m_shelf->rating = {129, 595, {3, 3, 6, 17, 100}};
        m_fixture->node.publish("order.placed", "ord_1");
        m_fixture->node.publish("review.published", "rev_1");
        QTRY_VERIFY(label("ratingCount")->text().contains(QStringLiteral("129")));
        QCOMPARE(m_fixture->node.callCount<api::ListReviews>(), 2U);
    }

    void answersAboutAnotherListingAreDropped()
    {
        m_fixture->node.hold<api::ListReviews>();
        m_fixture->node.hold<api::GetRating>();
        open();
        const auto second = ListingId::make();
        m_feed->show(OrgId::make(), second);
        QCOMPARE(m_fixture->node.callCount<api::ListReviews>(), 2U);
        m_fixture->node.release<api::GetRating>(0);
        m_fixture->node.release<api::ListReviews>(0);
        QTest::qWait(0);
        QVERIFY(!m_feed->isLoaded());
        QVERIFY(!m_feed->rating());
        m_fixture->node.release<api::ListReviews>(1);
        QTRY_VERIFY(m_feed->isLoaded());
        QCOMPARE(m_feed->newest()[0].listing, second);
    }

    void whoMayNotReadAsksNothing()
    {
        m_fixture->workspace.permissions = {api::Permission::ListingsRead};
        open();
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::ListReviews>(), 0U);
    }

private:
    void open()
    {
        m_feed = std::make_unique<ui::ReviewsFeed>(m_fixture->context());
        m_feed->show(OrgId::make(), m_listing);
        m_host = std::make_unique<QWidget>();
        auto* panel = new ui::ReviewsPanel(m_fixture->context(), m_feed.get(), m_host.get());
        m_host->resize(400, 700);
        panel->resize(400, 700);
        m_host->show();
    }
    QLabel* label(const char* name) const
    {
        return m_host->findChild<QLabel*>(QString::fromLatin1(name));
    }
    // Of the list as it is now: rows that were there before go a moment later.
    QWidget* row(const api::ReviewView& review) const
    {
        const auto rows = m_host->findChildren<QWidget*>(QStringLiteral("review-") +
                                                         QString::fromStdString(review.id.text()));
        return rows.isEmpty() ? nullptr : rows.last();
    }
    QAbstractButton* button(std::size_t review, const char* name) const
    {
        QWidget* of = row(m_shelf->reviews()[review]);
        return of == nullptr ? nullptr : of->findChild<QAbstractButton*>(QString::fromLatin1(name));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ReviewShelf> m_shelf;
    std::unique_ptr<ui::ReviewsFeed> m_feed;
    std::unique_ptr<QWidget> m_host;
    ListingId m_listing;
};

} // namespace stoa::test

using ReviewsPanelTest = stoa::test::ReviewsPanelTest;
STOA_TEST(ReviewsPanelTest)
#include "test_reviews_panel.moc"
