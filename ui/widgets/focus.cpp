#include "ui/widgets/focus.h"

#include <QWidget>

namespace stoa::ui {

bool focusFirstIn(QWidget* region)
{
    for (QWidget* widget = region->nextInFocusChain(); widget != region;
         widget = widget->nextInFocusChain()) {
        const bool takesTab = (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (takesTab && region->isAncestorOf(widget) && widget->isEnabled() &&
            widget->isVisible()) {
            widget->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return false;
}

} // namespace stoa::ui
