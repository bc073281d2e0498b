#include "ui/widgets/skeleton.h"

#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

void block(QPainter& painter, int x, int y, int width, int height)
{
    drawBox(painter, QRect(x, y, width, height), 3, theme().skel, {});
}

void paintRows(QPainter& painter, const QSize& size, int rowHeight, bool hasTwoLines)
{
    // Widths repeat in a fixed pattern, so that the blocks look like text and stay still.
    static constexpr int kWidths[] = {150, 190, 120, 170, 140};
    int row = 0;
    for (int y = 0; y + rowHeight <= size.height(); y += rowHeight, ++row) {
        const int middle = y + rowHeight / 2;
        const int wide = kWidths[row % 5];
        if (hasTwoLines) {
            block(painter, 12, middle - 14, 28, 28);
            block(painter, 52, middle - 12, wide, 10);
            block(painter, 52, middle + 5, wide - 40, 8);
        } else {
            block(painter, 12, middle - 7, 15, 15);
            block(painter, 48, middle - 5, 58, 10);
            block(painter, 132, middle - 5, wide, 10);
        }
        block(painter, size.width() - 12 - 64, middle - 5, 64, 10);
        drawRule(painter, {0, y + rowHeight - 1}, {size.width() - 1, y + rowHeight - 1},
                 theme().line);
    }
}

void paintBars(QPainter& painter, int bottom, int width)
{
    static constexpr int kHeights[] = {12, 20, 16, 28, 24, 34, 30, 38};
    for (int i = 0; i * 25 + 32 < width && i < 24; ++i) {
        const int height = kHeights[i % 8];
        block(painter, 12 + i * 25, bottom - height, 20, height);
    }
}

} // namespace

Skeleton::Skeleton(Shape shape, QWidget* parent) : QWidget(parent), m_shape(shape)
{
    setAccessibleName(tr("Loading"));
}

void Skeleton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    switch (m_shape) {
    case Shape::Rows:
        return paintRows(painter, size(), scaled(36), false);
    case Shape::TwoLineRows:
        return paintRows(painter, size(), scaled(56), true);
    case Shape::Card:
        block(painter, 12, 16, 90, 10);
        block(painter, 12, 38, 140, 22);
        return paintBars(painter, 110, std::min(width(), 240));
    case Shape::Chart:
        for (int i = 1; i < 4; ++i) {
            drawRule(painter, {12, height() * i / 4}, {width() - 12, height() * i / 4},
                     theme().grid);
        }
        return paintBars(painter, height() - 12, width());
    }
}

} // namespace stoa::ui
