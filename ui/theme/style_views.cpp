#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style_parts.h"

#include <QStyle>

namespace stoa::ui::style {

namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return (option.state & flag) != 0;
}

bool isFirst(const QStyleOptionHeader& option)
{
    return option.position == QStyleOptionHeader::Beginning ||
           option.position == QStyleOptionHeader::OnlyOneSection;
}

bool isLast(const QStyleOptionHeader& option)
{
    return option.position == QStyleOptionHeader::End ||
           option.position == QStyleOptionHeader::OnlyOneSection;
}

} // namespace

void drawHeaderSection(const QStyleOptionHeader& option, QPainter& painter)
{
    const bool isHover = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, isHover ? theme().press : theme().sunken);
    drawRule(painter, option.rect.bottomLeft(), option.rect.bottomRight(), theme().line2);
}

void drawHeaderLabel(const QStyleOptionHeader& option, QPainter& painter)
{
    QRect rect = option.rect;
    rect.setLeft(rect.left() + (isFirst(option) ? 12 : 8));
    rect.setRight(rect.right() - (isLast(option) ? 12 : 8));
    const QFont label = font(Type::Label);
    const bool isSorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool isRight = (option.textAlignment & Qt::AlignRight) != 0;
    if (isSorted) rect.setRight(rect.right() - 16);
    const QString text = QFontMetrics(label).elidedText(option.text, Qt::ElideRight, rect.width());
    drawText(painter, rect, option.textAlignment | Qt::AlignVCenter, text, label, theme().t3);
    if (!isSorted) return;
    const int width = QFontMetrics(label).horizontalAdvance(text);
    const int x = isRight ? rect.right() + 3 : rect.left() + width + 3;
    // Qt's SortDown is the ascending indicator.
    const bool isUp = option.sortIndicator == QStyleOptionHeader::SortDown;
    drawIcon(painter, {x, rect.center().y() - 6, 13, 13},
             isUp ? QStringLiteral("arrow-u") : QStringLiteral("arrow-d"), theme().t3);
}

void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter)
{
    painter.fillRect(option.rect, theme().raised);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const int y = option.rect.center().y();
        drawRule(painter, {option.rect.left() + 4, y}, {option.rect.right() - 4, y}, theme().line);
        return;
    }
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && isEnabled) {
        drawBox(painter, option.rect.adjusted(0, 0, 0, 0), 4, theme().sel, {});
    }
    const QColor ink = isEnabled ? theme().t1 : theme().tdis;
    const QRect mark(option.rect.left() + 8, option.rect.center().y() - 7, 16, 16);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked) {
        drawIcon(painter, mark, QStringLiteral("check"), theme().accentT);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, mark, Qt::AlignCenter,
                          isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QString label = option.text.section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&'));
    const QString keys = option.text.section(QLatin1Char('\t'), 1, 1);
    const QRect text = option.rect.adjusted(34, 0, -12, 0);
    drawText(painter, text, Qt::AlignLeft | Qt::AlignVCenter, label, font(Type::Body), ink);
    if (!keys.isEmpty()) {
        drawText(painter, text, Qt::AlignRight | Qt::AlignVCenter, keys, font(Type::Secondary),
                 theme().t3);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        drawIcon(painter, {option.rect.right() - 22, option.rect.center().y() - 7, 16, 16},
                 QStringLiteral("chev-r"), theme().t3);
    }
}

void drawTab(const QStyleOptionTab& option, QPainter& painter)
{
    const bool isCurrent = has(option, QStyle::State_Selected);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const QColor ink = !isEnabled ? theme().tdis : isCurrent ? theme().t1 : theme().t2;
    drawText(painter, option.rect, Qt::AlignCenter, option.text,
             font(isCurrent ? Type::CardTitle : Type::BodyStrong), ink);
    if (isCurrent) {
        const QRect rect = option.rect;
        painter.fillRect(QRect(rect.left() + 8, rect.bottom() - 1, rect.width() - 16, 2),
                         theme().accent);
    } else if (has(option, QStyle::State_HasFocus)) {
        drawBox(painter, option.rect, 6, {}, theme().focus, 2);
    }
}

void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QRect& thumb)
{
    if (option.maximum <= option.minimum) return;
    const bool isActive = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const QRect bar = thumb.adjusted(1, 1, -1, -1);
    drawBox(painter, bar, std::min(bar.width(), bar.height()) / 2.0,
            isActive ? theme().ctl : theme().line3, {});
}

void drawItemBackground(const QStyleOptionViewItem& option, QPainter& painter)
{
    if (has(option, QStyle::State_Selected))
        painter.fillRect(option.rect, theme().sel);
    else if (has(option, QStyle::State_MouseOver))
        painter.fillRect(option.rect, theme().hover);
    if (has(option, QStyle::State_HasFocus)) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         theme().accent);
    }
}

} // namespace stoa::ui::style
