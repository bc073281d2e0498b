#pragma once
// Orders: find any order, see where it stands, act without leaving the list. Tabs, facets, chips
// and search change one OrdersFilter; the table shows it; the drawer shows the current row.
//
// Changes of orders, payments and refunds are read again at once and then at most every
// kRefreshEveryMs, so new orders appear within a second and a flood of them costs a few requests;
// what is selected, open and scrolled to stays. While the page is hidden it only remembers that
// there was something.

#include "ui/async/refresh_pace.h"
#include "ui/orders/orders_filter.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class Banner;
class FacetPanel;
class FilterBar;
class OrderDrawer;
class OrdersModel;
class PageHeader;
class TableView;
class TabStrip;
class Toast;
class ViewState;

class OrdersPage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kRefreshEveryMs = 500;
    static constexpr int kFacetsEveryMs = 5000;
    static constexpr int kNarrowWindow = 1180; // facets become a pop-up

    explicit OrdersPage(const PageContext& context, QWidget* parent = nullptr);

    // "ord_…" shows that order, "view:late" a tab by the id of its OrdersView.
    void visit(const QString& record) override;
    bool focusFind() override;
    void refresh() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildList();
    void connectModel();
    void connectDrawer();
    void setFilter(const OrdersFilter& filter);
    void selectWanted();
    void showFacts();
    void showFacetsPopup();
    void readFacets();
    void takeFacets(const api::OrderFacets& facets);
    void takeEvents(const std::vector<api::Event>& events);
    void refreshSoon();
    void showCurrent(const QString& id);
    void setDrawerOpen(bool isOpen);
    void stepRow(int step);
    void openRefund(const api::OrderView& order);
    bool handleKey(QKeyEvent* event);

    PageContext m_context;
    OrdersModel* m_model;
    PageHeader* m_header;
    TabStrip* m_tabs;
    FacetPanel* m_facets;
    FilterBar* m_filterBar;
    Banner* m_banner;
    TableView* m_table;
    ViewState* m_state;
    OrderDrawer* m_drawer;
    Toast* m_toast;
    std::vector<OrdersView> m_views;
    std::optional<api::OrderFacets> m_counts;
    QString m_wanted; // to be selected when it is loaded
    RefreshPace m_ordersPace{kRefreshEveryMs};
    RefreshPace m_facetsPace{kFacetsEveryMs};
};

} // namespace stoa::ui
