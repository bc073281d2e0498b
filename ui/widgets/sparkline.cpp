#include "ui/widgets/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPolygonF>

namespace stoa::ui {

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(40);
}

void Sparkline::setPoints(std::vector<double> current, std::vector<double> compared, Tone tone)
{
    const auto cut = [](std::vector<double>& points) {
        if (points.size() > kMaxPoints) points.erase(points.begin(), points.end() - kMaxPoints);
    };
    cut(current);
    cut(compared);
    m_current = std::move(current);
    m_compared = std::move(compared);
    m_tone = tone;
    update();
}

QPolygonF Sparkline::shape(const std::vector<double>& points) const
{
    double least = 0;
    double most = 0;
    bool isFirst = true;
    for (const auto* line : {&m_current, &m_compared}) {
        for (const double value : *line) {
            least = isFirst ? value : std::min(least, value);
            most = isFirst ? value : std::max(most, value);
            isFirst = false;
        }
    }
    const double span = most > least ? most - least : 1;
    const double steps = static_cast<double>(std::max<std::size_t>(
                             2, std::max(m_current.size(), m_compared.size()))) -
                         1;
    QPolygonF polygon;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = 1 + (width() - 5) * static_cast<double>(i) / steps;
        const double y = 4 + (height() - 8) * (1 - (points[i] - least) / span);
        polygon << QPointF(x, y);
    }
    return polygon;
}

void Sparkline::paintEvent(QPaintEvent*)
{
    if (m_current.size() < 2) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = m_tone == Tone::Accent ? theme().c1 : theme().fill(m_tone);
    const QPolygonF line = shape(m_current);
    QPolygonF area = line;
    area << QPointF(line.last().x(), height()) << QPointF(line.first().x(), height());
    QColor wash = color;
    wash.setAlphaF(0.10F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    painter.drawPolygon(area);
    QPen dashed(theme().ctl, 1.25);
    dashed.setDashPattern({2.4, 2.4});
    painter.setPen(dashed);
    painter.drawPolyline(shape(m_compared));
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(line.last(), 2.5, 2.5);
}

} // namespace stoa::ui
