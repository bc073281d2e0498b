#include "ui/analytics/overview_page.h"

#include "ui/analytics/attention_list.h"
#include "ui/analytics/order_flow.h"
#include "ui/analytics/risk_card.h"
#include "ui/analytics/services_card.h"
#include "ui/analytics/traffic_figures.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kAttentionWidth = 340;
constexpr int kGap = 12;
constexpr api::FigureKind kFigures[] = {api::FigureKind::Sales, api::FigureKind::NetRevenue,
                                        api::FigureKind::Orders, api::FigureKind::Refunded,
                                        api::FigureKind::ActiveSellers};
constexpr api::Period kPeriods[] = {api::Period::Today, api::Period::Week, api::Period::Month,
                                    api::Period::Quarter};

// A week: today has hardly begun when the first people come to work.
constexpr int kFirstPeriod = 1;

QStringList periodWords()
{
    QStringList words;
    for (const api::Period period : kPeriods)
        words << periodText(period);
    return words;
}

} // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_header(new PageHeader(tr("Overview"), QStringLiteral("overviewHeader"))),
      m_period(new Segmented(periodWords(), QStringLiteral("overviewPeriod"))),
      m_currency(new QComboBox),
      m_risk(new RiskCard),
      m_services(new ServicesCard),
      m_flow(new OrderFlow),
      m_attention(new AttentionList),
      m_attentionCount(new Counter(QStringLiteral("0"))),
      m_attentionState(new ViewState(m_attention, Skeleton::Shape::TwoLineRows,
                                     QStringLiteral("attentionState"))),
      m_state(nullptr)
{
    setObjectName(QStringLiteral("overviewPage"));
    setAccessibleName(tr("Overview"));
    buildHeader();
    m_state = new ViewState(buildBody(), Skeleton::Shape::Card, QStringLiteral("overviewState"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_state, 1);
    connectParts();
}

void OverviewPage::buildHeader()
{
    m_period->setAccessibleName(tr("Period"));
    m_period->setCurrent(kFirstPeriod);
    m_currency->setObjectName(QStringLiteral("overviewCurrency"));
    m_currency->setAccessibleName(tr("Currency"));
    m_header->addAction(m_period);
    m_header->addAction(m_currency);
}

QWidget* OverviewPage::buildBody()
{
    auto* body = new QWidget;
    m_grid = new QGridLayout(body);
    m_grid->setContentsMargins(16, 0, 16, 16);
    m_grid->setSpacing(kGap);
    auto* tiles = makeRow(kGap);
    for (const api::FigureKind kind : kFigures) {
        auto* tile =
            new StatTile(figureTitle(kind), QStringLiteral("tile") + fromUtf8(enumText(kind)));
        m_tiles.push_back(tile);
        tiles->addWidget(tile, 1);
    }
    m_grid->addLayout(tiles, 0, 0, 1, 3);
    m_flowCard = new Card(tr("Order flow"), QStringLiteral("flowCard"));
    m_flowCard->setNote(tr("open orders"));
    m_flowCard->setBodyMargins(12, 2, 12, 10);
    m_flowCard->body()->addWidget(m_flow);
    m_flowCard->body()->addStretch(1);
    m_attentionCard = buildAttention();
    m_grid->setRowStretch(1, 3);
    m_grid->setRowStretch(2, 2);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(2, scaled(kAttentionWidth));
    return makeScrollArea(body);
}

// Who may not see the node has its place for what needs attention.
void OverviewPage::arrange()
{
    const bool knowsNode = may(api::Permission::NodeRead);
    for (QWidget* card : {static_cast<QWidget*>(m_risk), static_cast<QWidget*>(m_services)})
        card->setVisible(knowsNode);
    for (QWidget* card :
         std::initializer_list<QWidget*>{m_risk, m_services, m_flowCard, m_attentionCard})
        m_grid->removeWidget(card);
    if (!knowsNode) {
        m_grid->addWidget(m_attentionCard, 1, 0, 2, 2);
        m_grid->addWidget(m_flowCard, 1, 2, 1, 1, Qt::AlignTop);
        return;
    }
    m_grid->addWidget(m_risk, 1, 0, 1, 2);
    m_grid->addWidget(m_services, 2, 0);
    m_grid->addWidget(m_flowCard, 2, 1);
    m_grid->addWidget(m_attentionCard, 1, 2, 2, 1);
}

Card* OverviewPage::buildAttention()
{
    auto* card = new Card(tr("Needs attention"), QStringLiteral("attentionCard"));
    card->addHeaderWidget(m_attentionCount);
    card->setBodyMargins(1, 0, 1, 8);
    card->body()->addWidget(m_attentionState, 1);
    auto* keys = makeRow(6);
    keys->setContentsMargins(12, 4, 12, 0);
    for (const auto& [key, word] : {std::pair(tr("J"), tr("next")), std::pair(tr("K"), tr("back")),
                                    std::pair(tr("Enter"), tr("open"))}) {
        keys->addWidget(new KeyCap(key));
        keys->addWidget(new Label(word, Type::Secondary, &Theme::t3));
    }
    keys->addStretch(1);
    card->body()->addLayout(keys);
    return card;
}

void OverviewPage::connectParts()
{
    connect(m_period, &Segmented::currentChanged, this, &OverviewPage::readFigures);
    connect(m_currency, &QComboBox::activated, this, [this](int index) {
        m_chosenCurrency = toUtf8(m_currency->itemText(index));
        readFigures();
    });
    connect(m_attention, &AttentionList::opened, this, &OverviewPage::placeRequested);
    connect(&m_figuresPace, &RefreshPace::due, this, &OverviewPage::readFigures);
    connect(&m_context.events, &LiveEvents::changed, this,
            [this](const std::vector<api::Event>& events) {
                if (concerns(events, {"order", "payment", "refund", "listing", "moderation"})) {
                    m_figuresPace.want();
                }
            });
    connect(&m_context.events, &LiveEvents::lost, &m_figuresPace, &RefreshPace::want);
    for (const auto& [state, read] : {std::pair(m_state, &OverviewPage::readFigures),
                                      std::pair(m_risk->state(), &OverviewPage::readTraffic),
                                      std::pair(m_services->state(), &OverviewPage::readNode)}) {
        connect(state, &ViewState::actionTriggered, this, read);
    }
    m_trafficTimer.setInterval(kTrafficEveryMs);
    m_nodeTimer.setInterval(kNodeEveryMs);
    connect(&m_trafficTimer, &QTimer::timeout, this, &OverviewPage::readTraffic);
    connect(&m_nodeTimer, &QTimer::timeout, this, &OverviewPage::readNode);
}

void OverviewPage::visit(const QString&)
{
    if (!m_overview) refresh();
    m_attention->setFocus(Qt::OtherFocusReason);
}

void OverviewPage::refresh()
{
    arrange();
    readFigures();
    readTraffic();
    readNode();
}

void OverviewPage::readFigures()
{
    if (!may(api::Permission::AnalyticsRead)) {
        return m_state->showNoPermission(
            tr("People who run the marketplace see its figures. An administrator can give you "
               "access."));
    }
    const int request = ++m_figuresRequest;
    m_figuresPace.began();
    if (!m_overview) m_attentionState->showLoading();
    api::GetOverview question{m_context.workspace().seller,
                              kPeriods[static_cast<std::size_t>(m_period->current())],
                              m_chosenCurrency};
    m_context.connection.call(this, std::move(question),
                              [this, request](const Result<api::OverviewView>& overview) {
                                  if (request == m_figuresRequest) takeFigures(overview);
                              });
}

void OverviewPage::takeFigures(const Result<api::OverviewView>& overview)
{
    m_figuresPace.ended();
    if (overview) {
        m_overview = *overview;
        m_header->setStale({}, false);
        m_state->showContent();
        showOverview();
    } else if (m_overview) {
        m_header->setStale(tr("Data from %1").arg(clockText(m_overview->to, m_context.clock())),
                           true);
    } else {
        m_state->showError(overview.error());
    }
}

void OverviewPage::showOverview()
{
    const Clockface face = m_context.clock();
    const api::Period period = kPeriods[static_cast<std::size_t>(m_period->current())];
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const api::FigureView* figure = figureOf(*m_overview, kFigures[i]);
        m_tiles[i]->setVisible(figure != nullptr);
        if (figure != nullptr) m_tiles[i]->setFigure(statFigure(*figure, *m_overview, period));
    }
    const QString stretch =
        period == api::Period::Today
            ? tr("%1, %2–%3")
                  .arg(dayText(m_overview->from, face), clockText(m_overview->from, face),
                       clockText(m_overview->to, face))
            : tr("%1 – %2").arg(dayText(m_overview->from, face), dayText(m_overview->to, face));
    m_header->setFacts(tr("%1 · compared with %2").arg(stretch, comparedText(period)));
    showCurrencies();
    m_flow->setStages(m_overview->flow);
    m_risk->setAverageOrder(averageOrder(*m_overview));
    std::vector<AttentionWords> entries;
    for (const api::AttentionView& attention : m_overview->attention) {
        if (attention.count > 0) entries.push_back(attentionWords(attention, face.now));
    }
    m_attentionCount->setCount(numberText(static_cast<std::int64_t>(entries.size())));
    const bool isEmpty = entries.empty();
    m_attention->setEntries(std::move(entries));
    if (isEmpty) {
        m_attentionState->showEmpty({QStringLiteral("check-circle"),
                                     tr("Nothing needs you"),
                                     tr("What waits too long appears here."),
                                     {}});
    } else {
        m_attentionState->showContent();
    }
}

