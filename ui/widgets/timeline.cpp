#include "ui/widgets/timeline.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kMarker = 15;
constexpr int kIndent = 22;
constexpr int kGap = 10;

} // namespace

TimelineWidget::TimelineWidget(const QString& name, QWidget* parent) : QWidget(parent)
{
    setObjectName(name);
    setAccessibleName(tr("Timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelineWidget::setEntries(std::vector<TimelineEntry> entries)
{
    if (entries.size() > kMaxEntries) {
        const int hidden = static_cast<int>(entries.size() - kMaxEntries);
        entries.resize(kMaxEntries);
        entries.push_back(
            {QStringLiteral("more"),
             Tone::Neutral,
             hidden == 1 ? tr("1 earlier entry") : tr("%n earlier entries", nullptr, hidden),
             {},
             {}});
    }
    m_entries = std::move(entries);
    QStringList spoken;
    for (const TimelineEntry& entry : m_entries)
        spoken << entry.when + QLatin1Char(' ') + entry.title;
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int TimelineWidget::heightOf(const TimelineEntry& entry) const
{
    const int detail = entry.detail.isEmpty() ? 0 : lineHeight(Type::Secondary);
    return lineHeight(Type::Body) + detail + kGap;
}

QSize TimelineWidget::sizeHint() const
{
    int height = 0;
    for (const TimelineEntry& entry : m_entries)
        height += heightOf(entry);
    return {240, std::max(0, height - (m_entries.empty() ? 0 : kGap) + 2)};
}

void TimelineWidget::paintEvent(QPaintEvent*)
{
    if (m_entries.empty()) return;
    QPainter painter(this);
    const int last = height() - heightOf(m_entries.back()) + kGap + 8;
    if (m_entries.size() > 1)
        drawRule(painter, {kMarker / 2, 8}, {kMarker / 2, last}, theme().line2);
    int y = 0;
    for (const TimelineEntry& entry : m_entries) {
        paintEntry(painter, y, entry);
        y += heightOf(entry);
    }
}

void TimelineWidget::paintEntry(QPainter& painter, int y, const TimelineEntry& entry) const
{
    const bool isPlain = entry.tone == Tone::Neutral;
    const QRect marker(0, y + 2, kMarker, kMarker);
    drawBox(painter, marker, kMarker / 2.0, isPlain ? theme().card : theme().tint(entry.tone),
            isPlain ? theme().line3 : theme().fill(entry.tone));
    if (!entry.icon.isEmpty()) {
        drawIcon(painter, marker.adjusted(3, 3, -3, -3), entry.icon, theme().text(entry.tone));
    }
    const int when = figuresWidth(ui::font(Type::Caption), entry.when) + 2;
    const int line = lineHeight(Type::Body);
    drawText(painter, {kIndent, y, width() - kIndent - when - 8, line},
             Qt::AlignLeft | Qt::AlignVCenter, entry.title, ui::font(Type::BodyStrong), theme().t1);
    drawFigures(painter, {width() - when, y, when, line}, Qt::AlignRight | Qt::AlignVCenter,
                entry.when, ui::font(Type::Caption), theme().t3);
    if (entry.detail.isEmpty()) return;
    drawText(painter, {kIndent, y + line, width() - kIndent, lineHeight(Type::Secondary)},
             Qt::AlignLeft | Qt::AlignVCenter, entry.detail, ui::font(Type::Secondary), theme().t3);
}

} // namespace stoa::ui
