#pragma once
// Shows where the keyboard is: a 2 px ring with a 1 px gap around the focused control, outside of
// it, so that no control has to reserve room. It appears only for focus by keyboard (Tab,
// Shift+Tab, shortcut). Text fields and item views draw their own focus inside and are left out.
// Installed by Look as an event filter on the application; nothing else uses it.

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace stoa::ui {

class FocusRing final : public QObject {
    Q_OBJECT

public:
    explicit FocusRing(QObject* parent = nullptr);
    ~FocusRing() override;

    // Marks a widget that wants the ring although it is neither a button nor a combo box.
    static void enable(QWidget* widget);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showAround(QWidget* widget);

    QPointer<QFocusFrame> m_frame;
};

} // namespace stoa::ui
