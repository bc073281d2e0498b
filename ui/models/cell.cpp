#include "ui/models/cell.h"

namespace stoa::ui {

Qt::Alignment alignmentOf(CellKind kind)
{
    const bool isRight = kind == CellKind::Money || kind == CellKind::Number;
    return (isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace stoa::ui
