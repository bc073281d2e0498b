#pragma once
// Paints the rows of the palette: headings of 26 px; commands of 36 px with icon, title with the
// matched letters emphasised, detail, and at the right the state, the keys, or Enter on the current
// row.

#include <QStyledItemDelegate>

namespace stoa::ui {

struct Command;
class PaletteModel;

class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit PaletteDelegate(const PaletteModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int paintTitle(QPainter& painter, QRect rect, int row, const QString& title) const;
    int paintRight(QPainter& painter, const QRect& rect, const Command& command,
                   bool isCurrent) const;

    const PaletteModel& m_model;
};

} // namespace stoa::ui
