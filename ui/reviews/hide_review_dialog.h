#pragma once
// Why a review is hidden: one of the problems, and a note that stays with it.

#include "api/reviews.h"
#include "ui/widgets/scrim_dialog.h"

class QComboBox;
class QPlainTextEdit;

namespace stoa::ui {

class HideReviewDialog final : public ScrimDialog {
    Q_OBJECT

public:
    HideReviewDialog(const api::ReviewView& review, QWidget* over);

signals:
    void chosen(stoa::api::ReviewProblem problem, const QString& note);

private:
    QWidget* buildBody();
    void choose();

    QComboBox* m_problem;
    QPlainTextEdit* m_note;
};

} // namespace stoa::ui
