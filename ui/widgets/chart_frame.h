#pragma once
// A chart of lines or bars over time, on Qt Charts, with the console's grid, axes, colours and
// dashes. One frame has one time axis and one value axis; a series keeps its colour index for the
// whole session. Pins (releases, incidents) and a threshold line are painted over it. Nothing is
// animated; setPoints() replaces all points of a series and may be called once a second.
//
// x is milliseconds since the epoch, in UTC; labels are shown in the zone given to setZone().

#include "ui/text/tone.h"

#include <QPointF>
#include <QTimeZone>
#include <QVector>
#include <QWidget>

#include <functional>
#include <vector>

namespace stoa::ui {

class ChartView;

struct ChartPin {
    double x = 0;
    QString text;
    Tone tone = Tone::Bad;
};

class ChartFrame final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMaxSeries = 8;
    static constexpr int kMaxPoints = 5000; // per series; later points win

    explicit ChartFrame(const QString& name, QWidget* parent = nullptr);

    // Returns the series' number. A filled series is the subject; at most one per chart.
    int addLine(const QString& title, int colorIndex, bool isFilled = false);
    // In badFill instead of a series colour: the failing metric that the chart is about.
    int addProblemLine(const QString& title);
    void setPoints(int series, const QVector<QPointF>& points);
    void setBars(const QVector<QPointF>& points, Tone tone = Tone::Neutral); // instead of lines

    void setZone(const QTimeZone& zone);
    void setTimeRange(double from, double to);
    // Without it the value axis runs from 0 to a round number above the largest value.
    void setValueRange(double least, double most);
    void setValueFormat(std::function<QString(double)> format);
    void setThreshold(double value, const QString& text); // a dashed red line
    void setPins(std::vector<ChartPin> pins);

signals:
    void rangeSelected(double from, double to); // by dragging

protected:
    void changeEvent(QEvent* event) override;

private:
    ChartView* m_view;
};

} // namespace stoa::ui
