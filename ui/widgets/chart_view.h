#pragma once
// The Qt Charts part of ChartFrame: builds series and axes from plain data, so that a theme change
// is a rebuild, and paints what Qt Charts has no word for (threshold, pins, labels of the axes,
// cross-hair). Only ChartFrame uses it.

#include "ui/widgets/chart_frame.h"

#include <QtCharts/QChartView>

#include <optional>

class QValueAxis;

namespace stoa::ui {

class ChartView final : public QChartView {
    Q_OBJECT

public:
    struct Line {
        QString title;
        int colorIndex = 0;
        bool isFilled = false;
        bool isProblem = false;
        QVector<QPointF> points;
    };

    explicit ChartView(QWidget* parent = nullptr);

    int addLine(const Line& line);
    void setPoints(int series, const QVector<QPointF>& points);
    void setBars(const QVector<QPointF>& points, Tone tone);
    void setTimeRange(double from, double to);
    void setValueRange(double least, double most);
    void rebuild();

    QTimeZone zone = QTimeZone::utc();
    std::function<QString(double)> format;
    std::optional<double> threshold;
    QString thresholdText;
    std::vector<ChartPin> pins;

signals:
    void rangeSelected(double from, double to);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void addSeries(int index, const Line& line);
    QColor colorOf(const Line& line) const;
    QPen penOf(const Line& line) const;
    double topValue() const;
    double xAt(int pixel) const;
    double pixelOfX(double x) const;
    double pixelOfY(double y) const;
    void paintAxes(QPainter& painter) const;
    void paintBars(QPainter& painter) const;
    void paintPins(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;

    std::vector<Line> m_lines;
    QVector<QPointF> m_bars;
    Tone m_barTone = Tone::Neutral;
    double m_from = 0;
    double m_to = 1;
    std::optional<std::pair<double, double>> m_values;
    QValueAxis* m_xAxis = nullptr;
    QValueAxis* m_yAxis = nullptr;
    int m_cursor = -1;
    int m_dragFrom = -1;
};

} // namespace stoa::ui
