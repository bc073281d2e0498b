#pragma once
// The orders of a filter as a table, newest first. setFilter() asks anew; refresh() brings what has
// changed without losing rows, and refreshOrders() reads single orders again that stand too far
// down for a refresh.

#include "ui/models/keyset_model.h"
#include "ui/orders/orders_filter.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class OrdersModel final : public KeysetModel<api::OrderRow> {
    Q_OBJECT

public:
    static constexpr std::size_t kMaxSingleReads = 20; // at once; more wait for the next refresh

    explicit OrdersModel(const PageContext& context, QObject* parent = nullptr);

    void setFilter(const OrdersFilter& filter);
    const OrdersFilter& filter() const { return m_filter; }
    const api::ListOrders& question() const { return m_question; } // of the first page
    const api::OrderRow* orderOf(const QString& id) const;         // null when it is not loaded
    // Reads those of the ids again that are loaded below the reach of refresh().
    void refreshOrders(const QStringList& ids);

    bool canFindOne() const override { return true; } // the filter's text may be an id

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::OrderRow& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::OrderRow& row, int column, int role) const override;

private:
    PageContext m_context;
    OrdersFilter m_filter;
    api::ListOrders m_question;
};

} // namespace stoa::ui
