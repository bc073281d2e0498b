#include "ui/widgets/chart_view.h"

#include "ui/text/amounts.h"
#include "ui/theme/paint.h"

#include <QAreaSeries>
#include <QDateTime>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <cmath>

namespace stoa::ui {

namespace {

constexpr int kLeft = 40;
constexpr int kBottom = 20;
constexpr int kSteps = 4; // at most this many grid lines above the axis

// A step of 1, 2, 2.5 or 5 × 10^n of which `span` holds at most kSteps.
double niceStep(double span)
{
    if (span <= 0) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(span / kSteps)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (span / (step * power) <= kSteps) return step * power;
    }
    return 10 * power;
}

QVector<qreal> dashOf(int colorIndex)
{
    switch (colorIndex % 4) {
    case 1:
        return {4, 2};
    case 2:
        return {1.3, 1.3};
    case 3:
        return {5, 2, 1.3, 2};
    default:
        return {};
    }
}

// A step of time that gives at most `most` labels over `span` milliseconds.
double timeStep(double span, int most)
{
    static constexpr double kMinute = 60e3;
    for (const double minutes :
         {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200}) {
        if (span / (minutes * kMinute) <= most) return minutes * kMinute;
    }
    return span / most;
}

} // namespace

ChartView::ChartView(QWidget* parent) : QChartView(new QChart, parent)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    chart()->setBackgroundVisible(false);
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({});
    chart()->setAnimationOptions(QChart::NoAnimation);
    viewport()->setAutoFillBackground(false);
    setBackgroundBrush(Qt::NoBrush);
    rebuild();
}

int ChartView::addLine(const Line& line)
{
    Q_ASSERT(m_lines.size() < ChartFrame::kMaxSeries);
    m_lines.push_back(line);
    rebuild();
    return static_cast<int>(m_lines.size()) - 1;
}

void ChartView::setPoints(int series, const QVector<QPointF>& points)
{
    m_lines.at(static_cast<std::size_t>(series)).points = points;
    rebuild();
}

void ChartView::setBars(const QVector<QPointF>& points, Tone tone)
{
    m_bars = points;
    m_barTone = tone;
    rebuild();
}

void ChartView::setTimeRange(double from, double to)
{
    m_from = from;
    m_to = std::max(to, from + 1);
    rebuild();
}

void ChartView::setValueRange(double least, double most)
{
    m_values = std::pair(least, most);
    rebuild();
}

double ChartView::topValue() const
{
    double most = threshold.value_or(0);
    for (const Line& line : m_lines) {
        for (const QPointF& point : line.points)
            most = std::max(most, point.y());
    }
    for (const QPointF& point : m_bars)
        most = std::max(most, point.y());
    const double step = niceStep(most);
    return std::max(step, std::ceil(most / step) * step);
}

void ChartView::rebuild()
{
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    m_xAxis = new QValueAxis;
    m_yAxis = new QValueAxis;
    m_xAxis->setRange(m_from, m_to);
    m_yAxis->setRange(m_values ? m_values->first : 0, m_values ? m_values->second : topValue());
    for (QValueAxis* axis : {m_xAxis, m_yAxis})
        axis->setVisible(false);
    chart()->addAxis(m_xAxis, Qt::AlignBottom);
    chart()->addAxis(m_yAxis, Qt::AlignLeft);
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        addSeries(static_cast<int>(i), m_lines[i]);
    chart()->setPlotArea(
        QRectF(kLeft, 8, std::max(1, width() - kLeft - 8), std::max(1, height() - kBottom - 8)));
    viewport()->update();
}

void ChartView::addSeries(int, const Line& line)
{
    auto* upper = new QLineSeries;
    upper->setName(line.title);
    upper->replace(line.points);
    upper->setPen(penOf(line));
    const auto attach = [this](QAbstractSeries* series) {
        chart()->addSeries(series);
        series->attachAxis(m_xAxis);
        series->attachAxis(m_yAxis);
    };
    if (line.isFilled && !line.points.isEmpty()) {
        auto* under = new QLineSeries;
        under->append(line.points.first().x(), m_yAxis->min());
        under->append(line.points.last().x(), m_yAxis->min());
        auto* shape = new QLineSeries;
        shape->replace(line.points);
        auto* area = new QAreaSeries(shape, under);
        shape->setParent(area);
        under->setParent(area);
        QColor wash = colorOf(line);
        wash.setAlphaF(0.08F);
        area->setBrush(wash);
        area->setPen(Qt::NoPen);
        attach(area);
    }
    attach(upper);
}

QColor ChartView::colorOf(const Line& line) const
{
    return line.isProblem ? theme().badFill : theme().series(line.colorIndex);
}

