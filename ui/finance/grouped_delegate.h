#pragma once
// Cells of tables whose rows stand under headings: accounts under their class, the lines of an
// entry under what it is. A heading is one sunken row; other cells are painted as in every table,
// shifted to the right when indented, tinted when marked.

#include "ui/models/cell.h"

#include <QStyledItemDelegate>

namespace stoa::ui {

enum GroupedRole {
    IsHeadingRole = Qt::UserRole + 100, // bool, of the row
    IsIndentedRole,                     // bool, of the cell
    IsMarkedRole,                       // bool, of the row: belongs to what is filtered by
};

class CellDelegate;
class TableView;

class GroupedDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    GroupedDelegate(CellKind kind, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const;

    CellDelegate* m_cell;
    CellKind m_kind;
};

// Columns, delegates and compact rows for a table of that kind; call after setModel().
void groupTable(TableView& table, const std::vector<Column>& columns);

} // namespace stoa::ui
