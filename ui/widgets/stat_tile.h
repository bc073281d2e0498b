#pragma once
// One headline figure: name, change against a named comparison, the figure, what it is compared
// with, and a sparkline. Clickable when details exist. Until the first setFigure() it shows blocks
// in its own shape.

#include "ui/text/tone.h"

#include <QAbstractButton>

#include <vector>

namespace stoa::ui {

class Sparkline;

struct StatFigure {
    QString value;    // "€184,920"
    QString exact;    // tooltip: "184,920.31 EUR"
    QString compared; // "€174,124 last Tue"
    QString change;   // "6.2%", "0.42 pt"; "" for none
    bool isUp = true; // the arrow
    Tone changeTone = Tone::Ok;
    std::vector<double> points;
    std::vector<double> comparedPoints;
    Tone lineTone = Tone::Accent;
};

class StatTile final : public QAbstractButton {
    Q_OBJECT

public:
    StatTile(const QString& title, const QString& name, QWidget* parent = nullptr);

    void setFigure(const StatFigure& figure);
    void setLoading();
    QSize sizeHint() const override { return {220, 104}; }
    QSize minimumSizeHint() const override { return {150, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void paintChange(QPainter& painter) const;
    int sparkWidth() const;
    void placeSparkline();

    StatFigure m_figure;
    bool m_isLoading = true;
    Sparkline* m_sparkline;
};

} // namespace stoa::ui
