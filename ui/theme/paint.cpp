#include "ui/theme/paint.h"

#include "ui/theme/icons.h"

#include <QPainterPath>

#include <cmath>

namespace stoa::ui {

namespace {

constexpr int kChipIcon = 13;

// A run of digits or of anything else, with its width.
struct Run {
    QString text;
    bool isDigits = false;
    double width = 0;
};

double digitSlot(const QFontMetricsF& metrics)
{
    double widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    return widest;
}

std::vector<Run> runsOf(const QFontMetricsF& metrics, const QString& text)
{
    std::vector<Run> runs;
    for (const QChar sign : text) {
        const bool isDigit = sign.isDigit();
        if (runs.empty() || runs.back().isDigits != isDigit) runs.push_back({{}, isDigit, 0});
        runs.back().text += sign;
    }
    const double slot = digitSlot(metrics);
    for (Run& run : runs) {
        run.width = run.isDigits ? slot * static_cast<double>(run.text.size())
                                 : metrics.horizontalAdvance(run.text);
    }
    return runs;
}

double baseline(const QFontMetricsF& metrics, const QRect& rect, Qt::Alignment align)
{
    if ((align & Qt::AlignTop) != 0) return rect.top() + metrics.ascent();
    if ((align & Qt::AlignBottom) != 0) return rect.bottom() + 1 - metrics.descent();
    return rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
}

} // namespace

void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& line, double lineWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = line.isValid() ? lineWidth / 2 : 0;
    const double inner = std::max(0.0, radius - inset);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), inner, inner);
    painter.restore();
}

void drawRule(QPainter& painter, QPoint from, QPoint to, const QColor& color)
{
    painter.fillRect(QRect(from, to), color);
}

int figuresWidth(const QFont& font, const QString& text)
{
    double width = 0;
    for (const Run& run : runsOf(QFontMetricsF(font), text))
        width += run.width;
    return static_cast<int>(std::ceil(width));
}

void drawFigures(QPainter& painter, const QRect& rect, Qt::Alignment align, const QString& text,
                 const QFont& font, const QColor& color)
{
    const QFontMetricsF metrics(font);
    const std::vector<Run> runs = runsOf(metrics, text);
    double width = 0;
    for (const Run& run : runs)
        width += run.width;
    if (width > rect.width() + 1) {
        drawText(painter, rect, align, text, font, color); // elided: no column to line up with
        return;
    }
    double x = rect.left();
    if ((align & Qt::AlignRight) != 0)
        x = rect.right() + 1 - width;
    else if ((align & Qt::AlignHCenter) != 0)
        x = rect.left() + (rect.width() - width) / 2;
    const double y = baseline(metrics, rect, align);
    painter.setFont(font);
    painter.setPen(color);
    const double slot = digitSlot(metrics);
    for (const Run& run : runs) {
        if (!run.isDigits) painter.drawText(QPointF(x, y), run.text);
        for (qsizetype i = 0; run.isDigits && i < run.text.size(); ++i) {
            const double advance = metrics.horizontalAdvance(run.text.at(i));
            painter.drawText(QPointF(x + slot * static_cast<double>(i) + (slot - advance) / 2, y),
                             run.text.mid(i, 1));
        }
        x += run.width;
    }
}

void drawText(QPainter& painter, const QRect& rect, Qt::Alignment align, const QString& text,
              const QFont& font, const QColor& color)
{
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, static_cast<int>(align | Qt::TextSingleLine), shown);
}

QSize chipSize(const StatusWord& word, ChipSize size)
{
    const bool isDense = size == ChipSize::Dense;
    const QFontMetrics metrics(font(isDense ? Type::CaptionStrong : Type::Label));
    const int icon = word.icon.isEmpty() ? 0 : scaled(kChipIcon) + 4;
    return {metrics.horizontalAdvance(word.text) + icon + (isDense ? 10 : 14),
            scaled(isDense ? 18 : 20)};
}

