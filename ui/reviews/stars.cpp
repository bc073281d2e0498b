#include "ui/reviews/stars.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace stoa::ui {

namespace {

constexpr int kStars = 5;
constexpr int kGap = 2;

QPainterPath star(QRectF in)
{
    QPolygonF points;
    const double radius = in.width() / 2;
    for (int i = 0; i < 10; ++i) {
        const double angle = std::numbers::pi * (i / 5.0 - 0.5);
        const double reach = i % 2 == 0 ? radius : radius * 0.42;
        points << in.center() + QPointF(reach * std::cos(angle), reach * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

} // namespace

Stars::Stars(int tenths, int side, QWidget* parent) : QWidget(parent), m_side(side)
{
    setFixedSize(sizeHint());
    setTenths(tenths);
}

void Stars::setTenths(int tenths)
{
    m_tenths = tenths;
    setAccessibleName(tenths % 10 == 0
                          ? tr("%1 of 5 stars").arg(tenths / 10)
                          : tr("%1 of 5 stars").arg(locale().toString(tenths / 10.0, 'f', 1)));
    setToolTip(accessibleName());
    update();
}

QSize Stars::sizeHint() const
{
    return {kStars * m_side + (kStars - 1) * kGap, m_side};
}

void Stars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kStars; ++i) {
        const QRectF box(i * (m_side + kGap), 0, m_side, m_side);
        const QPainterPath shape = star(box);
        painter.fillPath(shape, theme().line2);
        const double share = std::clamp(m_tenths / 10.0 - i, 0.0, 1.0);
        if (share <= 0) continue;
        painter.save();
        painter.setClipRect(QRectF(box.topLeft(), QSizeF(box.width() * share, box.height())));
        painter.fillPath(shape, theme().warnFill);
        painter.restore();
    }
}

} // namespace stoa::ui
