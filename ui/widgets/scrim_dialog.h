#pragma once
// The dialog of the console: a panel over a scrim that fills the window, opened with open() and
// answered by a signal; there is no exec(). It is a child widget of the window, so it moves, paints
// and is captured with it. Focus stays inside while it is open and returns to where it was. Esc,
// the cross and a click on the scrim reject, unless setRejectGuard() says no (for "asks only if
// something changed"). Ctrl+Enter presses the primary button.
//
// Anatomy: header 48 (icon, title, facts, cross), a body, an optional sunken side column, footer 56
// with a hint at the left and the buttons at the right. On a window smaller than the dialog it
// shrinks to fit with 30 px around it. Without a panel size it fits its body: it grows with it
// while it is open, downwards as far as there is room, never shrinks under the hand, and scrolls
// the rest.

#include <QPointer>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QHBoxLayout;

namespace stoa::ui {

class Button;
class IconMark;
class Label;

class ScrimDialog : public QWidget {
    Q_OBJECT

public:
    // `over` is any widget of the window it covers. Owned by that window; deletes itself after it
    // closed.
    ScrimDialog(QWidget* over, const QString& name);

    void setTitle(const QString& icon, const QString& title, const QString& facts = {});
    void setPanelSize(QSize size); // at 100 % text, before the body
    void setTop(int top);          // distance from the window's top; -1 centres
    void setBody(QWidget* body);   // margins 14 20
    void setSide(QWidget* side, int width = 344);
    void setFooterHint(const QString& icon, const QString& hint); // replaces the one before
    Button* addButton(
        Button* button); // in reading order; a Primary, Destructive or Approve gets Ctrl+Enter
    void setRejectGuard(std::function<bool()> mayReject) { m_mayReject = std::move(mayReject); }
    // What must not be cut off: while it is said, nothing closes the dialog, and the window asks
    // before it goes. "" when it is over.
    void setUnderWay(const QString& what) { m_underWay = what; }
    const QString& underWay() const { return m_underWay; }
    void setFirstFocus(QWidget* widget) { m_firstFocus = widget; }

    void open();
    void accept(); // closes with accepted()
    void reject(); // closes with rejected(), if the guard lets it
    bool isOpen() const { return m_isOpen; }

    // The topmost open dialog of the window that `widget` is in, or null.
    static ScrimDialog* openOver(const QWidget* widget);
    // An open dialog there that has something under way, or null.
    static ScrimDialog* underWayOver(const QWidget* widget);

signals:
    void accepted();
    void rejected();

protected:
    QWidget* panel() const { return m_panel; }
    void setHeaderVisible(bool isVisible);
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override { Q_UNUSED(event) }
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildFooter();
    void close(bool isAccepted);
    void place();
    void grow();
    QSize fittingSize() const;

    QWidget* m_panel;
    QWidget* m_header;
    QWidget* m_headerRule;
    QWidget* m_footer = nullptr;
    QHBoxLayout* m_middle;
    QHBoxLayout* m_footerRow = nullptr;
    IconMark* m_hintMark = nullptr;
    Label* m_hint = nullptr;
    QPointer<QWidget> m_focusBefore;
    QPointer<QWidget> m_firstFocus;
    QPointer<Button> m_primary;
    std::function<bool()> m_mayReject;
    QString m_underWay;
    QSize m_size;
    int m_top = -1;
    bool m_isOpen = false;
};

} // namespace stoa::ui
