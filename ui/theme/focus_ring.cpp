#include "ui/theme/focus_ring.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>

namespace stoa::ui {

namespace {

constexpr char kProperty[] = "stoaFocusRing";

bool wantsRing(const QWidget* widget)
{
    if (widget->property(kProperty).toBool()) return true;
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr;
}

bool isByKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
           reason == Qt::ShortcutFocusReason;
}

} // namespace

FocusRing::FocusRing(QObject* parent) : QObject(parent) {}

FocusRing::~FocusRing()
{
    delete m_frame;
}

void FocusRing::enable(QWidget* widget)
{
    widget->setProperty(kProperty, true);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr || !wantsRing(widget)) return false;
    const auto reason = static_cast<QFocusEvent*>(event)->reason();
    showAround(event->type() == QEvent::FocusIn && isByKeyboard(reason) ? widget : nullptr);
    return false;
}

void FocusRing::showAround(QWidget* widget)
{
    if (widget == nullptr) {
        if (m_frame) m_frame->setWidget(nullptr);
        return;
    }
    // The frame becomes a child of the widget's parent and may die with it, hence the QPointer.
    if (!m_frame) {
        m_frame = new QFocusFrame;
        m_frame->setObjectName(QStringLiteral("focusRing"));
    }
    m_frame->setWidget(widget);
}

} // namespace stoa::ui
