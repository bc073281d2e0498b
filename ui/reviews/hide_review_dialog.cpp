#include "ui/reviews/hide_review_dialog.h"

#include "ui/reviews/review_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QPlainTextEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 420;
constexpr int kNoteHeight = 84;
constexpr qsizetype kMostNote = 2000;

} // namespace

HideReviewDialog::HideReviewDialog(const api::ReviewView& review, QWidget* over)
    : ScrimDialog(over, QStringLiteral("hideReview")),
      m_problem(new QComboBox),
      m_note(new QPlainTextEdit)
{
    setTitle(QStringLiteral("slash"),
             tr("Hide the review by %1").arg(isolated(fromUtf8(review.author))),
             fromUtf8(review.listingTitle));
    setBody(buildBody());
    auto* cancel = addButton(new Button(tr("Keep it"), QStringLiteral("hideCancel")));
    cancel->setKeyHint(tr("Esc"));
    auto* hide =
        addButton(new Button(tr("Hide"), QStringLiteral("hideSend"), Button::Kind::Destructive));
    hide->setKeyHint(tr("Ctrl ↵"));
    setFooterHint(QStringLiteral("undo"), tr("It can be published again."));
    setFirstFocus(m_problem);
    connect(cancel, &Button::clicked, this, &HideReviewDialog::reject);
    connect(hide, &Button::clicked, this, &HideReviewDialog::choose);
}

QWidget* HideReviewDialog::buildBody()
{
    auto* body = new QWidget;
    body->setMinimumWidth(scaled(kWidth));
    auto* column = makeColumn(12);
    column->setContentsMargins(20, 16, 20, 20);
    body->setLayout(column);
    m_problem->setObjectName(QStringLiteral("hideProblem"));
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::ReviewProblem>>(
        [this](auto each) {
            m_problem->addItem(problemName(each.value), static_cast<int>(each.value));
        });
    column->addWidget(new Field(tr("What is wrong with it"), m_problem));
    m_note->setObjectName(QStringLiteral("hideNote"));
    m_note->setFixedHeight(scaled(kNoteHeight));
    m_note->setTabChangesFocus(true);
    m_note->setPlaceholderText(tr("What the next person should know"));
    column->addWidget(new Field(tr("Note"), m_note));
    return body;
}

void HideReviewDialog::choose()
{
    const auto problem = static_cast<api::ReviewProblem>(m_problem->currentData().toInt());
    emit chosen(problem, m_note->toPlainText().trimmed().left(kMostNote));
    accept();
}

} // namespace stoa::ui
