#pragma once
// The filters at the left of the orders: groups of ticks with counts, and since when. It shows a
// filter and says which one is wanted instead; counts come later and from the node only, over all
// orders, not over the filtered ones. Also the content of the Filters pop-up in a narrow window.

#include "ui/orders/orders_filter.h"

#include <QAbstractButton>

#include <functional>

class QVBoxLayout;

namespace stoa::ui {

// One line of a group: tick or radio, word, count.
class FacetRow final : public QAbstractButton {
    Q_OBJECT

public:
    FacetRow(const QString& text, const QString& name, bool isRadio, QWidget* parent = nullptr);
    void setCount(const QString& count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_count;
    bool m_isRadio;
};

class FacetPanel final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 170;

    explicit FacetPanel(const QString& name, QWidget* parent = nullptr);

    void setFilter(const OrdersFilter& filter);
    void setCounts(const api::OrderFacets& facets);

signals:
    void filterWanted(const stoa::ui::OrdersFilter& filter);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    // A row with what it does to the filter and how it reads its state from it.
    struct Row {
        FacetRow* widget;
        std::string countKey; // "payment:paid"; empty for rows without a count
        std::function<void(OrdersFilter&)> apply;
        std::function<bool(const OrdersFilter&)> isOn;
    };

    void addGroup(const QString& title);
    void addRow(const QString& text, const QString& name, bool isRadio, Row row);
    template <class Value>
    void addStatus(std::vector<Value> OrdersFilter::*list, Value value, const std::string& group);

    QVBoxLayout* m_column;
    std::vector<Row> m_rows;
    OrdersFilter m_filter;
};

// The panel in a pop-up below `anchor`, for a narrow window; it goes when it is closed.
FacetPanel* openFacetPopup(const QWidget* anchor, const OrdersFilter& filter);

} // namespace stoa::ui
