// The page's keys, its two widths, and what happens when it is shown or left.

#include "ui/moderation/case_claim.h"
#include "ui/moderation/case_facts.h"
#include "ui/moderation/case_pane.h"
#include "ui/moderation/decision_form.h"
#include "ui/moderation/moderation_page.h"
#include "ui/moderation/queue_panel.h"
#include "ui/moderation/reason_list.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace stoa::ui {

void ModerationPage::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(*event)) ShellPage::keyPressEvent(event);
}

bool ModerationPage::handleKey(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::NoModifier) return false;
    const int number = event.key() - Qt::Key_0;
    if (number >= 1 && number <= 7) {
        if (m_isNarrow) openSheet();
        m_form->reasons()->press(number);
        return true;
    }
    return handleLetter(event.key());
}

bool ModerationPage::handleLetter(int key)
{
    switch (key) {
    case Qt::Key_J:
    case Qt::Key_K:
        m_list->step(key == Qt::Key_J ? 1 : -1);
        return true;
    case Qt::Key_A:
        decide(api::Decision::Approve);
        return true;
    case Qt::Key_R:
        decide(api::Decision::Reject);
        return true;
    case Qt::Key_C:
        decide(api::Decision::RequestChanges);
        return true;
    case Qt::Key_M:
        openSheet();
        m_form->message()->setFocus(Qt::ShortcutFocusReason);
        return true;
    case Qt::Key_Z:
        undo();
        return true;
    case Qt::Key_Slash:
        return focusFind();
    case Qt::Key_Escape:
        if (m_isNarrow) m_sheet->hide();
        m_list->focusList();
        return true;
    default:
        return false;
    }
}

void ModerationPage::openSheet()
{
    using State = CaseClaim::State;
    const bool isOpen = m_claim->state() == State::Mine || m_claim->state() == State::Free;
    if (m_isNarrow && isOpen) m_sheet->show();
}

void ModerationPage::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow) return;
    m_isNarrow = isNarrow;
    m_side->setVisible(!isNarrow);
    m_form->reasons()->setColumns(isNarrow ? 2 : 1);
    auto* sheet = static_cast<QVBoxLayout*>(m_sheet->layout());
    if (isNarrow) {
        m_pane->factsSlot()->addWidget(m_facts);
        sheet->addWidget(m_form->reasons());
        sheet->addWidget(m_form->messageField());
    } else {
        m_factsColumn->insertWidget(0, m_facts);
        m_sideColumn->addWidget(m_form->reasons());
        m_pane->messageSlot()->addWidget(m_form->messageField());
        m_sheet->hide();
    }
    m_form->messageField()->setContentsMargins(isNarrow ? QMargins(12, 0, 12, 12) : QMargins());
    m_pane->setNarrow(isNarrow);
}

void ModerationPage::resizeEvent(QResizeEvent* event)
{
    ShellPage::resizeEvent(event);
    setNarrow(window()->width() <= kNarrowWindow);
}

void ModerationPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_pace.setAwake(true);
    m_ages.start();
    qApp->installEventFilter(this);
}

void ModerationPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_pace.setAwake(false);
    m_ages.stop();
    qApp->removeEventFilter(this);
    if (event->spontaneous()) return; // minimised, not left
    m_decisions->sendAllNow();
    m_toast->dismiss();
}

// Whoever works on the page keeps the case.
bool ModerationPage::eventFilter(QObject* watched, QEvent* event)
{
    const bool isInput = event->type() == QEvent::KeyPress ||
                         event->type() == QEvent::MouseButtonPress ||
                         event->type() == QEvent::Wheel;
    if (isInput && watched->isWidgetType() && isAncestorOf(static_cast<QWidget*>(watched))) {
        m_claim->noteInput();
    }
    return ShellPage::eventFilter(watched, event);
}

} // namespace stoa::ui
