#pragma once
// One look: how is business, is the platform healthy, what needs me. Figures are the node's, for a
// period and a currency; only the money at risk is estimated, and says so. Each card fails alone.
//
// Orders, payments and refunds refresh the figures at most every kFiguresEveryMs; traffic and
// services are read again every few seconds, only while the page is seen.

#include "api/analytics.h"
#include "ui/async/refresh_pace.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

class QComboBox;
class QGridLayout;

namespace stoa::ui {

class AttentionList;
class Card;
class Counter;
class OrderFlow;
class PageHeader;
class RiskCard;
class Segmented;
class ServicesCard;
class StatTile;
class ViewState;

class OverviewPage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kFiguresEveryMs = 5000;
    static constexpr int kTrafficEveryMs = 5000;
    static constexpr int kNodeEveryMs = 10'000;
    static constexpr int kLowHeight = 700; // of the page: charts fold

    explicit OverviewPage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void refresh() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildHeader();
    QWidget* buildBody();
    Card* buildAttention();
    void arrange();
    void connectParts();
    void readFigures();
    void takeFigures(const Result<api::OverviewView>& overview);
    void showOverview();
    void showCurrencies();
    void readTraffic();
    void readNode();
    void setAwake(bool isAwake);
    bool may(api::Permission permission) const { return m_context.workspace().may(permission); }

    PageContext m_context;
    PageHeader* m_header;
    Segmented* m_period;
    QComboBox* m_currency;
    QGridLayout* m_grid = nullptr;
    Card* m_flowCard = nullptr;
    Card* m_attentionCard = nullptr;
    std::vector<StatTile*> m_tiles; // in the order of FigureKind
    RiskCard* m_risk;
    ServicesCard* m_services;
    OrderFlow* m_flow;
    AttentionList* m_attention;
    Counter* m_attentionCount;
    ViewState* m_attentionState;
    ViewState* m_state;
    std::optional<api::OverviewView> m_overview;
    std::string m_chosenCurrency; // empty: the marketplace's own
    int m_figuresRequest = 0;
    RefreshPace m_figuresPace{kFiguresEveryMs};
    QTimer m_trafficTimer;
    QTimer m_nodeTimer;
    bool m_isReadingTraffic = false;
    bool m_isReadingNode = false;
};

} // namespace stoa::ui
