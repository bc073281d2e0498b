#include "ui/widgets/table_view.h"

#include "ui/models/keyset_model_base.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/table_header.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QScrollBar>

namespace stoa::ui {

TableView::TableView(const QString& name, QWidget* parent)
    : QTableView(parent), m_header(new TableHeader(this))
{
    setObjectName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setHorizontalHeader(m_header);
    connect(m_header, &QHeaderView::sectionClicked, this, &TableView::sortBy);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { emit opened(index.data(RowIdRole).toString()); });
    setRowHeight(kDefaultRow);
}

void TableView::setKeysetModel(KeysetModelBase* model)
{
    setModel(model);
    setColumns(model->columns());
}

void TableView::setColumns(std::vector<Column> columns)
{
    m_columns = std::move(columns);
    m_header->setColumns(m_columns);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        delete itemDelegateForColumn(column);
        setItemDelegateForColumn(column, new CellDelegate(m_columns[i].kind, this));
    }
    layoutColumns();
}

void TableView::setRowHeight(int pixels)
{
    m_rowHeight = pixels;
    verticalHeader()->setMinimumSectionSize(scaled(pixels));
    verticalHeader()->setDefaultSectionSize(scaled(pixels));
}

void TableView::setCompact(bool isCompact)
{
    setRowHeight(isCompact ? kCompactRow : kDefaultRow);
}

bool TableView::isFirstVisible(int column) const
{
    for (int i = 0; i < column; ++i) {
        if (!isColumnHidden(i)) return false;
    }
    return true;
}

bool TableView::isLastVisible(int column) const
{
    for (int i = column + 1; i < static_cast<int>(m_columns.size()); ++i) {
        if (!isColumnHidden(i)) return false;
    }
    return true;
}

QStringList TableView::selectedIds() const
{
    QStringList ids;
    if (selectionModel() == nullptr) return ids;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        ids << index.data(RowIdRole).toString();
    }
    return ids;
}

QString TableView::currentId() const
{
    return currentIndex().data(RowIdRole).toString();
}

void TableView::selectId(const QString& id)
{
    const auto* model = qobject_cast<const KeysetModelBase*>(this->model());
    const int row = model != nullptr ? model->rowOf(id) : -1;
    if (row < 0) return;
    setCurrentIndex(model->index(row, 0));
    scrollTo(currentIndex());
}

void TableView::layoutColumns()
{
    const int room = viewport()->width();
    if (m_columns.empty() || room <= 0) return;
    hideByPriority(room);
    int used = 0;
    int shares = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (isColumnHidden(static_cast<int>(i))) continue;
        used += scaled(m_columns[i].width);
        shares += m_columns[i].stretch;
    }
    int left = std::max(0, room - used);
    int lastStretch = -1;
    const int spare = left;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        const int extra = shares > 0 ? spare * m_columns[i].stretch / shares : 0;
        if (isColumnHidden(column)) continue;
        setColumnWidth(column, scaled(m_columns[i].width) + extra);
        left -= extra;
        if (m_columns[i].stretch > 0) lastStretch = column;
    }
    if (lastStretch >= 0 && left > 0) setColumnWidth(lastStretch, columnWidth(lastStretch) + left);
}

void TableView::hideByPriority(int room)
{
    for (int most = 4; most >= 1; --most) {
        int used = 0;
        for (const Column& column : m_columns) {
            if (column.priority <= most) used += scaled(column.width);
        }
        if (used > room && most > 1) continue;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            setColumnHidden(static_cast<int>(i), m_columns[i].priority > most);
        }
        return;
    }
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    const bool isPlain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool isEnd = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectedIds().join(QLatin1Char('\n')));
    } else if (isEnter && isPlain && currentIndex().isValid()) {
        emit opened(currentId());
    } else if (isEnd && isPlain && model() != nullptr && model()->rowCount() > 0) {
        const int last = model()->rowCount() - 1; // rows are chosen whole, so not a row's end
        setCurrentIndex(model()->index(event->key() == Qt::Key_Home ? 0 : last, 0));
    } else if (event->key() == Qt::Key_Space && isPlain && currentIndex().isValid()) {
        emit peeked(currentId());
    } else if (event->key() == Qt::Key_Escape ||
               (!event->text().isEmpty() && isPlain && event->key() < Qt::Key_Escape)) {
        event->ignore(); // letters are the page's shortcuts, not a search in the first column
    } else {
        QTableView::keyPressEvent(event);
    }
}

bool TableView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::MouseMove) {
        setHoveredRow(indexAt(static_cast<QMouseEvent*>(event)->pos()).row());
    } else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel) {
        setHoveredRow(-1);
    }
    return QTableView::viewportEvent(event);
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
    if (current.row() != previous.row()) emit currentIdChanged(current.data(RowIdRole).toString());
}

void TableView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && model() != nullptr && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(0, 0));
    }
}

bool TableView::isAboveView(int row) const
{
    const int top = verticalScrollBar()->value();
    return top > 0 && row <= top / verticalHeader()->defaultSectionSize();
}

void TableView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    const bool isAbove = isAboveView(first);
    QTableView::rowsInserted(parent, first, last);
    if (!isAbove) return;
    updateGeometries(); // the scroll bar's new range
    const int shift = (last - first + 1) * verticalHeader()->defaultSectionSize();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + shift);
}

void TableView::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last)
{
    if (isAboveView(last)) {
        const int shift = (last - first + 1) * verticalHeader()->defaultSectionSize();
        verticalScrollBar()->setValue(verticalScrollBar()->value() - shift);
    }
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow) return;
    updateRow(std::exchange(m_hoveredRow, row));
    updateRow(row);
}

void TableView::updateRow(int row)
{
    if (row < 0) return;
    viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

void TableView::sortBy(int column)
{
    const auto& chosen = m_columns.at(static_cast<std::size_t>(column));
    if (!chosen.isSortable) return;
    QHeaderView* header = horizontalHeader();
    const bool isSame = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
    const bool isAscending = isSame && header->sortIndicatorOrder() == Qt::DescendingOrder;
    const Qt::SortOrder order = isAscending ? Qt::AscendingOrder : Qt::DescendingOrder;
    header->setSortIndicatorShown(true);
    header->setSortIndicator(column, order);
    emit sortRequested(chosen.id, order);
}

} // namespace stoa::ui
