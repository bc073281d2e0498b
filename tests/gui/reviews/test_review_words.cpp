#include "support/test_main.h"
#include "ui/reviews/review_words.h"
#include "ui/reviews/stars.h"

#include <QTest>

namespace stoa::test {

class ReviewWordsTest final : public QObject {
    Q_OBJECT

private slots:
    void averagesAreRoundedToOnePlace_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("sum");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << 0 << "";
        QTest::newRow("one") << 1 << 5 << "5.0";
        QTest::newRow("thirds") << 3 << 13 << "4.3";
        QTest::newRow("two thirds") << 3 << 14 << "4.7";
        QTest::newRow("half goes up") << 20 << 91 << "4.6"; // 4.55
        QTest::newRow("almost five") << 1000 << 4949 << "4.9";
    }
    void averagesAreRoundedToOnePlace()
    {
        QFETCH(int, count);
        QFETCH(int, sum);
        QFETCH(QString, text);
        QCOMPARE(ui::averageText({count, sum, {}}, QLocale::c()), text);
        QCOMPARE(ui::averageText({count, sum, {}}, QLocale(QLocale::German)),
                 QString(text).replace('.', ','));
    }

    void saysWhatAReviewWaitsFor()
    {
        api::ReviewView review;
        QCOMPARE(ui::reviewWord(review).text, QString());
        review.openReports = 2;
        QCOMPARE(ui::reviewWord(review).tone, ui::Tone::Warn);
        review.status = api::ReviewStatus::Hidden;
        review.problem = api::ReviewProblem::NotGenuine;
        QCOMPARE(ui::reviewWord(review).text, QStringLiteral("Hidden: Not genuine"));
        review.status = api::ReviewStatus::Pending;
        review.flaggedWords = "replica";
        QVERIFY(ui::reviewWord(review).text.contains(QStringLiteral("replica")));
    }

    void starsSayTheirNumber()
    {
        ui::Stars stars(40);
        QCOMPARE(stars.accessibleName(), QStringLiteral("4 of 5 stars"));
        stars.setTenths(46);
        QCOMPARE(stars.accessibleName(),
                 QStringLiteral("%1 of 5 stars").arg(stars.locale().toString(4.6, 'f', 1)));
    }
};

} // namespace stoa::test

using ReviewWordsTest = stoa::test::ReviewWordsTest;
STOA_TEST(ReviewWordsTest)
#include "test_review_words.moc"
