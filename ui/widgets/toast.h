#pragma once
// A short message over the bottom of a page: what was done, and Undo for 8 seconds. One at a time;
// a new one replaces the old, whose undo is then no longer offered (expired() is emitted). Ctrl+Z,
// or Z where the page says so, calls undo().
//
// The page decides what expiry means: a decision that is sent only when the toast has expired can
// be undone exactly.

#include <QTimer>
#include <QWidget>

#include <functional>

namespace stoa::ui {

class Button;
class Label;

class Toast final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kShownMs = 8000;

    explicit Toast(QWidget* host); // placed at the bottom centre of `host`, above its children

    void showDone(const QString& text, std::function<void()> undo = {},
                  std::function<void()> expired = {});
    // With another action than Undo: "Try again", "Open".
    void showAction(const QString& text, const QString& action, std::function<void()> run);
    bool canUndo() const;
    void undo();    // does nothing when there is nothing to undo
    void dismiss(); // expires at once

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin(const QString& text, const QString& action, const QString& key);
    void end();
    void place();

    Label* m_text;
    Button* m_action;
    QTimer m_timer;
    std::function<void()> m_run;
    std::function<void()> m_expired;
    bool m_isUndo = false;
};

} // namespace stoa::ui