QPen ChartView::penOf(const Line& line) const
{
    QPen pen(colorOf(line), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const QVector<qreal> dash = line.isProblem ? QVector<qreal>() : dashOf(line.colorIndex);
    if (!dash.isEmpty()) pen.setDashPattern(dash);
    return pen;
}

double ChartView::pixelOfX(double x) const
{
    const QRectF plot = chart()->plotArea();
    return plot.left() + plot.width() * (x - m_from) / (m_to - m_from);
}

double ChartView::pixelOfY(double y) const
{
    const QRectF plot = chart()->plotArea();
    return plot.bottom() - plot.height() * (y - m_yAxis->min()) / (m_yAxis->max() - m_yAxis->min());
}

double ChartView::xAt(int pixel) const
{
    const QRectF plot = chart()->plotArea();
    return std::clamp(m_from + (m_to - m_from) * (pixel - plot.left()) / plot.width(), m_from,
                      m_to);
}

void ChartView::drawBackground(QPainter* painter, const QRectF&)
{
    const QRectF plot(kLeft, 8, std::max(1, width() - kLeft - 8),
                      std::max(1, height() - kBottom - 8));
    if (chart()->plotArea() != plot) chart()->setPlotArea(plot);
    paintAxes(*painter);
    paintBars(*painter);
}

void ChartView::drawForeground(QPainter* painter, const QRectF&)
{
    const QRectF plot = chart()->plotArea();
    if (threshold) {
        const double y = pixelOfY(*threshold);
        QPen dashed(theme().badFill, 1);
        dashed.setDashPattern({4, 3});
        painter->setPen(dashed);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        drawText(*painter,
                 QRect(static_cast<int>(plot.left()) + 4, static_cast<int>(y) - 16, 200, 14),
                 Qt::AlignLeft, thresholdText, ui::font(Type::Axis), theme().bad);
    }
    paintPins(*painter);
    paintCursor(*painter);
}

void ChartView::paintAxes(QPainter& painter) const
{
    const QRectF plot = chart()->plotArea();
    const QFont small = ui::font(Type::Axis);
    const double valueStep = niceStep(m_yAxis->max() - m_yAxis->min());
    for (int i = 0; i <= kSteps; ++i) {
        const double value = m_yAxis->min() + valueStep * i;
        if (value > m_yAxis->max() * 1.0001) break;
        const int y = static_cast<int>(std::lround(pixelOfY(value)));
        drawRule(painter, {static_cast<int>(plot.left()), y}, {static_cast<int>(plot.right()), y},
                 i == 0 ? theme().line2 : theme().grid);
        drawFigures(painter, QRect(0, y - 7, kLeft - 6, 14), Qt::AlignRight | Qt::AlignVCenter,
                    format ? format(value) : axisText(value), small, theme().t3);
    }
    const double step = timeStep(m_to - m_from, std::max(2, static_cast<int>(plot.width() / 80)));
    const auto moment = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(m_from), zone);
    const double offset = moment.offsetFromUtc() * 1000.0;
    const QString pattern = step >= 86'400e3 ? QStringLiteral("d MMM") : QStringLiteral("HH:mm");
    for (double x = std::ceil((m_from + offset) / step) * step - offset; x <= m_to; x += step) {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(x), zone);
        drawFigures(painter,
                    QRect(std::min(static_cast<int>(pixelOfX(x)) - 30, width() - 48),
                          height() - kBottom + 3, 60, 14),
                    Qt::AlignCenter, QLocale().toString(at, pattern), small, theme().t3);
    }
}

void ChartView::paintBars(QPainter& painter) const
{
    if (m_bars.isEmpty()) return;
    const QRectF plot = chart()->plotArea();
    const double slot = plot.width() / static_cast<double>(m_bars.size());
    const double wide = std::max(1.0, std::min(slot - 1.5, 18.0));
    for (const QPointF& bar : m_bars) {
        const double top = pixelOfY(bar.y());
        painter.fillRect(QRectF(pixelOfX(bar.x()) - wide / 2, top, wide, plot.bottom() - top),
                         theme().fill(m_barTone));
    }
}

void ChartView::paintPins(QPainter& painter) const
{
    const QRectF plot = chart()->plotArea();
    for (const ChartPin& pin : pins) {
        if (pin.x < m_from || pin.x > m_to) continue;
        const int x = static_cast<int>(std::lround(pixelOfX(pin.x)));
        drawRule(painter, {x, static_cast<int>(plot.top())}, {x, static_cast<int>(plot.bottom())},
                 theme().fill(pin.tone));
        const int wide = QFontMetrics(ui::font(Type::CaptionBold)).horizontalAdvance(pin.text) + 11;
        const bool isRight = x + wide > plot.right();
        const QRect flag(isRight ? x - wide - 3 : x + 3, static_cast<int>(plot.top()), wide, 16);
        drawBox(painter, flag, 4, theme().tint(pin.tone), theme().fill(pin.tone));
        drawText(painter, flag, Qt::AlignCenter, pin.text, ui::font(Type::CaptionBold),
                 theme().text(pin.tone));
    }
}

void ChartView::paintCursor(QPainter& painter) const
{
    const QRectF plot = chart()->plotArea();
    if (m_cursor < plot.left() || m_cursor > plot.right()) return;
    if (m_dragFrom >= 0) {
        QColor wash = theme().accent;
        wash.setAlphaF(0.12F);
        painter.fillRect(QRectF(std::min(m_dragFrom, m_cursor), plot.top(),
                                std::abs(m_cursor - m_dragFrom), plot.height()),
                         wash);
    }
    drawRule(painter, {m_cursor, static_cast<int>(plot.top())},
             {m_cursor, static_cast<int>(plot.bottom())}, theme().ctl);
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    m_dragFrom = static_cast<int>(event->position().x());
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    m_cursor = static_cast<int>(event->position().x());
    viewport()->update();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    const int from = std::exchange(m_dragFrom, -1);
    const int to = static_cast<int>(event->position().x());
    viewport()->update();
    if (from >= 0 && std::abs(to - from) > 6)
        emit rangeSelected(xAt(std::min(from, to)), xAt(std::max(from, to)));
}

void ChartView::leaveEvent(QEvent*)
{
    m_cursor = -1;
    viewport()->update();
}

} // namespace stoa::ui
