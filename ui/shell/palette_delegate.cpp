#include "ui/shell/palette_delegate.h"

#include "ui/shell/palette_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kSide = 16;

} // namespace

PaletteDelegate::PaletteDelegate(const PaletteModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_model(model)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {100, scaled(index.data(PaletteModel::IsHeadingRole).toBool() ? 26 : 36)};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const QRect rect = option.rect.adjusted(kSide, 0, -kSide, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.data(PaletteModel::IsHeadingRole).toBool()) {
        drawText(*painter, rect, Qt::AlignLeft | Qt::AlignVCenter, text,
                 ui::font(Type::CaptionBold), theme().t3);
        drawFigures(*painter, rect, Qt::AlignRight | Qt::AlignVCenter,
                    m_model.headingNote(index.row()), ui::font(Type::Caption), theme().t3);
        return;
    }
    const Command& command = *m_model.commandAt(index.row());
    const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
    if (isCurrent) {
        painter->fillRect(option.rect, theme().sel);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                          theme().accent);
    } else if ((option.state & QStyle::State_MouseOver) != 0) {
        painter->fillRect(option.rect, theme().hover);
    }
    drawIcon(*painter, {rect.left(), rect.center().y() - 7, 16, 16}, command.icon,
             isCurrent ? theme().accentT : theme().t2);
    const int right = paintRight(*painter, rect, command, isCurrent);
    const QRect words(rect.left() + 28, rect.top(), right - rect.left() - 36, rect.height());
    const int end = paintTitle(*painter, words, index.row(), text);
    drawText(*painter, {end + 12, rect.top(), right - end - 20, rect.height()},
             Qt::AlignLeft | Qt::AlignVCenter, command.detail, ui::font(Type::Secondary),
             theme().t3);
}

int PaletteDelegate::paintTitle(QPainter& painter, QRect rect, int row, const QString& title) const
{
    const auto piece = [&](int from, int length, bool isMatch) {
        if (length <= 0 || rect.width() <= 0) return;
        const QFont textFont = ui::font(isMatch ? Type::CardTitle : Type::Body);
        const QString text = title.mid(from, length);
        drawText(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, text, textFont,
                 isMatch ? theme().accentT : theme().t1);
        rect.setLeft(rect.left() + QFontMetrics(textFont).horizontalAdvance(text));
    };
    int at = 0;
    for (const TextRange& range : m_model.rangesAt(row)) {
        piece(at, range.start - at, false);
        piece(range.start, range.length, true);
        at = range.start + range.length;
    }
    piece(at, static_cast<int>(title.size()) - at, false);
    return rect.left();
}

int PaletteDelegate::paintRight(QPainter& painter, const QRect& rect, const Command& command,
                                bool isCurrent) const
{
    int right = rect.right() + 1;
    const auto at = [&](const QSize& size) {
        right -= size.width();
        return QRect(QPoint(right, rect.center().y() - size.height() / 2 + 1), size);
    };
    if (command.isLocked) {
        drawIcon(painter, at({14, 14}), QStringLiteral("lock"), theme().t3);
    } else if (command.status) {
        drawChip(painter, at(chipSize(*command.status, ChipSize::Dense)), *command.status,
                 ChipSize::Dense);
    } else if (isCurrent && command.keys.isEmpty()) {
        const QString enter = tr("Enter");
        drawKeyCap(painter, at(keyCapSize(enter)), enter);
    }
    for (auto key = command.keys.crbegin(); key != command.keys.crend(); ++key) {
        drawKeyCap(painter, at(keyCapSize(*key)), *key);
        right -= 8;
    }
    return right;
}

} // namespace stoa::ui
