#include "ui/reviews/review_words.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct ReviewWords {
    Q_DECLARE_TR_FUNCTIONS(ReviewWords)
};

} // namespace

QString averageText(const api::RatingView& rating, const QLocale& locale)
{
    if (rating.count == 0) return {};
    const qint64 tenths = (rating.sum * 20 + rating.count) / (rating.count * 2); // half up
    return QStringLiteral("%1%2%3").arg(tenths / 10).arg(locale.decimalPoint()).arg(tenths % 10);
}

QString problemName(api::ReviewProblem problem)
{
    switch (problem) {
    case api::ReviewProblem::Illegal:
        return ReviewWords::tr("Illegal content");
    case api::ReviewProblem::Offensive:
        return ReviewWords::tr("Offensive");
    case api::ReviewProblem::PersonalData:
        return ReviewWords::tr("Personal data");
    case api::ReviewProblem::Advertising:
        return ReviewWords::tr("Advertising");
    case api::ReviewProblem::OffTopic:
        return ReviewWords::tr("Not about the item");
    case api::ReviewProblem::NotGenuine:
        return ReviewWords::tr("Not genuine");
    case api::ReviewProblem::Other:
        return ReviewWords::tr("Something else");
    }
    return {};
}

StatusWord reviewWord(const api::ReviewView& review)
{
    switch (review.status) {
    case api::ReviewStatus::Pending:
        return {ReviewWords::tr("Waits: “%1”").arg(isolated(fromUtf8(review.flaggedWords))),
                Tone::Warn, QStringLiteral("clock")};
    case api::ReviewStatus::Hidden:
        return {review.problem ? ReviewWords::tr("Hidden: %1").arg(problemName(*review.problem))
                               : ReviewWords::tr("Hidden"),
                Tone::Bad, QStringLiteral("slash")};
    case api::ReviewStatus::Published:
        break;
    }
    if (review.openReports == 0) return {};
    const int reports = static_cast<int>(review.openReports);
    return {reports == 1 ? ReviewWords::tr("1 report") : ReviewWords::tr("%n reports", "", reports),
            Tone::Warn, QStringLiteral("flag")};
}

} // namespace stoa::ui
