#include "ui/widgets/chart_frame.h"

#include "ui/widgets/chart_view.h"

#include <QEvent>
#include <QVBoxLayout>

namespace stoa::ui {

ChartFrame::ChartFrame(const QString& name, QWidget* parent)
    : QWidget(parent), m_view(new ChartView(this))
{
    setObjectName(name);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setMinimumSize(160, 80);
    connect(m_view, &ChartView::rangeSelected, this, &ChartFrame::rangeSelected);
}

int ChartFrame::addLine(const QString& title, int colorIndex, bool isFilled)
{
    return m_view->addLine({title, colorIndex, isFilled, false, {}});
}

int ChartFrame::addProblemLine(const QString& title)
{
    return m_view->addLine({title, 0, true, true, {}});
}

void ChartFrame::setPoints(int series, const QVector<QPointF>& points)
{
    m_view->setPoints(series, points.size() > kMaxPoints ? points.last(kMaxPoints) : points);
}

void ChartFrame::setBars(const QVector<QPointF>& points, Tone tone)
{
    m_view->setBars(points, tone);
}

void ChartFrame::setZone(const QTimeZone& zone)
{
    m_view->zone = zone;
    m_view->rebuild();
}

void ChartFrame::setTimeRange(double from, double to)
{
    m_view->setTimeRange(from, to);
}

void ChartFrame::setValueRange(double least, double most)
{
    m_view->setValueRange(least, most);
}

void ChartFrame::setValueFormat(std::function<QString(double)> format)
{
    m_view->format = std::move(format);
    m_view->rebuild();
}

void ChartFrame::setThreshold(double value, const QString& text)
{
    m_view->threshold = value;
    m_view->thresholdText = text;
    m_view->rebuild();
}

void ChartFrame::setPins(std::vector<ChartPin> pins)
{
    m_view->pins = std::move(pins);
    m_view->viewport()->update();
}

void ChartFrame::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) m_view->rebuild();
}

} // namespace stoa::ui
