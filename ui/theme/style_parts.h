#pragma once
// How single stock controls are drawn. Only ProxyStyle calls these; they are split by what they
// draw so that the style itself stays a table of cases. Each returns after drawing the whole
// element.

#include <QStyleOption>

class QPainter;
class QWidget;

namespace stoa::ui::style {

// Fields and buttons: style_controls.cpp
void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void drawPushButton(const QStyleOptionButton& option, QPainter& painter);
void drawToolButtonPanel(const QStyleOption& option, QPainter& painter);
void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);
void drawComboLabel(const QStyleOptionComboBox& option, QPainter& painter);
void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget);
void drawProgress(const QStyleOptionProgressBar& option, QPainter& painter);
void drawFocusRing(const QRect& rect, QPainter& painter);

// Views, menus and bars: style_views.cpp
void drawHeaderSection(const QStyleOptionHeader& option, QPainter& painter);
void drawHeaderLabel(const QStyleOptionHeader& option, QPainter& painter);
void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter);
void drawTab(const QStyleOptionTab& option, QPainter& painter);
void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QRect& thumb);
void drawItemBackground(const QStyleOptionViewItem& option, QPainter& painter);

} // namespace stoa::ui::style
