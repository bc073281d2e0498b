#pragma once
// The row above the orders: search, one chip per filter in force, Filters (only when the facet
// panel has no room), Clear. 40 px high. Shows a filter and says which one is wanted instead.

#include "ui/orders/orders_filter.h"

#include <QWidget>

class QHBoxLayout;

namespace stoa::ui {

class Button;
class FilterChip;
class SearchField;

class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setFilter(const OrdersFilter& filter);
    void setFiltersButtonVisible(bool isVisible);
    void focusSearch();
    QWidget* filtersButton() const;

signals:
    void filterWanted(const stoa::ui::OrdersFilter& filter);
    void filtersRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuildChips();

    SearchField* m_search;
    QHBoxLayout* m_chips;
    Button* m_filters;
    Button* m_clear;
    OrdersFilter m_filter;
};

} // namespace stoa::ui
