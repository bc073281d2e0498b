#pragma once
// Paints the cells of all tables: one delegate per column, told by the column's kind how to read
// the roles of ui/models/cell.h. Rows are painted as a whole: hover, selection and the current row
// (1 px accent lines and a 3 px bar at the left) run through all cells. No widgets in cells, no
// HTML.
//
// Check columns toggle on click and Space through Qt::CheckStateRole of the model.

#include "ui/models/cell.h"

#include <QStyledItemDelegate>

namespace stoa::ui {

class TableView;

// The part of a row that lies behind every cell, for delegates that paint cells of their own.
// `table` may be null.
void drawTableRow(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                  const TableView* table);

class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit CellDelegate(CellKind kind, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    void paintMoney(QPainter& painter, const QRect& rect, const QModelIndex& index,
                    const QColor& ink) const;
    void paintTwoLines(QPainter& painter, QRect rect, const QModelIndex& index,
                       const QColor& ink) const;
    QColor inkOf(const QModelIndex& index) const;
    QFont fontOf(const QModelIndex& index) const;

    CellKind m_kind;
};

} // namespace stoa::ui
