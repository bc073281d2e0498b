#include "ui/widgets/form_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"

namespace stoa::ui {

namespace {

bool isOf(const std::string& error, const std::string& field)
{
    if (!error.starts_with(field)) return false;
    return error.size() == field.size() || error[field.size()] == '[' || error[field.size()] == '.';
}

} // namespace

FormDialog::FormDialog(QWidget* over, const QString& stem, const QString& action, int width,
                       Button::Kind kind)
    : ScrimDialog(over, stem + QStringLiteral("Dialog")),
      m_stem(stem),
      m_content(new QWidget),
      m_body(new QVBoxLayout(m_content)),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_cancel(new Button(tr("Cancel"), stem + QStringLiteral("Cancel"))),
      m_action(new Button(action, stem + QStringLiteral("Send"), kind))
{
    m_content->setMinimumWidth(scaled(width));
    m_body->setContentsMargins(20, 16, 20, 20);
    m_body->setSpacing(12);
    m_problem->setObjectName(stem + QStringLiteral("Problem"));
    m_problem->hide();
    m_body->addWidget(m_problem);
    setBody(m_content);
    addButton(m_cancel);
    m_cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    connect(m_cancel, &Button::clicked, this, &FormDialog::reject);
    connect(m_action, &Button::clicked, this, &FormDialog::trySend);
}

Field* FormDialog::addField(QBoxLayout* to, const char* field, const QString& label,
                            QWidget* control, const char* name)
{
    control->setObjectName(m_stem + QString::fromLatin1(name));
    auto* shown = new Field(label, control);
    m_fields.emplace_back(field, shown);
    to->addWidget(shown);
    return shown;
}

void FormDialog::changed()
{
    m_intent.changed();
    showProblem({});
    for (const auto& [name, field] : m_fields)
        field->setProblem({});
    refresh();
}

void FormDialog::refresh()
{
    const QString why = m_isSending ? tr("It is being sent.") : whyNot();
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    setFooterHint(why.isEmpty() ? QString() : QStringLiteral("info"), why);
}

void FormDialog::trySend()
{
    if (!m_isSending && whyNot().isEmpty()) send();
}

void FormDialog::began(const QString& what)
{
    m_isSending = true;
    setUnderWay(what);
    showProblem({});
    m_focusBefore = m_content->isAncestorOf(focusWidget()) ? focusWidget() : nullptr;
    if (m_focusBefore) setFocus(); // or it would move on to a button
    m_content->setEnabled(false);
    refresh();
}

void FormDialog::ended()
{
    m_isSending = false;
    setUnderWay({});
    m_content->setEnabled(true);
    if (m_focusBefore && focusWidget() == this) m_focusBefore->setFocus();
    refresh();
}

void FormDialog::failed(const Error& error)
{
    ended();
    const QString sentence = errorText(error);
    for (const auto& [name, field] : m_fields) {
        if (!isOf(error.field, name)) continue;
        field->setProblem(sentence);
        focusFirstIn(field);
        return;
    }
    showProblem(sentence);
}

void FormDialog::showProblem(const QString& problem)
{
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace stoa::ui
