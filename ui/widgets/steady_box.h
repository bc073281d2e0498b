#pragma once
// Fields for numbers and days that change when a person changes them, and by nothing else: Enter,
// which may send the form, does not tell of the same value again, and the wheel turns the page as
// long as the field is not the one that is typed into.

#include <QDateEdit>
#include <QKeyEvent>
#include <QSpinBox>
#include <QWheelEvent>

namespace stoa::ui {

template <class Box>
class SteadyBox : public Box {
public:
    SteadyBox() { this->setFocusPolicy(Qt::StrongFocus); }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
            return Box::keyPressEvent(event);
        this->interpretText();
        event->ignore();
    }
    void wheelEvent(QWheelEvent* event) override
    {
        this->hasFocus() ? Box::wheelEvent(event) : event->ignore();
    }
};

using NumberBox = SteadyBox<QSpinBox>;
using DayBox = SteadyBox<QDateEdit>;

} // namespace stoa::ui
