#pragma once
// A listing's rating and its newest reviews in a column: for the drawer beside a list. Shows what
// ReviewsFeed knows and follows it; offers the seller's answer and the moderator's decisions to
// those who may.

#include "ui/reviews/reviews_feed.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class ReviewsPanel final : public QWidget {
    Q_OBJECT

public:
    ReviewsPanel(const PageContext& context, ReviewsFeed* reviews, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void fill();
    void addRating(const api::RatingView& rating);
    void askAnswer(const api::ReviewView& review);
    void askHide(const api::ReviewView& review);

    PageContext m_context;
    QPointer<ReviewsFeed> m_reviews;
    QVBoxLayout* m_column;
};

} // namespace stoa::ui
