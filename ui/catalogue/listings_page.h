#pragma once
// Listings: find a listing, see what buyers see of it and what the review says, act on it: send to
// review, archive, move stock, import a file. Tabs and search change the question; the table shows
// it; the drawer shows the current row.
//
// Changes of listings and stock are read again at once and then at most every kRefreshEveryMs.
//
// Keys: arrows row, Space drawer, S send to review, T stock, I import, / search, Ctrl+1…7 tab.

#include "api/listings.h"
#include "ui/async/refresh_pace.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class Banner;
class Button;
class ListingDrawer;
class ListingsModel;
class PageHeader;
class SearchField;
class TableView;
class TabStrip;
class Toast;
class ViewState;

class ListingsPage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kRefreshEveryMs = 500;

    explicit ListingsPage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    bool focusFind() override;
    void refresh() override;
    void openImport();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildList();
    void connectModel();
    void connectDrawer();
    void setQuestion(int tab, const QString& text);
    void selectWanted();
    void showFacts();
    void showCurrent(const QString& id);
    void setDrawerOpen(bool isOpen);
    void stepRow(int step);
    void takeEvents(const std::vector<api::Event>& events);
    void submit(const api::ListingRow& listing);
    void archive(const api::ListingRow& listing);
    void openStock(const api::ListingView& listing, const api::VariantView& variant);
    template <class Request>
    void send(Request request, const QString& done, const std::string& key);
    bool handleKey(const QKeyEvent& event);

    PageContext m_context;
    ListingsModel* m_model;
    PageHeader* m_header;
    Button* m_import;
    TabStrip* m_tabs;
    SearchField* m_search;
    Banner* m_banner;
    TableView* m_table;
    ViewState* m_state;
    ListingDrawer* m_drawer;
    Toast* m_toast;
    QString m_wanted; // to be selected when it is loaded
    RefreshPace m_pace{kRefreshEveryMs};
};

} // namespace stoa::ui
