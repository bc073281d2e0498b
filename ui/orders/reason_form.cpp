#include "ui/orders/reason_form.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace stoa::ui {

namespace {

constexpr int kMostNote = 2000;
constexpr int kNoteHeight = 64;

} // namespace

ReasonForm::ReasonForm(const QString& stem, QWidget* parent)
    : QWidget(parent),
      m_reason(new QComboBox),
      m_reasonField(nullptr),
      m_note(new QPlainTextEdit),
      m_noteField(nullptr)
{
    m_reason->setObjectName(stem + QStringLiteral("Reason"));
    m_note->setObjectName(stem + QStringLiteral("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(kNoteHeight));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_reasonField = new Field(tr("Reason"), m_reason);
    m_reasonField->hide();
    column->addWidget(m_reasonField);
    m_noteField = new Field(tr("Note for colleagues"), m_note);
    column->addWidget(m_noteField);
    connect(m_reason, &QComboBox::currentIndexChanged, this, &ReasonForm::changed);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        const bool isTooLong = m_note->toPlainText().size() > kMostNote;
        setNoteProblem(isTooLong ? tr("At most %n characters fit.", nullptr, kMostNote)
                                 : QString());
        emit changed();
    });
}

void ReasonForm::addReason(const QString& word, const QString& text)
{
    QString sentence = text;
    if (!sentence.isEmpty()) sentence[0] = sentence[0].toUpper();
    m_reason->addItem(sentence, word);
    m_reasonField->setVisible(true);
}

QString ReasonForm::reason() const
{
    return m_reason->currentData().toString();
}

QString ReasonForm::note() const
{
    return m_note->toPlainText().trimmed();
}

QWidget* ReasonForm::firstField() const
{
    return m_reason;
}

QWidget* ReasonForm::noteField() const
{
    return m_note;
}

void ReasonForm::setNoteProblem(const QString& problem)
{
    m_noteField->setProblem(problem);
}

} // namespace stoa::ui
