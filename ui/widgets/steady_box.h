#pragma once
// Fields for numbers and days that change when a person changes them: Enter, which may send the
// form, does not tell of the same value again.

#include <QDateEdit>
#include <QKeyEvent>
#include <QSpinBox>

namespace stoa::ui {

template <class Box>
class SteadyBox : public Box {
protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
            return Box::keyPressEvent(event);
        this->interpretText();
        event->ignore();
    }
};

using NumberBox = SteadyBox<QSpinBox>;
using DayBox = SteadyBox<QDateEdit>;

} // namespace stoa::ui
