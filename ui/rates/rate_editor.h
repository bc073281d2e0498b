#pragma once
// An ordered list of rules that a person changes here and saves as a whole: what commission and
// taxes share. Nothing is sent before it is saved; what is not saved stays while the page is left.
// When somebody else has saved meanwhile the person decides whose list holds. A rule that the node
// refuses is marked, and its form says what is wrong.
//
// Keys: N adds, E or Enter changes, Alt+Up and Alt+Down move, Delete removes, Ctrl+Z undoes,
// Ctrl+S saves.

#include "ui/rates/rate_list.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class Banner;
class Button;
class Label;
class Note;
class PageHeader;
class NameBook;
class TableView;
class Toast;
class ViewState;

class RateEditor : public ShellPage {
    Q_OBJECT

public:
    void visit(const QString& record) override;
    void refresh() override;
    bool undo() override;
    PageHeader& header() const { return *m_header; }

signals:
    void listChanged(); // rules or their order, here or on the node

protected:
    struct Names {
        QString stem;     // of object names: "rules" makes rulesTable, rulesAdd …
        QString title;    // of the page
        QString list;     // accessible name of the table: "Rules of commission"
        QString add;      // "Add a rule"
        QString none;     // when there are none: "No rules yet"
        QString noneText; // and what holds then
        std::string path; // of the list in the request: "rules"
        std::string event;
    };

    RateEditor(const PageContext& context, const Names& names, NameBook* book, RateListBase* list,
               QWidget* parent);
    void assemble(QWidget* side = nullptr); // beside the table; once

    virtual void read() = 0;                       // answers with taken() or notRead()
    virtual void write() = 0;                      // the list; answers with written() or refused()
    virtual void edit(std::optional<int> row) = 0; // opens the form; without a row it adds one
    virtual QString countText(std::size_t count) const = 0;

    const PageContext& context() const { return m_context; }
    const NameBook& book() const { return *m_book; }
    RateListBase* list() const { return m_list; }
    Version version() const { return m_version; }
    // What the node refused of that row, as its form names it.
    std::optional<Error> refusalOf(std::optional<int> row) const;

    void taken(Version version, const std::string& changedBy, std::optional<Timestamp> changedAt);
    void notRead(const Error& error);
    void written();
    void refused(const Error& error);
    void markProblem(const Error& error); // at its row, when it names one
    int rowForNew() const;                // above the current one
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildBar(QHBoxLayout* bar);
    Button* addTool(QHBoxLayout* bar, const QString& text, const char* name, const QString& key,
                    void (RateEditor::*run)());
    void editCurrent();
    void moveUp() { move(-1); }
    void moveDown() { move(1); }
    void move(int by);
    void removeCurrent();
    void save();
    void discard();
    void askWhoseHolds(const Error& error);
    void listEdited(int row);
    void update();
    int currentRow() const;

    PageContext m_context;
    Names m_names;
    NameBook* m_book;
    RateListBase* m_list;
    PageHeader* m_header;
    TableView* m_table;
    ViewState* m_state;
    Note* m_problem;
    QWidget* m_saveBar;
    Label* m_unsaved;
    Button* m_save = nullptr;
    std::vector<Button*> m_tools; // that need a row
    Toast* m_toast = nullptr;
    Version m_version;
    QString m_facts;
    std::optional<Error> m_refusal;
    bool m_hasList = false;
    bool m_isSaving = false;
    int m_request = 0;
};

} // namespace stoa::ui
