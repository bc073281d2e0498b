#pragma once
// What the shell needs to know of a page. Pages are built on their first visit by the factory in
// their PageEntry and kept until the session ends; they are told of each visit and decide what to
// refresh. A page never knows the shell: it asks for other places by signal.

#include "api/operation.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace stoa::ui {

// Somewhere one can be: a page, and the record shown in it ("ord_…"), if any. What history
// remembers.
struct Place {
    QString page;
    QString record;
    friend bool operator==(const Place&, const Place&) = default;
};

class ShellPage : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Shown again, or asked for another record. Cached content must be visible when this returns.
    virtual void visit(const QString& record) { Q_UNUSED(record) }
    // Ctrl+F and `/`: focuses the page's own search; false when it has none.
    virtual bool focusFind() { return false; }
    // Ctrl+Z: undoes what can still be undone; false when nothing can.
    virtual bool undo() { return false; }
    // Ctrl+R and after the connection is back.
    virtual void refresh() {}

signals:
    void placeRequested(const stoa::ui::Place& place);
    // The page shows another record now; history replaces its current place.
    void recordShown(const QString& record);
};

struct PageEntry {
    QString id;    // stable: "orders"
    QString title; // translated
    QString icon;
    QString group; // translated heading in the rail; "" stands above all groups
    // Absent pages are not in the rail and not in the palette; a link to one shows who has access.
    std::optional<api::Permission> permission;
    QChar letter;          // G then this letter; null for none
    bool isAtFoot = false; // below the stretch of the rail: audit log, settings
    std::function<ShellPage*()> make;
};

// All pages of the console in the order of the rail. Filled by the app before the window is made.
class PageRegistry final {
public:
    void add(PageEntry entry); // a second page of the same id or letter is our bug and aborts
    const std::vector<PageEntry>& entries() const { return m_entries; }
    const PageEntry* find(const QString& id) const;

private:
    std::vector<PageEntry> m_entries;
};

} // namespace stoa::ui
