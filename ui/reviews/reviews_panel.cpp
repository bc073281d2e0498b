#include "ui/reviews/reviews_panel.h"

#include "ui/reviews/hide_review_dialog.h"
#include "ui/reviews/review_row.h"
#include "ui/reviews/review_words.h"
#include "ui/reviews/stars.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/skeleton.h"

namespace stoa::ui {

namespace {

constexpr int kSkeletonHeight = 96;
constexpr int kMaxAnswer = 2000;

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QLayout* inner = item->layout()) empty(inner);
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater(); // its own click may be what changed the list
        }
        delete item;
    }
}

} // namespace

ReviewsPanel::ReviewsPanel(const PageContext& context, ReviewsFeed* reviews, QWidget* parent)
    : QWidget(parent), m_context(context), m_reviews(reviews), m_column(makeColumn(12))
{
    setObjectName(QStringLiteral("reviewsPanel"));
    m_column->setContentsMargins(0, 0, 0, 0);
    setLayout(m_column);
    connect(m_reviews, &ReviewsFeed::changed, this, &ReviewsPanel::fill);
    fill();
}

void ReviewsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_reviews) m_reviews->setAwake(true);
}

void ReviewsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_reviews) m_reviews->setAwake(false);
}

void ReviewsPanel::fill()
{
    empty(m_column);
    if (const auto& problem = m_reviews->problem()) {
        m_column->addWidget(new Note(Tone::Bad, QStringLiteral("incident"), errorText(*problem)));
    }
    if (!m_reviews->isLoaded()) {
        if (m_reviews->problem()) return;
        auto* blocks = new Skeleton(Skeleton::Shape::TwoLineRows);
        blocks->setFixedHeight(scaled(kSkeletonHeight));
        return m_column->addWidget(blocks);
    }
    if (m_reviews->rating()) addRating(*m_reviews->rating());
    for (const api::ReviewView& review : m_reviews->newest()) {
        auto* row = new ReviewRow(review, m_context.clock(),
                                  {m_reviews->mayAnswer(), m_reviews->mayDecide()});
        connect(row, &ReviewRow::answerRequested, this, [this, review] { askAnswer(review); });
        connect(row, &ReviewRow::hideRequested, this, [this, review] { askHide(review); });
        connect(row, &ReviewRow::publishRequested, this,
                [this, review] { m_reviews->decide(review, api::ReviewDecision::Publish); });
        m_column->addWidget(row);
    }
}

void ReviewsPanel::addRating(const api::RatingView& rating)
{
    if (rating.count == 0) {
        return m_column->addWidget(new Label(m_reviews->newest().empty()
                                                 ? tr("Nobody has reviewed it yet.")
                                                 : tr("No public reviews."),
                                             Type::Secondary, &Theme::t3));
    }
    auto* row = makeRow(8);
    auto* average =
        new Label(averageText(rating, m_context.clock().locale), Type::FigureSmall, &Theme::t1);
    average->setObjectName(QStringLiteral("ratingAverage"));
    average->setFigures(true);
    row->addWidget(average);
    const auto tenths = static_cast<int>((rating.sum * 20 + rating.count) / (rating.count * 2));
    row->addWidget(new Stars(tenths, 14));
    const int count = static_cast<int>(std::min<std::int64_t>(rating.count, 1'000'000'000));
    auto* total = new Label(count == 1 ? tr("1 review") : tr("%Ln reviews", "", count),
                            Type::Secondary, &Theme::t3);
    total->setObjectName(QStringLiteral("ratingCount"));
    row->addWidget(total);
    row->addStretch(1);
    if (rating.count > std::ssize(m_reviews->newest())) {
        row->addWidget(new Label(tr("Newest %1").arg(numberText(std::ssize(m_reviews->newest()))),
                                 Type::Secondary, &Theme::t3));
    }
    m_column->addLayout(row);
}

void ReviewsPanel::askAnswer(const api::ReviewView& review)
{
    Question question;
    question.icon = QStringLiteral("message");
    question.title = tr("Answer %1").arg(isolated(fromUtf8(review.author)));
    question.text = tr("Everybody who reads the review reads your answer.");
    question.label = tr("Answer");
    question.action = review.answer ? tr("Change answer") : tr("Publish answer");
    question.initial = review.answer ? fromUtf8(review.answer->text) : QString();
    question.most = kMaxAnswer;
    question.isLong = true;
    m_context.prompt.ask(this, question, [this, review](const std::optional<QString>& text) {
        if (text) m_reviews->answer(review, *text);
    });
}

void ReviewsPanel::askHide(const api::ReviewView& review)
{
    auto* dialog = new HideReviewDialog(review, this);
    connect(dialog, &HideReviewDialog::chosen, this,
            [this, review](api::ReviewProblem problem, const QString& note) {
                m_reviews->decide(review, api::ReviewDecision::Hide, problem, note);
            });
    dialog->open();
}

} // namespace stoa::ui
