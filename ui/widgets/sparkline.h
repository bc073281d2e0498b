#pragma once
// A tiny line of what a figure did: this period solid with a dot at now and an 8 % fill, the
// comparison period dashed. No axes, no hover; the figure beside it is exact.

#include "ui/text/tone.h"

#include <QWidget>

#include <vector>

namespace stoa::ui {

class Sparkline final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMaxPoints = 400;

    explicit Sparkline(QWidget* parent = nullptr);

    // `current` may be shorter than `compared`: both share the x axis of the longer. Longer lists
    // than kMaxPoints are cut at the front. Accent is the series colour; other tones are for the
    // figure that is itself the problem.
    void setPoints(std::vector<double> current, std::vector<double> compared = {},
                   Tone tone = Tone::Accent);
    QSize sizeHint() const override { return {86, 38}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPolygonF shape(const std::vector<double>& points) const;

    std::vector<double> m_current;
    std::vector<double> m_compared;
    Tone m_tone = Tone::Accent;
};

} // namespace stoa::ui
