#include "ui/widgets/switch.h"

#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr QSize kTrack(28, 16);

} // namespace

Switch::Switch(const QString& text, const QString& name, QWidget* parent) : QAbstractButton(parent)
{
    setObjectName(name);
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const int words =
        text().isEmpty()
            ? 0
            : 8 + QFontMetrics(ui::font(Type::Secondary)).horizontalAdvance(text()) + 2;
    return {kTrack.width() + words, std::max(24, lineHeight(Type::Secondary))};
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!isEnabled()) painter.setOpacity(0.4);
    const QRect track(QPoint(0, (height() - kTrack.height()) / 2), kTrack);
    drawBox(painter, track, 8, isChecked() ? theme().accent : theme().ctl, {});
    drawBox(painter, QRect(isChecked() ? 14 : 2, track.top() + 2, 12, 12), 6, theme().tinv, {});
    drawText(painter, rect().adjusted(kTrack.width() + 8, 0, 0, 0),
             Qt::AlignLeft | Qt::AlignVCenter, text(), ui::font(Type::Secondary),
             isChecked() ? theme().t1 : theme().t2);
}

} // namespace stoa::ui
