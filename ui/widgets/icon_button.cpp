#include "ui/widgets/icon_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

IconButton::IconButton(const QString& icon, const QString& accessibleName, const QString& name,
                       QWidget* parent)
    : QAbstractButton(parent), m_icon(icon)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setToolTip(accessibleName);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconButton::setIconName(const QString& icon)
{
    m_icon = icon;
    update();
}

void IconButton::setSmall(bool isSmall)
{
    m_isSmall = isSmall;
    updateGeometry();
}

void IconButton::setCount(int count)
{
    m_count = count;
    update();
}

QSize IconButton::sizeHint() const
{
    const int side = scaled(m_isSmall ? 24 : 28);
    return {side, side};
}

void IconButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    if (isEnabled() && (isDown() || isChecked()))
        drawBox(painter, rect(), 6, t.press, {});
    else if (isEnabled() && underMouse())
        drawBox(painter, rect(), 6, t.hover, {});
    const int side = std::min(scaled(16), height() - 6);
    drawIcon(painter, {(width() - side) / 2, (height() - side) / 2, side, side}, m_icon,
             isEnabled() ? t.t2 : t.tdis);
    if (m_count > 0 && isEnabled()) paintCount(painter);
}

void IconButton::paintCount(QPainter& painter) const
{
    const QString text = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
    QFont small = ui::font(Type::Tiny);
    const int wide = std::max(15, QFontMetrics(small).horizontalAdvance(text) + 7);
    const QRect badge(width() - wide, 0, wide, 15);
    drawBox(painter, badge.adjusted(-2, -2, 2, 2), 9, theme().chrome, {});
    drawBox(painter, badge, 7.5, theme().destructive, {});
    drawText(painter, badge, Qt::AlignCenter, text, small, theme().tinv);
}

} // namespace stoa::ui
