#pragma once
// Orders: find any order, see where it stands, act without leaving the list. Tabs, facets, chips
// and search change one OrdersFilter; the table shows it; the drawer shows the current row.
//
// Changes of orders, payments and refunds are read again at once and then at most every
// kRefreshEveryMs, so new orders appear within a second and a flood of them costs a few requests;
// what is selected, open and scrolled to stays. While the page is hidden it only remembers that
// there was something.

#include "ui/lists/list_page.h"
#include "ui/orders/orders_filter.h"

namespace stoa::ui {

class FacetPanel;
class FilterBar;
class OrderDialog;
class OrderDrawer;
class OrdersModel;

class OrdersPage final : public ListPage {
    Q_OBJECT

public:
    static constexpr int kFacetsEveryMs = 5000;
    static constexpr int kNarrowWindow = 1180; // facets become a pop-up

    explicit OrdersPage(const PageContext& context, QWidget* parent = nullptr);

    // "ord_…" shows that order, "view:late" a tab by the id of its OrdersView.
    void visit(const QString& record) override;
    bool focusFind() override;

protected:
    void askFor(const QString& record) override;
    void chooseTab(int tab) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    std::optional<ExportPlan> exportPlan() const override;
    bool takeLetter(int key) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectFilters();
    void connectFacets();
    void setFilter(const OrdersFilter& filter);
    void showFacetsPopup();
    void readFacets();
    void takeFacets(const api::OrderFacets& facets);
    void openRefund(const api::OrderView& order);
    void openDialog(OrderDialog* dialog, const QString& done);
    void releaseHold(const api::OrderView& order);
    void withdrawEdit(const api::OrderView& order);

    OrdersModel* m_model;
    OrderDrawer* m_drawer;
    FacetPanel* m_facets;
    FilterBar* m_filterBar;
    std::vector<OrdersView> m_views;
    std::optional<api::OrderFacets> m_counts;
    RefreshPace m_facetsPace{kFacetsEveryMs};
};

} // namespace stoa::ui
