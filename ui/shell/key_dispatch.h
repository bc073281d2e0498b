#pragma once
// Single-letter shortcuts of a window: `?`, and G followed by a letter within a second. They work
// only when the focus is not in a text field and no dialog is open, and can be switched off
// (WCAG 2.1.4). Keys with Ctrl or Alt are QShortcuts of the window.

#include <QObject>
#include <QTimer>

class QKeyEvent;
class QWidget;

namespace stoa::ui {

class KeyDispatch final : public QObject {
    Q_OBJECT

public:
    static constexpr int kChordMs = 1000;

    // Watches the key events of `window`, including those of its children.
    explicit KeyDispatch(QWidget* window);

    void setLettersEnabled(bool areEnabled) { m_areLettersEnabled = areEnabled; }
    static bool isTyping(const QWidget* focus); // true in fields where letters are text

signals:
    void helpRequested();
    void goRequested(QChar letter); // upper case

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool handle(const QKeyEvent& event);

    QWidget* m_window;
    QTimer m_chord; // active while G waits for its letter
    bool m_areLettersEnabled = true;
};

} // namespace stoa::ui
