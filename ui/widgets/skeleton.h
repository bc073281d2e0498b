#pragma once
// Flat blocks in the shape of what is being loaded. They do not move. Used by ViewState and
// StatTile.

#include "ui/theme/theme.h"

#include <QWidget>

namespace stoa::ui {

class Skeleton final : public QWidget {
    Q_OBJECT

public:
    enum class Shape { Rows, TwoLineRows, Card, Chart };
    Q_ENUM(Shape)

    explicit Skeleton(Shape shape, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Shape m_shape;
};

} // namespace stoa::ui
