#pragma once
// A count between 0 and a limit, changed in steps of one: "−  3 / 6  +". One control for the
// keyboard: plus and minus, arrow keys, Home and End, or typing the digits.

#include <QWidget>

namespace stoa::ui {

class Stepper final : public QWidget {
    Q_OBJECT

public:
    Stepper(int most, const QString& accessibleName, const QString& name,
            QWidget* parent = nullptr);

    int value() const { return m_value; }
    int most() const { return m_most; }
    void setValue(int value); // clamped; emits when it changes
    void setMost(int most);
    QSize sizeHint() const override;

signals:
    void valueChanged(int value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect stepRect(int step) const; // -1 the left end, 1 the right one

    int m_value = 0;
    int m_most;
};

} // namespace stoa::ui
