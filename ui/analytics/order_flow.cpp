#include "ui/analytics/order_flow.h"

#include "ui/analytics/overview_words.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kRow = 28;
constexpr int kNames = 76;
constexpr int kCounts = 54;
constexpr int kBar = 8;

} // namespace

OrderFlow::OrderFlow(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("orderFlow"));
    setAccessibleName(tr("Order flow"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OrderFlow::setStages(std::vector<api::FlowView> stages)
{
    m_stages = std::move(stages);
    QStringList spoken;
    for (const api::FlowView& stage : m_stages)
        spoken << stageText(stage.stage) + QLatin1Char(' ') + numberText(stage.count);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize OrderFlow::sizeHint() const
{
    const auto rows = static_cast<int>(std::max<std::size_t>(m_stages.size(), 4)) + 1;
    return {200, scaled(kRow) * rows};
}

void OrderFlow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    std::int64_t most = 1;
    std::int64_t stuck = 0;
    for (const api::FlowView& stage : m_stages) {
        most = std::max(most, stage.count);
        stuck += stage.stuck;
    }
    int y = 0;
    for (const api::FlowView& stage : m_stages) {
        paintStage(painter, y, stage, most);
        y += scaled(kRow);
    }
    if (m_stages.empty()) return;
    drawRule(painter, {0, y + 2}, {width(), y + 2}, theme().line);
    const QRect line(0, y + 2, width(), scaled(kRow));
    drawBox(painter, QRect(0, line.center().y() - 3, 8, 8), 2, theme().warnFill, {});
    drawText(painter, line.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
             tr("Stuck longer than promised"), ui::font(Type::Secondary), theme().t2);
    drawFigures(painter, line, Qt::AlignRight | Qt::AlignVCenter, numberText(stuck),
                ui::font(Type::SecondaryBold), stuck > 0 ? theme().warn : theme().t1);
}

void OrderFlow::paintStage(QPainter& painter, int y, const api::FlowView& stage,
                           std::int64_t most) const
{
    const QRect row(0, y, width(), scaled(kRow));
    drawText(painter, QRect(0, y, scaled(kNames), row.height()), Qt::AlignLeft | Qt::AlignVCenter,
             stageText(stage.stage), ui::font(Type::Body), theme().t2);
    const QRectF track(scaled(kNames) + 8, row.center().y() - kBar / 2.0,
                       width() - scaled(kNames) - scaled(kCounts) - 16, kBar);
    drawBar(painter, track, static_cast<double>(stage.count) / static_cast<double>(most),
            theme().c1);
    if (stage.stuck > 0) {
        const double whole =
            track.width() * static_cast<double>(stage.count) / static_cast<double>(most);
        const double part = std::max(3.0, whole * static_cast<double>(stage.stuck) /
                                              static_cast<double>(stage.count));
        drawBox(painter, QRectF(track.left() + whole - part, track.top(), part, kBar), 2,
                theme().warnFill, {});
    }
    drawFigures(painter, row, Qt::AlignRight | Qt::AlignVCenter, numberText(stage.count),
                ui::font(Type::BodyStrong), theme().t1);
}

} // namespace stoa::ui
