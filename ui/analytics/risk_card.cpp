#include "ui/analytics/risk_card.h"

#include "ui/analytics/traffic_figures.h"
#include "ui/text/amounts.h"
#include "ui/widgets/chart_frame.h"
#include "ui/widgets/view_state.h"

#include <QGridLayout>

#include <cmath>

namespace stoa::ui {

namespace {

constexpr int kFiguresWidth = 290;
constexpr int kLastHour = 60;
constexpr std::string_view kCheckout = "checkout";

QString latencyText(std::int64_t micros)
{
    return RiskCard::tr("%1 ms").arg(numberText((micros + 500) / 1000));
}

} // namespace

RiskCard::RiskCard(QWidget* parent)
    : QWidget(parent),
      m_card(new Card(tr("Revenue at risk"), QStringLiteral("riskCard"))),
      m_rate(new ChartFrame(QStringLiteral("riskErrorRate"))),
      m_failures(new ChartFrame(QStringLiteral("riskFailures"))),
      m_failuresPart(new QWidget),
      m_figures(nullptr),
      m_atRisk(new Label({}, Type::Figure)),
      m_atRiskNote(new Label({}, Type::Secondary, &Theme::t3)),
      m_formula(new Label({}, Type::Secondary, &Theme::t3)),
      m_groups(new QGridLayout),
      m_state(nullptr)
{
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(buildCharts(), 1);
    m_figures = buildFigures();
    row->addWidget(m_figures);
    m_state = new ViewState(both, Skeleton::Shape::Chart, QStringLiteral("riskState"));
    m_card->setNote(tr("Checkout errors, last 6 h"));
    m_card->setBodyMargins(12, 0, 12, 10);
    m_card->body()->addWidget(m_state);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
}

QWidget* RiskCard::buildCharts()
{
    auto* charts = new QWidget;
    auto* column = new QVBoxLayout(charts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(new Label(tr("Checkout error rate"), Type::CaptionStrong, &Theme::t2));
    m_rate->addProblemLine(tr("Checkout error rate"));
    m_rate->setValueFormat([](double value) { return rateText(value); });
    column->addWidget(m_rate, 3);
    auto* lower = new QVBoxLayout(m_failuresPart);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(2);
    lower->addWidget(new Label(tr("Failed checkouts per 5 min"), Type::CaptionStrong, &Theme::t2));
    m_failures->setValueFormat([](double value) { return axisText(value); });
    lower->addWidget(m_failures, 1);
    column->addWidget(m_failuresPart, 2);
    return charts;
}

QWidget* RiskCard::buildFigures()
{
    auto* figures = new QWidget;
    figures->setFixedWidth(scaled(kFiguresWidth));
    auto* column = new QVBoxLayout(figures);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* headline = makeRow(8);
    m_atRisk->setObjectName(QStringLiteral("atRisk"));
    m_atRisk->setFigures(true);
    headline->addWidget(m_atRisk);
    headline->addWidget(m_atRiskNote, 1, Qt::AlignBottom);
    column->addLayout(headline);
    column->addWidget(m_formula);
    column->addSpacing(6);
    m_groups->setHorizontalSpacing(8);
    m_groups->setVerticalSpacing(8);
    m_groups->setColumnStretch(0, 1);
    column->addLayout(m_groups);
    column->addStretch(1);
    return figures;
}

void RiskCard::setTraffic(const api::TrafficView& traffic, const Clockface& face)
{
    m_traffic = traffic;
    const double to = static_cast<double>(face.now.millis());
    const double from = to - kMinutes * 60'000.0;
    for (ChartFrame* chart : {m_rate, m_failures}) {
        chart->setZone(face.zone);
        chart->setTimeRange(from, to);
    }
    const QVector<QPointF> rates = errorRatePoints(traffic, kCheckout);
    const double least = 0.01; // a flat line at zero still has an axis that can be read
    double most = least;
    for (const QPointF& point : rates)
        most = std::max(most, point.y());
    m_rate->setValueRange(0, most * 1.15);
    m_rate->setPoints(0, rates);
    const QVector<QPointF> failures = errorPoints(traffic, kCheckout);
    double mostFailures = 1;
    for (const QPointF& point : failures)
        mostFailures = std::max(mostFailures, point.y());
    m_failures->setValueRange(0, std::ceil(mostFailures / 4) * 4); // whole numbers at the ticks
    m_failures->setBars(failures, Tone::Bad);
    showFigures();
    m_state->showContent();
}

void RiskCard::setAverageOrder(const std::optional<Money>& average)
{
    m_average = average;
    showFigures();
}

void RiskCard::showFigures()
{
    while (QLayoutItem* item = m_groups->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    const auto add = [&](const QStringList& cells, bool isHeader, bool isBad) {
        for (int column = 0; column < cells.size(); ++column) {
            const Type type = isHeader ? Type::Label : column == 0 ? Type::BodyStrong : Type::Body;
            const Ink ink = isHeader ? &Theme::t3 : isBad && column == 1 ? &Theme::bad : &Theme::t1;
            auto* label = new Label(cells[column], type, ink);
            label->setFigures(column > 0);
            label->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            m_groups->addWidget(label, row, column);
        }
        ++row;
    };
    add({tr("Last hour"), tr("Errors"), tr("Requests"), tr("Slowest 1%")}, true, false);
    std::int64_t failed = 0;
    for (const GroupFigures& group : groupFigures(m_traffic, kLastHour)) {
        if (group.group == kCheckout) failed = group.errors;
        add({groupText(group.group), rateText(group.errorRate()), numberText(group.requests),
             latencyText(group.p99Micros)},
            false, group.errorRate() >= 0.01);
    }
    const bool isKnown = m_average.has_value();
    m_atRisk->setText(isKnown ? headlineMoney(*m_average * failed) : numberText(failed));
    m_atRisk->setToolTip(isKnown ? moneyText(*m_average * failed) : QString());
    m_atRisk->setInk(failed > 0 ? &Theme::bad : &Theme::t1);
    m_atRiskNote->setText(isKnown ? tr("at most, last hour, estimated")
                                  : tr("failed checkouts, last hour"));
    m_formula->setText(isKnown ? tr("%1 failed checkouts × %2 average order")
                                     .arg(numberText(failed), moneyText(*m_average))
                               : tr("No orders yet to estimate their worth from"));
}

void RiskCard::setLow(bool isLow)
{
    m_failuresPart->setVisible(!isLow);
    m_figures->setVisible(!isLow);
}

} // namespace stoa::ui
