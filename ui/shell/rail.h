#pragma once
// The navigation at the left: the role's pages in a fixed order under their headings, counters, and
// the collapse switch. 208 px, or 52 px collapsed, where headings become lines, labels tool tips
// and counters dots. Up and Down move between items when one has the focus.

#include "ui/shell/page.h"
#include "ui/text/tone.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class RailItem;

class Rail final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWide = 208;
    static constexpr int kNarrow = 52;

    explicit Rail(QWidget* parent = nullptr);

    // Shows these pages; called again when the permissions change.
    void setPages(const std::vector<const PageEntry*>& pages);
    void setCurrent(const QString& pageId);
    // "" takes the counter away.
    void setCounter(const QString& pageId, const QString& count, Tone tone);
    void setCollapsed(bool isCollapsed);
    bool isCollapsed() const { return m_isCollapsed; }
    void setLocked(bool isLocked); // all items grey: set-up and sign-in
    void focusCurrent();

signals:
    void pageChosen(const QString& pageId);
    void collapseToggled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RailItem* addItem(const QString& icon, const QString& title, const QString& name);
    void addHeading(const QString& text);
    void moveFocus(int step);

    QVBoxLayout* m_column;
    QHash<QString, RailItem*> m_items;
    std::vector<RailItem*> m_order;
    std::vector<QWidget*> m_headings;
    QString m_current;
    bool m_isCollapsed = false;
};

} // namespace stoa::ui
