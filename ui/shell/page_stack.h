#pragma once
// The pages of the session: built on the first visit, kept until clear(). What may not be seen,
// does not exist or must cover everything (sign-in, set-up) is shown here as well.

#include "ui/shell/page.h"

#include <QHash>
#include <QStackedWidget>

namespace stoa::ui {

class ViewState;

class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(const PageRegistry& registry, QWidget* parent = nullptr);

    // Shows the place; `isAllowed` false shows who has access under the page's title instead.
    void show(const Place& place, bool isAllowed);
    ShellPage* currentPage() const;                  // null while something else is shown
    ShellPage* pageFor(const QString& pageId) const; // null when it was not visited yet
    // Covers the pages; owned by the stack until replaced or uncovered.
    void cover(QWidget* widget);
    void uncover();
    bool isCovered() const { return m_cover != nullptr; }
    void clear(); // deletes all pages: somebody else signs in

signals:
    void pageBuilt(stoa::ui::ShellPage* page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const PageRegistry& m_registry;
    QHash<QString, ShellPage*> m_pages;
    ViewState* m_locked;
    QWidget* m_cover = nullptr;
    QWidget* m_before = nullptr; // what the cover hides
};

} // namespace stoa::ui
