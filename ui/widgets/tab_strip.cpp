#include "ui/widgets/tab_strip.h"

#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kCountHeight = 16;

int countWidth(const QString& text)
{
    return text.isEmpty() ? 0
                          : std::max(18, figuresWidth(ui::font(Type::CaptionStrong), text) + 10);
}

} // namespace

TabStrip::TabStrip(const QString& name, QWidget* parent) : QTabBar(parent)
{
    setObjectName(name);
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
}

void TabStrip::setCount(int index, const QString& count, Tone tone)
{
    setTabData(index, QVariantList{count, static_cast<int>(tone)});
    setTabText(index, tabText(index)); // lays the strip out again
}

TabStrip::Count TabStrip::countAt(int index) const
{
    const QVariantList parts = tabData(index).toList();
    if (parts.size() != 2) return {};
    return {parts[0].toString(), static_cast<Tone>(parts[1].toInt())};
}

QSize TabStrip::tabSizeHint(int index) const
{
    const int text = QFontMetrics(ui::font(Type::CardTitle)).horizontalAdvance(tabText(index)) + 2;
    const int count = countWidth(countAt(index).text);
    return {20 + text + (count > 0 ? count + 6 : 0) + 2, scaled(34)};
}

void TabStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < this->count(); ++i) {
        const QRect tab = tabRect(i);
        if (tab.isEmpty()) continue;
        const bool isCurrent = i == currentIndex();
        const QFont textFont = ui::font(isCurrent ? Type::CardTitle : Type::BodyStrong);
        const QColor ink = !isTabEnabled(i) ? theme().tdis : isCurrent ? theme().t1 : theme().t2;
        const int wide = QFontMetrics(textFont).horizontalAdvance(tabText(i)) + 2;
        drawText(painter, {tab.left() + 10, tab.top(), wide, tab.height()},
                 Qt::AlignLeft | Qt::AlignVCenter, tabText(i), textFont, ink);
        const Count count = countAt(i);
        if (!count.text.isEmpty()) {
            const QRect pill(tab.left() + 10 + wide + 5, tab.center().y() - kCountHeight / 2 + 1,
                             countWidth(count.text), kCountHeight);
            const Tone tone = isCurrent ? Tone::Accent : count.tone;
            const QColor fill = tone == Tone::Neutral ? theme().press : theme().tint(tone);
            drawBox(painter, pill, 8, fill, {});
            drawFigures(painter, pill, Qt::AlignCenter, count.text, ui::font(Type::CaptionStrong),
                        theme().text(tone));
        }
        if (isCurrent) {
            painter.fillRect(QRect(tab.left() + 8, tab.bottom() - 1, tab.width() - 16, 2),
                             theme().accent);
            if (hasFocus()) drawBox(painter, tab.adjusted(2, 3, -2, -4), 6, {}, theme().focus, 2);
        }
    }
}

} // namespace stoa::ui
