#include "ui/finance/grouped_delegate.h"

#include "ui/theme/paint.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/table_view.h"

namespace stoa::ui {

namespace {

constexpr int kIndent = 14;
constexpr int kEdge = 12; // of the table
constexpr int kMargin = 8;

} // namespace

GroupedDelegate::GroupedDelegate(CellKind kind, QObject* parent)
    : QStyledItemDelegate(parent), m_cell(new CellDelegate(kind, this)), m_kind(kind)
{}

void GroupedDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    if (index.data(IsHeadingRole).toBool()) return paintHeading(*painter, option, index);
    if (index.data(IsMarkedRole).toBool()) painter->fillRect(option.rect, theme().sel);
    if (!index.data(IsIndentedRole).toBool()) return m_cell->paint(painter, option, index);
    drawTableRow(*painter, option, index, qobject_cast<const TableView*>(option.widget));
    QStyleOptionViewItem shifted(option);
    shifted.rect.setLeft(shifted.rect.left() + kIndent);
    m_cell->paint(painter, shifted, index);
}

void GroupedDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const Theme& t = theme();
    const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
    painter.fillRect(option.rect, isCurrent ? t.sel : t.sunken);
    drawRule(painter, option.rect.bottomLeft(), option.rect.bottomRight(), t.line);
    const auto* table = qobject_cast<const TableView*>(option.widget);
    const bool isFirst = table != nullptr && table->isFirstVisible(index.column());
    const bool isLast = table != nullptr && table->isLastVisible(index.column());
    const QRect rect =
        option.rect.adjusted(isFirst ? kEdge : kMargin, 0, isLast ? -kEdge : -kMargin, 0);
    const QVariant word = index.data(StatusRole);
    if (word.canConvert<StatusWord>()) {
        const auto chip = word.value<StatusWord>();
        const QSize size = chipSize(chip, ChipSize::Dense);
        const QRect place(rect.right() - size.width(), rect.center().y() - size.height() / 2,
                          size.width(), size.height());
        return drawChip(painter, place, chip, ChipSize::Dense);
    }
    const bool isFigure = m_kind == CellKind::Number || m_kind == CellKind::Money;
    const auto align = alignmentOf(m_kind) | Qt::AlignVCenter;
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool isCaption = index.data(IsIndentedRole).toBool();
    const QFont font = ui::font(isCaption ? Type::CaptionBold : Type::BodyStrong);
    const QColor ink = isCaption || m_kind == CellKind::Time ? t.t3 : t.t1;
    if (isFigure || m_kind == CellKind::Time)
        drawFigures(painter, rect, align, text,
                    m_kind == CellKind::Time ? ui::font(Type::Secondary) : font, ink);
    else
        drawText(painter, rect, align, text, font, ink);
}

QSize GroupedDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return m_cell->sizeHint(option, index);
}

void groupTable(TableView& table, const std::vector<Column>& columns)
{
    table.setColumns(columns);
    table.setCompact(true);
    for (std::size_t i = 0; i < columns.size(); ++i)
        table.setItemDelegateForColumn(static_cast<int>(i),
                                       new GroupedDelegate(columns[i].kind, &table));
}

} // namespace stoa::ui
