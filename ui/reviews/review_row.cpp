#include "ui/reviews/review_row.h"

#include "ui/reviews/review_words.h"
#include "ui/reviews/stars.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

namespace {

constexpr qsizetype kMostShown = 600; // characters of a text; the tooltip has it all

Label* words(const std::string& text, Type type, Ink ink)
{
    const QString whole = fromUtf8(text).trimmed();
    const bool isLong = whole.size() > kMostShown;
    auto* label = makeParagraph(isLong ? whole.left(kMostShown) + QChar(0x2026) : whole, type, ink);
    if (isLong) label->setToolTip(whole.toHtmlEscaped());
    return label;
}

} // namespace

ReviewRow::ReviewRow(const api::ReviewView& review, const Clockface& face, Rights rights,
                     QWidget* parent)
    : QWidget(parent), m_review(review)
{
    setObjectName(QStringLiteral("review-") + fromUtf8(review.id.text()));
    setAccessibleName(tr("Review by %1").arg(fromUtf8(review.author)));
    auto* column = makeColumn(4);
    column->setContentsMargins(0, 0, 0, 0);
    setLayout(column);
    addHead(column, face);
    const bool isPublic = review.status == api::ReviewStatus::Published;
    if (!review.title.empty()) {
        column->addWidget(
            words(review.title, Type::BodyStrong, isPublic ? &Theme::t1 : &Theme::t3));
    }
    if (!review.body.empty())
        column->addWidget(words(review.body, Type::Secondary, isPublic ? &Theme::t2 : &Theme::t3));
    const StatusWord state = reviewWord(review);
    if (!state.text.isEmpty()) {
        auto* chip = new StatusChip(state, nullptr, ChipSize::Dense);
        chip->setObjectName(QStringLiteral("reviewState"));
        column->addWidget(chip, 0, Qt::AlignLeft);
    }
    if (review.answer) addAnswer(column, face);
    addActions(column, rights);
}

void ReviewRow::addHead(QVBoxLayout* column, const Clockface& face)
{
    auto* row = makeRow(8);
    row->addWidget(new Stars(static_cast<int>(m_review.rating) * 10));
    QStringList who{fromUtf8(m_review.author)};
    if (!m_review.optionsText.empty()) who << fromUtf8(m_review.optionsText);
    row->addWidget(new Label(who.join(QStringLiteral(" · ")), Type::Secondary, &Theme::t3), 1);
    auto* when = new Label(momentText(m_review.writtenAt, face), Type::Secondary, &Theme::t3);
    when->setToolTip(fullMomentText(m_review.writtenAt, face));
    when->setFigures(true);
    row->addWidget(when);
    column->addLayout(row);
}

void ReviewRow::addAnswer(QVBoxLayout* column, const Clockface& face)
{
    auto* block = makeColumn(2);
    block->setContentsMargins(16, 2, 0, 2);
    const QString when =
        momentText(m_review.answer->editedAt.value_or(m_review.answer->writtenAt), face);
    block->addWidget(
        new Label((m_review.answer->editedAt ? tr("%1 answered, changed %2") : tr("%1 answered %2"))
                      .arg(isolated(fromUtf8(m_review.sellerName)), when),
                  Type::Caption, &Theme::t3));
    block->addWidget(words(m_review.answer->text, Type::Secondary, &Theme::t2));
    column->addLayout(block);
}

void ReviewRow::addActions(QVBoxLayout* column, Rights rights)
{
    const bool isPublic = m_review.status == api::ReviewStatus::Published;
    auto* row = makeRow(6);
    const auto add = [&](const QString& text, const char* name, const QString& icon,
                         void (ReviewRow::*requested)()) {
        auto* button = new Button(text, QString::fromLatin1(name));
        button->setSize(Button::Size::Small);
        button->setIconName(icon);
        button->setAccessibleName(tr("%1, review by %2").arg(text, fromUtf8(m_review.author)));
        connect(button, &Button::clicked, this, requested);
        row->addWidget(button);
    };
    if (rights.mayAnswer && isPublic) {
        add(m_review.answer ? tr("Change answer") : tr("Answer"), "reviewAnswer",
            QStringLiteral("message"), &ReviewRow::answerRequested);
    }
    if (rights.mayDecide) {
        if (m_review.status != api::ReviewStatus::Hidden) {
            add(tr("Hide"), "reviewHide", QStringLiteral("slash"), &ReviewRow::hideRequested);
        }
        if (!isPublic || m_review.openReports > 0) {
            add(isPublic ? tr("Keep") : tr("Publish"), "reviewPublish", QStringLiteral("check"),
                &ReviewRow::publishRequested);
        }
    }
    if (row->count() == 0) return delete row;
    row->addStretch(1);
    column->addLayout(row);
}

} // namespace stoa::ui
