#pragma once
// The line icons of resources/icons, tinted with an ink of the current theme. A QIcon from icon()
// draws itself when painted: after a theme switch or on another screen it has the right colour and
// sharpness without anyone setting it again. Pixmaps are kept in QPixmapCache by name, colour, size
// and ratio. An unknown name is our bug and aborts, so a missing icon is found by the first test
// that shows it.

#include "ui/theme/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace stoa::ui {

// Disabled mode paints `tdis`, mode Selected or state On paints the accent when `ink` is t2.
QIcon icon(const QString& name, Ink ink = &Theme::t2);

QPixmap iconPixmap(const QString& name, const QColor& color, int size, double ratio);
void drawIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color);

QStringList iconNames(); // sorted, without ".svg"

} // namespace stoa::ui