void drawChip(QPainter& painter, const QRect& rect, const StatusWord& word, ChipSize size)
{
    const bool isDense = size == ChipSize::Dense;
    const QColor ink = theme().text(word.tone);
    drawBox(painter, rect, 4, theme().tint(word.tone), {});
    QRect inside = rect.adjusted(isDense ? 5 : 7, 0, isDense ? -5 : -7, 0);
    if (!word.icon.isEmpty()) {
        const int side = scaled(kChipIcon);
        drawIcon(painter, {inside.left(), rect.top() + (rect.height() - side) / 2, side, side},
                 word.icon, ink);
        inside.setLeft(inside.left() + side + 4);
    }
    inside.setRight(rect.right()); // a rounding error must not elide the word
    drawText(painter, inside, Qt::AlignLeft | Qt::AlignVCenter, word.text,
             font(isDense ? Type::CaptionStrong : Type::Label), ink);
}

QSize keyCapSize(const QString& key)
{
    const int width = QFontMetrics(font(Type::CaptionStrong)).horizontalAdvance(key) + 12;
    return {std::max(scaled(18), width), scaled(18)};
}

void drawKeyCap(QPainter& painter, const QRect& rect, const QString& key, bool onAccent)
{
    QColor line = theme().line2;
    if (onAccent) {
        line = theme().tinv;
        line.setAlphaF(0.45F);
    }
    drawBox(painter, rect, 4, onAccent ? QColor() : theme().sunken, line);
    drawText(painter, rect, Qt::AlignCenter, key, font(Type::CaptionStrong),
             onAccent ? theme().tinv : theme().t2);
}

void drawAvatar(QPainter& painter, const QRect& rect, const QString& fullName)
{
    static constexpr Ink kTints[] = {&Theme::avatar0, &Theme::avatar1, &Theme::avatar2,
                                     &Theme::avatar3, &Theme::avatar4, &Theme::avatar5};
    static constexpr Ink kInks[] = {&Theme::avatarText0, &Theme::avatarText1, &Theme::avatarText2,
                                    &Theme::avatarText3, &Theme::avatarText4, &Theme::avatarText5};
    const int index = stableIndex(fullName, 6);
    drawBox(painter, rect, rect.width() / 2.0, theme().*kTints[index], {});
    drawText(painter, rect, Qt::AlignCenter, initials(fullName),
             font(rect.width() < 24 ? Type::Tiny : Type::CaptionBold), theme().*kInks[index]);
}

QSize counterSize(const QString& count)
{
    return {std::max(scaled(20), figuresWidth(font(Type::CaptionStrong), count) + 12), scaled(18)};
}

void drawCounter(QPainter& painter, const QRect& rect, const QString& count, Tone tone)
{
    const bool isBad = tone == Tone::Bad;
    const bool isPlain = tone == Tone::Neutral;
    const QColor fill = isBad ? theme().counterBad : isPlain ? theme().press : theme().tint(tone);
    const QColor ink = isBad ? theme().counterBadText : theme().text(tone);
    drawBox(painter, rect, rect.height() / 2.0, fill, {});
    drawFigures(painter, rect, Qt::AlignCenter, count, font(Type::CaptionStrong), ink);
}

void drawCheckBox(QPainter& painter, const QRect& rect, Qt::CheckState state, bool isEnabled)
{
    const bool isOn = state != Qt::Unchecked;
    painter.save();
    if (!isEnabled) painter.setOpacity(painter.opacity() * 0.4);
    drawBox(painter, rect, 4, isOn ? theme().accent : theme().card,
            isOn ? theme().accent : theme().ctl);
    if (isOn) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(
            QPen(theme().tinv, rect.width() / 9.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) {
            return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height());
        };
        if (state == Qt::PartiallyChecked)
            painter.drawLine(at(0.27, 0.5), at(0.73, 0.5));
        else
            painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.42, 0.70), at(0.76, 0.30)}));
    }
    painter.restore();
}

void drawRadio(QPainter& painter, const QRect& rect, bool isOn, bool isEnabled)
{
    painter.save();
    if (!isEnabled) painter.setOpacity(painter.opacity() * 0.4);
    drawBox(painter, rect, rect.width() / 2.0, theme().card, isOn ? theme().accent : theme().ctl,
            isOn ? rect.width() / 3.0 : 1.0);
    painter.restore();
}

void drawBar(QPainter& painter, const QRectF& rect, double share, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    painter.setClipPath(clip);
    painter.fillRect(rect, rect.height() > 4 ? theme().line : theme().line2);
    const double width = rect.width() * std::clamp(share, 0.0, 1.0);
    painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), color);
    painter.restore();
}

} // namespace stoa::ui
