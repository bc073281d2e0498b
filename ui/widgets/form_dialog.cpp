#include "ui/widgets/form_dialog.h"

#include "core/id.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
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

FormDialog::FormDialog(QWidget* over, const QString& stem, const QString& action, int width)
    : ScrimDialog(over, stem + QStringLiteral("Dialog")),
      m_stem(stem),
      m_body(nullptr),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_action(new Button(action, stem + QStringLiteral("Send"), Button::Kind::Primary))
{
    auto* content = new QWidget;
    content->setMinimumWidth(scaled(width));
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(20, 16, 20, 20);
    m_body->setSpacing(12);
    m_problem->setObjectName(stem + QStringLiteral("Problem"));
    m_problem->hide();
    m_body->addWidget(m_problem);
    setBody(content);
    auto* cancel = addButton(new Button(tr("Cancel"), stem + QStringLiteral("Cancel")));
    cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    connect(cancel, &Button::clicked, this, &FormDialog::reject);
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
    if (!m_isSending) m_key.clear();
    showProblem({});
    for (const auto& [name, field] : m_fields)
        field->setProblem({});
    update();
}

void FormDialog::update()
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

const std::string& FormDialog::key()
{
    if (m_key.empty()) m_key = Uuid::makeV7().text();
    return m_key;
}

void FormDialog::began(const QString& what)
{
    m_isSending = true;
    setUnderWay(what);
    showProblem({});
    update();
}

void FormDialog::ended()
{
    m_isSending = false;
    setUnderWay({});
    update();
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
