#include "ui/shell/key_dispatch.h"

#include "ui/widgets/scrim_dialog.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace stoa::ui {

KeyDispatch::KeyDispatch(QWidget* window) : QObject(window), m_window(window)
{
    m_chord.setSingleShot(true);
    m_chord.setInterval(kChordMs);
    qApp->installEventFilter(this);
}

bool KeyDispatch::isTyping(const QWidget* focus)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(focus)) return !line->isReadOnly();
    if (const auto* combo = qobject_cast<const QComboBox*>(focus)) return combo->isEditable();
    return qobject_cast<const QAbstractSpinBox*>(focus) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(focus) != nullptr ||
           qobject_cast<const QTextEdit*>(focus) != nullptr;
}

bool KeyDispatch::eventFilter(QObject* watched, QEvent* event)
{
    // A KeyPress that nobody takes is offered to each parent in turn; only the first counts.
    if (event->type() != QEvent::KeyPress) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    const QWidget* focus = QApplication::focusWidget();
    if (widget == nullptr || widget->window() != m_window) return false;
    if (focus != nullptr && widget != focus) return false;
    if (!m_areLettersEnabled || isTyping(focus) || ScrimDialog::openOver(m_window) != nullptr)
        return false;
    return handle(*static_cast<QKeyEvent*>(event));
}

bool KeyDispatch::handle(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (modifiers != Qt::NoModifier || event.text().isEmpty()) return false;
    const QChar letter = event.text().at(0).toUpper();
    if (m_chord.isActive()) {
        m_chord.stop();
        if (!letter.isLetter()) return false;
        emit goRequested(letter);
        return true;
    }
    if (letter == QLatin1Char('G') && (event.modifiers() & Qt::ShiftModifier) == 0) {
        m_chord.start();
        return true;
    }
    if (letter != QLatin1Char('?')) return false;
    emit helpRequested();
    return true;
}

} // namespace stoa::ui
