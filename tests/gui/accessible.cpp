#include "gui/accessible.h"

#include <QAccessible>

namespace stoa::test {

QStringList namelessControls(const QWidget& root)
{
    QStringList nameless;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        const bool isControl = (widget->focusPolicy() & Qt::TabFocus) != 0 &&
                               widget->focusProxy() == nullptr && widget->isVisible();
        if (!isControl) continue;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
        if (face != nullptr && !face->text(QAccessible::Name).isEmpty()) continue;
        nameless << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                        widget->objectName();
    }
    return nameless;
}

} // namespace stoa::test
