#pragma once
// The table of the console. Give it a KeysetModel (or any model plus setColumns) and it has the
// right delegates, alignments, widths and row height, a header of 30 px, whole-row selection, hover
// and current row, fetching as it scrolls, and columns that leave by priority when the window is
// narrow. It never scrolls sideways.
//
// Rows are 36 px, or 28 when compact, or as given for two-line lists. Ctrl+C copies the ids of the
// selected rows (RowIdRole). Rows that come or go above what is seen do not move it. Enter and
// double-click emit opened(); Space emits peeked(), for the drawer.

#include "ui/models/cell.h"

#include <QHeaderView>
#include <QTableView>

namespace stoa::ui {

class KeysetModelBase;
class TableHeader;

class TableView final : public QTableView {
    Q_OBJECT

public:
    static constexpr int kDefaultRow = 36;
    static constexpr int kCompactRow = 28;
    static constexpr int kTwoLineRow = 56;
    static constexpr int kCurrencyWidth = 30; // the code after an amount, with its gap

    explicit TableView(const QString& name, QWidget* parent = nullptr);

    void setKeysetModel(KeysetModelBase* model);
    void setColumns(std::vector<Column> columns); // for other models; call after setModel()
    void setRowHeight(int pixels);                // at 100 % text
    void setCompact(bool isCompact);

    int hoveredRow() const { return m_hoveredRow; }
    bool isFirstVisible(int column) const;
    bool isLastVisible(int column) const;
    QStringList selectedIds() const;
    QString currentId() const;
    void selectId(const QString& id); // makes it current when it is loaded

signals:
    void opened(const QString& id);
    void peeked(const QString& id);
    void currentIdChanged(const QString& id);
    void sortRequested(const QString& columnId, Qt::SortOrder order);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;

private:
    void layoutColumns();
    void hideByPriority(int room);
    void setHoveredRow(int row);
    void updateRow(int row);
    bool isAboveView(int row) const;
    void sortBy(int column);

    TableHeader* m_header;
    std::vector<Column> m_columns;
    int m_hoveredRow = -1;
    int m_rowHeight = kDefaultRow;
};

} // namespace stoa::ui
