#pragma once
// A page that is a list: title, tabs, a bar for search and filters, a table over a KeysetModel, and
// a drawer for the current row. It owns what is the same for every list: the states of the table,
// the banner over rows that could not be read again, selection, the record that a link asked for
// (alone, when it was not among those shown), the pace of refreshing, and the common keys.
//
// A subclass makes its model, drawer and bar, hands them to assemble() at the end of its
// constructor, and answers the virtual functions below. It listens to the events of its slices in
// takeEvents() and calls refreshSoon() when they concern it.
//
// A page that answers exportPlan() and calls addExport() lets people take its rows along as a file.
// A list that is one of several on a page is a part of a TabbedPage, which takes its header.
//
// Keys: arrows row, Space drawer, Enter drawer, / search, O the order that the record is about,
// Ctrl+1…9 tab, Ctrl+E export, Esc list, then drawer.

#include "ui/async/refresh_pace.h"
#include "ui/lists/exporter.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/view_state.h"

class QHBoxLayout;

namespace stoa::ui {

class Banner;
class Button;
class KeysetModelBase;
class PageHeader;
class RecordDrawerBase;
class SearchField;
class TableView;
class TabStrip;
class Toast;

class ListPage : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kRefreshEveryMs = 500;

    // Shows the record when it is loaded, else asks for it.
    void visit(const QString& record) override;
    void refresh() override;
    PageHeader* takeHeader(); // for a page that shows it elsewhere

protected:
    struct Names {
        QString stem;  // of object names: "orders" makes ordersPage, ordersTable, ordersState…
        QString title; // "Orders"
        QString kept;  // under the banner: "The orders stay as they were."
        QString tabs;  // accessible name of the tabs
    };
    struct Parts {
        KeysetModelBase* model;
        RecordDrawerBase* drawer;
        QWidget* bar = nullptr;  // above the table: search, chips
        QWidget* left = nullptr; // beside the table: facets
    };

    ListPage(const PageContext& context, const Names& names, QWidget* parent);
    void assemble(const Parts& parts); // once; takes the widgets as children

    // Asks the model: for the first time, or so that this record is in the answer, which the model
    // was told (KeysetModelBase::only).
    virtual void askFor(const QString& record) = 0;
    virtual void chooseTab(int tab);                // asks anew unless said otherwise
    virtual bool showRecord(const QString& id) = 0; // in the drawer; false when it is not loaded
    virtual StateMessage emptyMessage() const = 0;
    virtual void takeEmptyAction() {} // the action of that message
    // How many there are; `isExact` is false for an estimate.
    virtual QString countText(std::int64_t count, bool isExact) const = 0;
    virtual void takeEvents(const std::vector<api::Event>& events) = 0;
    virtual std::optional<ExportPlan> exportPlan() const { return std::nullopt; }
    virtual bool takeLetter(int key); // a key without modifiers; true when it was one of ours

    const PageContext& context() const { return m_context; }
    PageHeader& header() const { return *m_header; }
    TabStrip& tabs() const { return *m_tabs; }
    TableView& table() const { return *m_table; }
    Toast& toast() const { return *m_toast; }

    static QHBoxLayout* makeBar(QWidget* box);          // lays it out as the row above the table
    static QWidget* makeSearchBar(SearchField* search); // a bar with nothing else
    void beganAsking();                                 // the model was given a new question
    void showAmongAll(const QString& record);           // one that has just been made
    void refreshSoon();                                 // something has changed
    void setDrawerOpen(bool isOpen);
    // Sends a command about the record shown: its buttons wait, then a toast says `done` or what
    // went wrong, and list and drawer are read again.
    template <class Request>
    void send(Request request, const QString& done)
    {
        setBusy(true);
        m_context.connection.call(this, std::move(request),
                                  [this, done](const Result<typename Request::Reply>& reply) {
                                      takeOutcome(reply ? done : errorOf(reply.error()));
                                  });
    }
    void setBusy(bool isBusy); // the drawer's buttons
    void takeOutcome(const QString& sentence);
    void addExport(); // its button, in the header
    void startExport();

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

signals:
    void changesWanted(); // with refreshSoon(), for what a subclass reads beside the rows
    void awakened(bool isAwake);

private:
    void connectModel();
    void connectDrawer();
    void connectTabs();
    void takeFailure(const Error& error);
    bool isGone() const; // what a link led to
    void showOnlyThat();
    void selectWanted();
    void showFacts();
    void showCurrent();
    static QString errorOf(const Error& error);
    void openOrder(const QString& order);
    void stepRow(int step);
    bool handleKey(const QKeyEvent& event);

    PageContext m_context;
    Names m_names;
    KeysetModelBase* m_model = nullptr;
    RecordDrawerBase* m_drawer = nullptr;
    QWidget* m_left = nullptr;
    PageHeader* m_header;
    TabStrip* m_tabs;
    Banner* m_banner;
    Banner* m_only; // over the one record that a link led to
    TableView* m_table;
    ViewState* m_state;
    Toast* m_toast = nullptr;
    Exporter* m_exporter = nullptr;
    QString m_wanted; // to be selected when it is loaded
    QString m_link;   // while its record is asked for
    RefreshPace m_pace{kRefreshEveryMs};
};

} // namespace stoa::ui
