#include "ui/moderation/decision_form.h"

#include "ui/moderation/reason_list.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/field.h"

#include <QKeyEvent>
#include <QPlainTextEdit>

namespace stoa::ui {

namespace {

constexpr int kHeight = 76;

} // namespace

DecisionForm::DecisionForm(QObject* parent)
    : QObject(parent),
      m_reasons(new ReasonList),
      m_message(new QPlainTextEdit),
      m_field(new Field(tr("Message to the seller"), m_message))
{
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setTabChangesFocus(true);
    m_message->setFixedHeight(scaled(kHeight));
    m_message->setPlaceholderText(tr("Sent with the decision. Say what to change and how."));
    m_message->installEventFilter(this);
    connect(m_message, &QPlainTextEdit::textChanged, this, [this] {
        const bool isTooLong = m_message->toPlainText().size() > kMostMessage;
        m_field->setProblem(isTooLong ? tr("At most %n characters fit.", "", kMostMessage)
                                      : QString());
        emit typed();
    });
    connect(m_reasons, &ReasonList::changed, this, &DecisionForm::typed);
}

QWidget* DecisionForm::messageField() const
{
    return m_field;
}

void DecisionForm::reset()
{
    m_reasons->setReason(std::nullopt);
    m_message->clear();
    m_field->setProblem({});
}

void DecisionForm::setEnabled(bool isEnabled)
{
    m_reasons->setEnabled(isEnabled);
    m_field->setEnabled(isEnabled);
}

void DecisionForm::setVisible(bool isVisible)
{
    m_reasons->setVisible(isVisible);
    m_field->setVisible(isVisible);
}

bool DecisionForm::check(api::Decision decision)
{
    const QString message = m_message->toPlainText().trimmed();
    if (message.size() > kMostMessage) {
        m_message->setFocus(Qt::ShortcutFocusReason);
        return false;
    }
    if (decision == api::Decision::Approve) return true;
    if (!m_reasons->reason()) {
        m_reasons->setProblem(tr("choose a reason first"));
        m_reasons->focusFirst();
        return false;
    }
    if (decision == api::Decision::RequestChanges && message.isEmpty()) {
        m_field->setProblem(tr("Say what the seller has to change."));
        m_message->setFocus(Qt::ShortcutFocusReason);
        return false;
    }
    return true;
}

void DecisionForm::fill(api::DecideCase& request) const
{
    if (request.decision != api::Decision::Approve) request.reason = m_reasons->reason();
    request.message = toUtf8(m_message->toPlainText().trimmed());
}

void DecisionForm::show(const api::DecideCase& request)
{
    m_reasons->setReason(request.reason);
    m_message->setPlainText(fromUtf8(request.message.value));
}

bool DecisionForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && key->modifiers() == Qt::ControlModifier) {
        emit sendRequested();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        emit leaveRequested();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace stoa::ui
