#pragma once
// The steps of a wizard at its left: done with a tick, the present one filled, the rest outlined.
// In a low window it is laid out as a line above the content (setHorizontal).

#include <QWidget>

#include <vector>

namespace stoa::ui {

struct TrailStep {
    QString title;
    QString detail;
};

class StepTrail final : public QWidget {
    Q_OBJECT

public:
    explicit StepTrail(QWidget* parent = nullptr);
    void setSteps(std::vector<TrailStep> steps, int current);
    void setHorizontal(bool isHorizontal);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMark(QPainter& painter, const QRect& circle, int index) const;
    void paintStep(QPainter& painter, const QRect& rect, int index) const;

    std::vector<TrailStep> m_steps;
    int m_current = 0;
    bool m_isHorizontal = false;
};

} // namespace stoa::ui
