#include "ui/theme/picture.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QPainterPath>

namespace stoa::ui {

namespace {

constexpr int kRadius = 5;

} // namespace

void drawPicture(QPainter& painter, const QRect& frame, const QImage& picture, int iconSide)
{
    if (picture.isNull()) {
        drawBox(painter, frame, kRadius, theme().neuBg, theme().line);
        const QRect mark(frame.center().x() - iconSide / 2, frame.center().y() - iconSide / 2,
                         iconSide, iconSide);
        return drawIcon(painter, mark, QStringLiteral("image"), theme().t3);
    }
    const QSizeF shown = QSizeF(frame.size()).scaled(picture.size(), Qt::KeepAspectRatio);
    QRectF part(QPointF(0, 0), shown);
    part.moveCenter(QRectF(picture.rect()).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners;
    corners.addRoundedRect(frame, kRadius, kRadius);
    painter.setClipPath(corners);
    painter.fillRect(frame, theme().neuBg); // behind transparent parts
    painter.drawImage(QRectF(frame), picture, part);
    painter.restore();
    drawBox(painter, frame, kRadius, {}, theme().line);
}

} // namespace stoa::ui
