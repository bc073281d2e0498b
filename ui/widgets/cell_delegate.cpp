#include "ui/widgets/cell_delegate.h"

#include "ui/text/amounts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/picture.h"
#include "ui/widgets/table_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

namespace stoa::ui {

namespace {

constexpr int kThumb = 28;

QRect contentRect(const QStyleOptionViewItem& option, const QModelIndex& index,
                  const TableView* table)
{
    const int left = table != nullptr && table->isFirstVisible(index.column()) ? 12 : 8;
    const int right = table != nullptr && table->isLastVisible(index.column()) ? 12 : 8;
    return option.rect.adjusted(left, 0, -right, 0);
}

Qt::CheckState checkOf(const QModelIndex& index)
{
    return static_cast<Qt::CheckState>(index.data(Qt::CheckStateRole).toInt());
}

void paintChangedCorner(QPainter& painter, const QRect& cell)
{
    const QPoint corner = cell.topRight() + QPoint(1, 0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().warnFill);
    painter.drawPolygon(QPolygon({corner, corner - QPoint(7, 0), corner + QPoint(0, 7)}));
    painter.restore();
}

} // namespace

void drawTableRow(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                  const TableView* table)
{
    const Theme& t = theme();
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const bool isCurrent = table != nullptr && table->currentIndex().row() == index.row() &&
                           (isSelected || table->hasFocus());
    const bool isHovered = table != nullptr && table->hoveredRow() == index.row();
    const QRect rect = option.rect;
    if (isSelected || isCurrent)
        painter.fillRect(rect, t.sel);
    else if (isHovered)
        painter.fillRect(rect, t.hover);
    drawRule(painter, rect.bottomLeft(), rect.bottomRight(), isCurrent ? t.accent : t.line);
    if (!isCurrent) return;
    drawRule(painter, rect.topLeft(), rect.topRight(), t.accent);
    const bool isFirst = table->isFirstVisible(index.column());
    if (isFirst) painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent);
}

CellDelegate::CellDelegate(CellKind kind, QObject* parent)
    : QStyledItemDelegate(parent), m_kind(kind)
{}

QColor CellDelegate::inkOf(const QModelIndex& index) const
{
    if (index.data(IsDisabledRole).toBool()) return theme().tdis;
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid() && static_cast<Tone>(tone.toInt()) != Tone::Neutral) {
        return theme().text(static_cast<Tone>(tone.toInt()));
    }
    return m_kind == CellKind::Dim || m_kind == CellKind::Time ? theme().t2 : theme().t1;
}

QFont CellDelegate::fontOf(const QModelIndex& index) const
{
    if (index.data(IsChangedRole).toBool()) return ui::font(Type::CardTitle);
    return ui::font(m_kind == CellKind::Strong ? Type::BodyStrong : Type::Body);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto* table = qobject_cast<const TableView*>(option.widget);
    drawTableRow(*painter, option, index, table);
    const QRect rect = contentRect(option, index, table);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QColor ink = inkOf(index);
    const Qt::Alignment align = alignmentOf(m_kind);
    if (index.data(IsChangedRole).toBool()) paintChangedCorner(*painter, option.rect);
    switch (m_kind) {
    case CellKind::Text:
    case CellKind::Dim:
        return drawText(*painter, rect, align, text, fontOf(index), ink);
    case CellKind::Strong:
    case CellKind::Number:
    case CellKind::Time:
        return drawFigures(*painter, rect, align, text, fontOf(index), ink);
    case CellKind::Money:
        return paintMoney(*painter, rect, index, ink);
    case CellKind::TwoLines:
        return paintTwoLines(*painter, rect, index, ink);
    case CellKind::Chip: {
        const auto word = index.data(StatusRole).value<StatusWord>();
        if (word.text.isEmpty()) return;
        const QSize size = chipSize(word).boundedTo(rect.size());
        const int top = rect.top() + (rect.height() - size.height()) / 2;
        return drawChip(*painter, QRect(QPoint(rect.left(), top), size), word);
    }
    case CellKind::Check: {
        const QRect box(rect.left(), rect.top() + (rect.height() - 15) / 2, 15, 15);
        return drawCheckBox(*painter, box, checkOf(index), !index.data(IsDisabledRole).toBool());
    }
    }
}

