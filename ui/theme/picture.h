#pragma once
// A picture in a frame: fills it, cut at the longer side, with round corners and a 1 px edge; or
// the placeholder while there is none.

#include <QImage>
#include <QPainter>

namespace stoa::ui {

// `iconSide` is the side of the placeholder's icon.
void drawPicture(QPainter& painter, const QRect& frame, const QImage& picture, int iconSide);

} // namespace stoa::ui