void OverviewPage::showCurrencies()
{
    QStringList codes;
    for (const Currency& currency : m_overview->currencies)
        codes << fromUtf8(currency.code());
    const QString shown = fromUtf8(m_overview->currency.code());
    if (!codes.contains(shown)) codes.prepend(shown);
    m_currency->clear();
    m_currency->addItems(codes);
    m_currency->setCurrentText(shown);
    m_currency->setEnabled(codes.size() > 1);
    m_currency->setToolTip(codes.size() > 1 ? QString()
                                            : tr("All orders of the period are in %1.").arg(shown));
}

void OverviewPage::readTraffic()
{
    if (!may(api::Permission::NodeRead) || m_isReadingTraffic) return;
    m_isReadingTraffic = true;
    m_context.connection.call(this, api::GetTraffic{RiskCard::kMinutes},
                              [this](const Result<api::TrafficView>& traffic) {
                                  m_isReadingTraffic = false;
                                  if (traffic)
                                      m_risk->setTraffic(*traffic, m_context.clock());
                                  else
                                      m_risk->state()->showError(traffic.error());
                              });
}

void OverviewPage::readNode()
{
    if (!may(api::Permission::NodeRead) || m_isReadingNode) return;
    m_isReadingNode = true;
    m_context.connection.call(this, api::GetNode{}, [this](const Result<api::NodeView>& node) {
        m_isReadingNode = false;
        if (node)
            m_services->setNode(*node, m_context.clock());
        else
            m_services->state()->showError(node.error());
    });
}

void OverviewPage::setAwake(bool isAwake)
{
    m_figuresPace.setAwake(isAwake);
    for (QTimer* timer : {&m_trafficTimer, &m_nodeTimer}) {
        if (isAwake)
            timer->start();
        else
            timer->stop();
    }
}

void OverviewPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    setAwake(true);
    if (m_overview) refresh(); // what stands there is from the last visit
}

void OverviewPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    setAwake(false);
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    ShellPage::resizeEvent(event);
    m_risk->setLow(height() < kLowHeight);
}

void OverviewPage::keyPressEvent(QKeyEvent* event)
{
    const int digit = event->key() - Qt::Key_1;
    if (event->modifiers() != Qt::NoModifier) return ShellPage::keyPressEvent(event);
    if (digit >= 0 && digit < static_cast<int>(std::size(kPeriods)))
        m_period->setCurrent(digit);
    else if (event->key() == Qt::Key_J)
        m_attention->move(1);
    else if (event->key() == Qt::Key_K)
        m_attention->move(-1);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_attention->openCurrent();
    else if (event->key() == Qt::Key_R)
        refresh();
    else
        ShellPage::keyPressEvent(event);
}

void OverviewPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
