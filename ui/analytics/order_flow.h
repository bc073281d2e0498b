#pragma once
// Where the open orders stand: a bar per stage with its count, the part that is stuck longer than
// promised at the end of the bar in amber.

#include "api/analytics.h"

#include <QWidget>

namespace stoa::ui {

class OrderFlow final : public QWidget {
    Q_OBJECT

public:
    explicit OrderFlow(QWidget* parent = nullptr);

    void setStages(std::vector<api::FlowView> stages);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintStage(QPainter& painter, int y, const api::FlowView& stage, std::int64_t most) const;

    std::vector<api::FlowView> m_stages;
};

} // namespace stoa::ui
