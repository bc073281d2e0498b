#include "ui/widgets/table_header.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/table_view.h"

#include <QMouseEvent>

namespace stoa::ui {

TableHeader::TableHeader(TableView* table) : QHeaderView(Qt::Horizontal, table), m_table(*table)
{
    setFixedHeight(scaled(30));
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(24);
    setHighlightSections(false);
    setSectionsClickable(true);
    setMouseTracking(true);
}

void TableHeader::setColumns(const std::vector<Column>& columns)
{
    m_columns = columns;
    viewport()->update();
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const auto at = static_cast<std::size_t>(section);
    if (!rect.isValid() || at >= m_columns.size()) return;
    const Column& column = m_columns[at];
    const bool isHovered = section == m_hovered && column.isSortable;
    painter->fillRect(rect, isHovered ? theme().press : theme().sunken);
    drawRule(*painter, rect.bottomLeft(), rect.bottomRight(), theme().line2);
    QRect words = rect.adjusted(m_table.isFirstVisible(section) ? 12 : 8, 0,
                                m_table.isLastVisible(section) ? -12 : -8, 0);
    if (column.kind == CellKind::Money) words.setRight(words.right() - TableView::kCurrencyWidth);
    const Qt::Alignment align = alignmentOf(column.kind);
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool isRight = (align & Qt::AlignRight) != 0;
    if (isSorted && isRight) words.setRight(words.right() - 16);
    const QFont label = ui::font(Type::Label);
    const QString title = model()->headerData(section, orientation()).toString();
    const QString shown =
        column.title.isEmpty() && column.kind != CellKind::Check ? title : column.title;
    drawText(*painter, words, align, shown, label, theme().t3);
    if (!isSorted) return;
    const int wide = QFontMetrics(label).horizontalAdvance(shown);
    const int x = isRight ? words.right() + 3 : words.left() + wide + 3;
    const bool isUp = sortIndicatorOrder() == Qt::AscendingOrder;
    drawIcon(*painter, {x, rect.center().y() - 6, 13, 13},
             isUp ? QStringLiteral("arrow-u") : QStringLiteral("arrow-d"), theme().t3);
}

void TableHeader::mouseMoveEvent(QMouseEvent* event)
{
    QHeaderView::mouseMoveEvent(event);
    const int section = logicalIndexAt(event->pos());
    if (std::exchange(m_hovered, section) != section) viewport()->update();
}

void TableHeader::leaveEvent(QEvent* event)
{
    QHeaderView::leaveEvent(event);
    m_hovered = -1;
    viewport()->update();
}

} // namespace stoa::ui
