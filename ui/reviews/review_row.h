#pragma once
// One review: stars, words, who and when, the seller's answer, what it waits for, and what the
// person may do about it.

#include "api/reviews.h"
#include "ui/text/times.h"

#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class ReviewRow final : public QWidget {
    Q_OBJECT

public:
    struct Rights {
        bool mayAnswer = false;
        bool mayDecide = false;
    };

    ReviewRow(const api::ReviewView& review, const Clockface& face, Rights rights,
              QWidget* parent = nullptr);

signals:
    void answerRequested();
    void hideRequested();
    void publishRequested();

private:
    void addHead(QVBoxLayout* column, const Clockface& face);
    void addAnswer(QVBoxLayout* column, const Clockface& face);
    void addActions(QVBoxLayout* column, Rights rights);

    const api::ReviewView m_review;
};

} // namespace stoa::ui
