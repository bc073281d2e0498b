#include "ui/widgets/filter_chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace stoa::ui {

FilterChip::FilterChip(const QString& label, const QString& value, const QString& name,
                       QWidget* parent)
    : QAbstractButton(parent), m_label(label)
{
    setObjectName(name);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Delete removes this filter"));
    setValue(value);
}

void FilterChip::setValue(const QString& value)
{
    m_value = value;
    setAccessibleName(m_label + QLatin1Char(' ') + value);
    updateGeometry();
    update();
}

QSize FilterChip::sizeHint() const
{
    const int label = QFontMetrics(ui::font(Type::Secondary)).horizontalAdvance(m_label);
    const int value = QFontMetrics(ui::font(Type::Label)).horizontalAdvance(m_value);
    return {8 + label + 5 + value + 2 + 24, scaled(24)};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 5, underMouse() ? theme().hover : theme().card, theme().line2);
    const int label = QFontMetrics(ui::font(Type::Secondary)).horizontalAdvance(m_label) + 1;
    const QRect first(8, 0, label, height());
    drawText(painter, first, Qt::AlignLeft | Qt::AlignVCenter, m_label, ui::font(Type::Secondary),
             theme().t3);
    const QRect second(first.right() + 5, 0, crossRect().left() - first.right() - 4, height());
    drawText(painter, second, Qt::AlignLeft | Qt::AlignVCenter, m_value, ui::font(Type::Label),
             theme().t1);
    drawIcon(painter, {width() - 20, (height() - 14) / 2, 14, 14}, QStringLiteral("x"), theme().t3);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && crossRect().contains(event->pos())) {
        setDown(false);
        emit removed();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        emit removed();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace stoa::ui
