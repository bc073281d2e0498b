#pragma once
// Errors of the checkout beside what they may cost: the error rate of the last six hours, failed
// checkouts per five minutes on the same time axis, a row per group of operations, and an upper
// bound in money that is called an estimate. When the window is low only the error rate stays.

#include "api/analytics.h"
#include "ui/text/times.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

class ChartFrame;
class KeyValues;
class ViewState;

class RiskCard final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMinutes = 360;

    explicit RiskCard(QWidget* parent = nullptr);

    void setTraffic(const api::TrafficView& traffic, const Clockface& face);
    // What a lost order is worth; nothing when there were none to average.
    void setAverageOrder(const std::optional<Money>& average);
    void setLow(bool isLow);
    ViewState* state() const { return m_state; }

private:
    QWidget* buildCharts();
    QWidget* buildFigures();
    void showFigures();

    Card* m_card;
    ChartFrame* m_rate;
    ChartFrame* m_failures;
    QWidget* m_failuresPart;
    QWidget* m_figures;
    Label* m_atRisk;
    Label* m_atRiskNote;
    Label* m_formula;
    QGridLayout* m_groups;
    ViewState* m_state;
    api::TrafficView m_traffic;
    std::optional<Money> m_average;
};

} // namespace stoa::ui
