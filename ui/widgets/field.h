#pragma once
// A control of a form with its label above and one line below it: a hint, or what is wrong with the
// value. The label is the control's buddy and accessible name. The red edge is the control's
// "invalid" property.

#include <QWidget>

namespace stoa::ui {

class IconMark;
class Label;

class Field final : public QWidget {
    Q_OBJECT

public:
    Field(const QString& label, QWidget* control, QWidget* parent = nullptr);

    void setHint(const QString& hint);
    void setProblem(const QString& problem); // "" when it is right again

private:
    void show(const QString& text, bool isProblem);

    QWidget* m_control;
    IconMark* m_mark;
    Label* m_below;
    QString m_hint;
};

} // namespace stoa::ui
