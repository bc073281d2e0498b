#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style_parts.h"

#include <QStyle>
#include <QWidget>

namespace stoa::ui::style {

namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return (option.state & flag) != 0;
}

bool isTrue(const QWidget* widget, const char* property)
{
    // A spin box's line edit is asked as well as the box around it.
    return widget != nullptr && widget->property(property).toBool();
}

QColor pressable(const QStyleOption& option, const QColor& rest)
{
    if (!has(option, QStyle::State_Enabled)) return theme().sunken;
    if (has(option, QStyle::State_Sunken)) return theme().press;
    return has(option, QStyle::State_MouseOver) ? theme().hover : rest;
}

void drawFieldBox(const QRect& rect, QPainter& painter, bool isEnabled, bool hasFocus,
                  bool isInvalid)
{
    const QColor fill = isEnabled ? theme().card : theme().sunken;
    if (hasFocus && isEnabled) {
        drawBox(painter, rect, 6, fill, isInvalid ? theme().badFill : theme().focus, 2);
        return;
    }
    const QColor edge = isInvalid ? theme().badFill : isEnabled ? theme().ctl : theme().line2;
    drawBox(painter, rect, 6, fill, edge);
}

} // namespace

void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    if (isTrue(widget, "flat")) return;
    drawFieldBox(option.rect, painter, has(option, QStyle::State_Enabled),
                 has(option, QStyle::State_HasFocus), isTrue(widget, "invalid"));
}

void drawPushButton(const QStyleOptionButton& option, QPainter& painter)
{
    const bool isPlain = (option.features & QStyleOptionButton::Flat) != 0;
    drawBox(painter, option.rect, 6, pressable(option, isPlain ? QColor() : theme().card),
            isPlain ? QColor() : theme().line2);
}

void drawToolButtonPanel(const QStyleOption& option, QPainter& painter)
{
    const bool isOn = has(option, QStyle::State_On) || has(option, QStyle::State_Sunken);
    const bool isHover = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    if (isOn)
        drawBox(painter, option.rect, 6, theme().press, {});
    else if (isHover)
        drawBox(painter, option.rect, 6, theme().hover, {});
}

void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget)
{
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (option.editable) {
        drawFieldBox(option.rect, painter, isEnabled, has(option, QStyle::State_HasFocus),
                     isTrue(widget, "invalid"));
    } else if (!isTrue(widget, "flat") || has(option, QStyle::State_MouseOver)) {
        const QColor edge = isTrue(widget, "invalid") ? theme().badFill
                            : isEnabled               ? theme().ctl
                                                      : theme().line2;
        drawBox(painter, option.rect, 6, pressable(option, theme().card),
                isTrue(widget, "flat") ? QColor() : edge);
    }
    const QRect arrow(option.rect.right() - 22, option.rect.center().y() - 7, 16, 16);
    drawIcon(painter, arrow, QStringLiteral("chev-d"), isEnabled ? theme().t2 : theme().tdis);
}

void drawComboLabel(const QStyleOptionComboBox& option, QPainter& painter)
{
    if (option.editable) return;
    QRect text = option.rect.adjusted(9, 0, -26, 0);
    if (!option.currentIcon.isNull()) {
        option.currentIcon.paint(&painter, text.left(), text.center().y() - 7, 16, 16);
        text.setLeft(text.left() + 22);
    }
    const bool isEnabled = has(option, QStyle::State_Enabled);
    drawText(painter, text, Qt::AlignLeft | Qt::AlignVCenter, option.currentText, painter.font(),
             isEnabled ? theme().t1 : theme().tdis);
}

void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget)
{
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (option.frame) {
        drawFieldBox(option.rect, painter, isEnabled, has(option, QStyle::State_HasFocus),
                     isTrue(widget, "invalid"));
    }
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
    const QRect buttons(option.rect.right() - 20, option.rect.top() + 2, 18,
                        option.rect.height() - 4);
    const int half = buttons.height() / 2;
    const auto arrow = [&](const char* name, int top, QAbstractSpinBox::StepEnabledFlag flag) {
        const bool canStep = isEnabled && (option.stepEnabled & flag) != 0;
        drawIcon(painter, {buttons.left() + 3, top + (half - 12) / 2, 12, 12},
                 QString::fromLatin1(name), canStep ? theme().t2 : theme().tdis);
    };
    arrow("chev-u", buttons.top(), QAbstractSpinBox::StepUpEnabled);
    arrow("chev-d", buttons.top() + half, QAbstractSpinBox::StepDownEnabled);
}

void drawProgress(const QStyleOptionProgressBar& option, QPainter& painter)
{
    const double span = std::max(1, option.maximum - option.minimum);
    const QRectF bar(option.rect.left(), option.rect.center().y() - 2.5, option.rect.width(), 6);
    drawBar(painter, bar, (option.progress - option.minimum) / span, theme().accent);
}

void drawFocusRing(const QRect& rect, QPainter& painter)
{
    drawBox(painter, rect, 8, {}, theme().focus, 2);
}

} // namespace stoa::ui::style
