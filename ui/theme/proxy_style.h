#pragma once
// Draws every stock widget of the console on top of Fusion: fields, combo and spin boxes, check
// boxes and radios, tabs with an underline, table headers and rows, menus, tool tips, thin scroll
// bars, splitters, progress, and the focus ring. Installed once by Look.
//
// There is no style sheet beside it. A sheet replaces the style for each widget that it matches,
// freezes fonts and palettes there and has to be parsed and matched again on every theme change;
// drawing with theme() needs none of that and keeps one place for each shape. Our own controls
// (Button, Switch, Segmented, …) are in ui/widgets and paint themselves with the same helpers of
// paint.h.
//
// The wheel turns the page and not the value of a combo or spin box that it passes over, unless the
// box has the focus; it gives it none.
//
// Widgets may set these dynamic properties: "invalid" (bool) gives a field the red edge, "flat"
// (bool) takes the edge away, "compact" (bool) makes a field 24 px high.

#include <QProxyStyle>

namespace stoa::ui {

class ProxyStyle final : public QProxyStyle {
    Q_OBJECT

public:
    ProxyStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    bool eventFilter(QObject* watched, QEvent* event) override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
};

} // namespace stoa::ui
