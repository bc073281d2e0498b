#include "ui/shell/rail_item.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

RailItem::RailItem(const QString& icon, const QString& title, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon)
{
    setObjectName(name);
    setText(title);
    setAccessibleName(title);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailItem::setCounter(const QString& count, Tone tone)
{
    m_count = count;
    m_tone = tone;
    setAccessibleDescription(count);
    update();
}

void RailItem::setCollapsed(bool isCollapsed)
{
    m_isCollapsed = isCollapsed;
    setToolTip(isCollapsed ? text() : QString());
    update();
}

QSize RailItem::sizeHint() const
{
    return {36, scaled(30)};
}

void RailItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool isCurrent = isChecked() && isEnabled();
    if (isCurrent)
        drawBox(painter, rect(), 6, t.card, t.line2);
    else if (isEnabled() && underMouse())
        drawBox(painter, rect(), 6, t.press, {});
    if (isCurrent) drawBox(painter, QRect(0, 7, 3, height() - 14), 1.5, t.accent, {});
    const QColor ink = !isEnabled() ? t.tdis : isCurrent ? t.t1 : t.t2;
    const int x = m_isCollapsed ? (width() - 16) / 2 : 8;
    drawIcon(painter, {x, (height() - 16) / 2, 16, 16}, m_icon, isCurrent ? t.accentT : ink);
    if (m_isCollapsed) {
        if (m_count.isEmpty() || !isEnabled()) return;
        const QRect dot(width() - 13, 5, 7, 7);
        drawBox(painter, dot.adjusted(-2, -2, 2, 2), 5.5, isCurrent ? t.card : t.chrome, {});
        return drawBox(painter, dot, 3.5, m_tone == Tone::Bad ? t.badFill : t.accent, {});
    }
    int right = width() - 8;
    if (!m_count.isEmpty() && isEnabled()) {
        const QSize size = counterSize(m_count);
        right -= size.width();
        drawCounter(painter, QRect(QPoint(right, (height() - size.height()) / 2), size), m_count,
                    m_tone);
    }
    drawText(painter, {34, 0, right - 40, height()}, Qt::AlignLeft | Qt::AlignVCenter, text(),
             ui::font(isCurrent ? Type::CardTitle : Type::Body), ink);
}

} // namespace stoa::ui
