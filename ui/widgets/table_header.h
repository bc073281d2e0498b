#pragma once
// The header of a TableView: 30 px, labels aligned like their column, and over figures of money
// rather than over the currency code beside them. A click on a sortable column sorts. Only
// TableView uses it.

#include "ui/models/cell.h"

#include <QHeaderView>

namespace stoa::ui {

class TableView;

class TableHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit TableHeader(TableView* table);
    void setColumns(const std::vector<Column>& columns);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const TableView& m_table;
    std::vector<Column> m_columns;
    int m_hovered = -1;
};

} // namespace stoa::ui