void CellDelegate::paintMoney(QPainter& painter, const QRect& rect, const QModelIndex& index,
                              const QColor& ink) const
{
    const QVariant value = index.data(MoneyRole);
    if (!value.isValid()) return;
    const auto money = value.value<Money>();
    const QVariant upper = index.data(MoneyToRole);
    QString amount = amountText(money);
    if (upper.isValid() && upper.value<Money>() != money) {
        amount += QStringLiteral(" – ") + amountText(upper.value<Money>());
    }
    const QRect figure = rect.adjusted(0, 0, -TableView::kCurrencyWidth, 0);
    drawFigures(painter, figure, Qt::AlignRight | Qt::AlignVCenter, amount, fontOf(index), ink);
    const QRect code(rect.right() - TableView::kCurrencyWidth + 5, rect.top(),
                     TableView::kCurrencyWidth, rect.height());
    drawText(painter, code, Qt::AlignLeft | Qt::AlignVCenter, fromUtf8(money.currency().code()),
             ui::font(Type::Caption), theme().t3);
}

void CellDelegate::paintTwoLines(QPainter& painter, QRect rect, const QModelIndex& index,
                                 const QColor& ink) const
{
    const QVariant picture = index.data(PictureRole);
    const QString mark = index.data(IconRole).toString();
    if (picture.isValid() || !mark.isEmpty()) {
        const int side = std::min(scaled(kThumb), rect.height() - 8);
        const QRect box(rect.left(), rect.center().y() - side / 2, side, side);
        if (picture.isValid() && !picture.value<QImage>().isNull()) {
            drawPicture(painter, box, picture.value<QImage>(), 0);
        } else {
            drawBox(painter, box, 5, theme().neuBg, {});
            drawIcon(painter, box.adjusted(6, 6, -6, -6),
                     mark.isEmpty() ? QStringLiteral("image") : mark, theme().t2);
        }
        rect.setLeft(box.right() + 10);
    }
    const QString first = index.data(Qt::DisplayRole).toString();
    const QString second = index.data(SecondaryRole).toString();
    const int line = lineHeight(Type::Body);
    const bool isRoomy = !second.isEmpty() && rect.height() >= line + lineHeight(Type::Secondary);
    if (!isRoomy) {
        return drawText(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, first,
                        ui::font(Type::BodyStrong), ink);
    }
    const int top = rect.top() + (rect.height() - line - lineHeight(Type::Secondary)) / 2;
    drawText(painter, {rect.left(), top, rect.width(), line}, Qt::AlignLeft | Qt::AlignVCenter,
             first, ui::font(Type::BodyStrong), ink);
    drawText(painter, {rect.left(), top + line, rect.width(), lineHeight(Type::Secondary)},
             Qt::AlignLeft | Qt::AlignVCenter, second, ui::font(Type::Secondary), theme().t3);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* table = qobject_cast<const TableView*>(option.widget);
    const int height =
        table != nullptr ? table->verticalHeader()->defaultSectionSize() : scaled(36);
    const int text =
        QFontMetrics(fontOf(index)).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {text + 20, height};
}

bool CellDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                               const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (m_kind != CellKind::Check)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    if (index.data(IsDisabledRole).toBool()) return false;
    const bool isClick = event->type() == QEvent::MouseButtonRelease;
    const bool isSpace =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    if (!isClick && !isSpace) return false;
    return model->setData(index, checkOf(index) == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                          Qt::CheckStateRole);
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QString text = index.data(FullTextRole).toString();
    const QString shown = index.data(Qt::DisplayRole).toString();
    const bool isElided =
        QFontMetrics(fontOf(index)).horizontalAdvance(shown) > option.rect.width() - 16;
    if (text.isEmpty() && isElided) text = shown;
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), text.toHtmlEscaped(), view);
    return true;
}

} // namespace stoa::ui
