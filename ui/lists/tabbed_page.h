#pragma once
// A page of several parts, one shown at a time under a row of tabs: lists of two kinds of records
// that belong together. Each part is a page of its own with its own keys; its header stands above
// the tabs, so that every part has its own facts and actions beside the title of the page.
//
// A link to a record goes to the part whose ids begin with that prefix.
//
// Keys: Ctrl+1…9 part.

#include "ui/lists/list_page.h"

class QStackedWidget;

namespace stoa::ui {

class TabbedPage : public ShellPage {
    Q_OBJECT

public:
    void visit(const QString& record) override;
    bool focusFind() override;
    bool undo() override;
    void refresh() override;

protected:
    struct Names {
        QString stem;  // of object names: "rates" makes ratesPage, ratesParts
        QString title; // the accessible name of the page
        QString tabs;  // the accessible name of the tabs
    };

    TabbedPage(const Names& names, QWidget* parent);
    // In the order of the tabs; takes the part and its header. `prefix` of its records: "rec_".
    void addPart(const QString& tab, ShellPage* part, PageHeader* header,
                 const QString& prefix = {});
    void addPart(const QString& tab, ListPage* part, const QString& prefix = {});
    TabStrip& tabs() const { return *m_tabs; }
    void showPart(int part);

    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    ShellPage* current() const;

    TabStrip* m_tabs;
    QStackedWidget* m_headers;
    QStackedWidget* m_parts;
    QStringList m_prefixes;
};

} // namespace stoa::ui
