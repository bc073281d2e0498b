#include "ui/orders/orders_page.h"

#include "ui/orders/facet_panel.h"
#include "ui/orders/filter_bar.h"
#include "ui/orders/order_drawer.h"
#include "ui/orders/orders_model.h"
#include "ui/refunds/refund_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

const QLatin1String kViewRecord("view:");

StateMessage emptyMessage(const OrdersFilter& filter)
{
    if (filter.isEmpty()) {
        return {QStringLiteral("orders"),
                OrdersPage::tr("No orders yet"),
                OrdersPage::tr("They appear here the moment a buyer pays."),
                {}};
    }
    return {QStringLiteral("search"), OrdersPage::tr("No orders match"),
            OrdersPage::tr("Take a filter away, or look at all orders."),
            OrdersPage::tr("Clear filters")};
}

} // namespace

OrdersPage::OrdersPage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_model(new OrdersModel(context, this)),
      m_header(new PageHeader(tr("Orders"), QStringLiteral("ordersHeader"))),
      m_tabs(new TabStrip(QStringLiteral("ordersViews"))),
      m_facets(new FacetPanel(QStringLiteral("ordersFacets"))),
      m_filterBar(new FilterBar),
      m_banner(new Banner(QStringLiteral("ordersBanner"))),
      m_table(new TableView(QStringLiteral("ordersTable"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("ordersState"))),
      m_drawer(new OrderDrawer(context)),
      m_toast(nullptr),
      m_views(ordersViews())
{
    setObjectName(QStringLiteral("ordersPage"));
    setAccessibleName(tr("Orders"));
    build();
    m_toast = new Toast(this);
    connectModel();
    connectDrawer();
    connect(&m_ordersPace, &RefreshPace::due, this, &OrdersPage::refresh);
    connect(&m_facetsPace, &RefreshPace::due, this, &OrdersPage::readFacets);
    connect(&m_context.events, &LiveEvents::changed, this, &OrdersPage::takeEvents);
    connect(&m_context.events, &LiveEvents::lost, this, &OrdersPage::refreshSoon);
}

void OrdersPage::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header->setFixedHeight(scaled(46));
    column->addWidget(m_header);
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 16, 0);
    for (const OrdersView& view : m_views)
        m_tabs->addTab(view.title);
    m_tabs->setAccessibleName(tr("Views"));
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    row->addWidget(m_facets);
    row->addWidget(buildList(), 1);
    row->addWidget(m_drawer);
    column->addLayout(row, 1);
    const auto choose = [this](int index) {
        if (index >= 0) setFilter(m_views[static_cast<std::size_t>(index)].filter);
    };
    connect(m_tabs, &TabStrip::currentChanged, this, choose);
    connect(m_tabs, &TabStrip::tabBarClicked, this, [this, choose](int index) {
        if (index == m_tabs->currentIndex()) choose(index); // again: without the other filters
    });
    connect(m_facets, &FacetPanel::filterWanted, this, &OrdersPage::setFilter);
    connect(m_filterBar, &FilterBar::filterWanted, this, &OrdersPage::setFilter);
    connect(m_filterBar, &FilterBar::filtersRequested, this, &OrdersPage::showFacetsPopup);
    connect(m_banner, &Banner::actionTriggered, this, &OrdersPage::refresh);
}

QWidget* OrdersPage::buildList()
{
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filterBar);
    column->addWidget(m_banner);
    column->addWidget(m_state, 1);
    m_table->setKeysetModel(m_model);
    m_table->setAccessibleName(tr("Orders"));
    return list;
}

void OrdersPage::connectModel()
{
    m_state->follow(m_model, [this] { return emptyMessage(m_model->filter()); });
    connect(m_state, &ViewState::actionTriggered, this, [this](ViewState::Kind kind) {
        if (kind == ViewState::Kind::Empty) setFilter({});
    });
    connect(m_model, &OrdersModel::stateChanged, this, [this] {
        showFacts();
        if (m_model->state() != KeysetModelBase::State::Loading) m_ordersPace.ended();
        if (m_model->state() == KeysetModelBase::State::Ready) selectWanted();
    });
    for (auto signal : {&OrdersModel::rowsInserted, &OrdersModel::rowsRemoved})
        connect(m_model, signal, this, &OrdersPage::showFacts);
    connect(m_model, &OrdersModel::refreshed, this, [this] {
        m_banner->hide();
        showFacts();
        m_ordersPace.ended();
    });
    connect(m_model, &OrdersModel::dataChanged, this,
            [this] { showCurrent(m_table->currentId()); });
    connect(m_model, &OrdersModel::failed, this, [this](const Error& error) {
        m_ordersPace.ended();
        if (m_model->state() != KeysetModelBase::State::Ready) return m_banner->hide();
        const ErrorSentences words = errorSentences(error);
        m_banner->showMessage(Tone::Warn, QStringLiteral("cloud-off"), words.title,
                              tr("The orders stay as they were."), tr("Try again"));
    });
}

void OrdersPage::connectDrawer()
{
    connect(m_table, &TableView::currentIdChanged, this, &OrdersPage::showCurrent);
    connect(m_table, &TableView::peeked, this, [this] { setDrawerOpen(m_drawer->isHidden()); });
    connect(m_table, &TableView::opened, this, [this] { setDrawerOpen(true); });
    connect(m_drawer, &OrderDrawer::closed, this, [this] { setDrawerOpen(false); });
    connect(m_drawer, &OrderDrawer::previousRequested, this, [this] { stepRow(-1); });
    connect(m_drawer, &OrderDrawer::nextRequested, this, [this] { stepRow(1); });
    connect(m_drawer, &OrderDrawer::refundRequested, this, &OrdersPage::openRefund);
}

void OrdersPage::visit(const QString& record)
{
    const auto view = std::find_if(m_views.begin(), m_views.end(), [&](const OrdersView& each) {
        return record == kViewRecord + each.id;
    });
    m_wanted = view == m_views.end() ? record : QString();
    if (view != m_views.end()) {
        setFilter(view->filter);
    } else if (!record.isEmpty() && m_model->rowOf(record) < 0) {
        OrdersFilter only;
        only.text = record;
        setFilter(only);
    } else if (m_model->state() == KeysetModelBase::State::Idle) {
        setFilter({});
    } else {
        selectWanted();
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void OrdersPage::setFilter(const OrdersFilter& filter)
{
    m_facets->setFilter(filter);
    m_filterBar->setFilter(filter);
    const auto view = std::find_if(m_views.begin(), m_views.end(),
                                   [&](const OrdersView& each) { return each.filter == filter; });
    if (view != m_views.end()) {
        const QSignalBlocker quiet(m_tabs);
        m_tabs->setCurrentIndex(static_cast<int>(view - m_views.begin()));
        m_tabs->update();
    }
    m_banner->hide();
    m_ordersPace.began();
    m_model->setFilter(filter);
    if (!m_counts) readFacets();
}

void OrdersPage::selectWanted()
{
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) >= 0) {
        m_table->selectId(std::exchange(m_wanted, {}));
        setDrawerOpen(true);
    } else if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    } else if (m_model->rowCount() == 0) {
        m_drawer->showNothing();
    }
}

void OrdersPage::showFacts()
{
    const bool isReady = m_model->state() == KeysetModelBase::State::Ready;
    const std::int64_t loaded = m_model->rowCount();
    const std::int64_t total = std::max(m_model->estimatedTotal().value_or(0), loaded);
    const bool isAll = !m_model->canFetchMore({}) && !m_model->isRefreshing();
    if (!isReady)
        m_header->setFacts({});
    else if (isAll && loaded < KeysetModelBase::kMaxRows)
        m_header->setFacts(loaded == 1 ? tr("1 order") : tr("%1 orders").arg(numberText(loaded)));
    else
        m_header->setFacts(tr("about %1 orders").arg(numberText(total)));
}

void OrdersPage::readFacets()
{
    m_facetsPace.began();
    m_context.connection.call(this, api::GetOrderFacets{m_context.workspace().seller},
                              [this](const Result<api::OrderFacets>& facets) {
                                  m_facetsPace.ended();
                                  if (facets) takeFacets(*facets);
                              });
}

void OrdersPage::takeFacets(const api::OrderFacets& facets)
{
    m_counts = facets;
    m_facets->setCounts(facets);
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        const auto count = viewCount(m_views[i], facets);
        m_tabs->setCount(static_cast<int>(i), count ? numberText(*count) : QString());
    }
}

void OrdersPage::showFacetsPopup()
{
    FacetPanel* panel = openFacetPopup(m_filterBar->filtersButton(), m_model->filter());
    if (m_counts) panel->setCounts(*m_counts);
    connect(panel, &FacetPanel::filterWanted, this, &OrdersPage::setFilter);
}

void OrdersPage::takeEvents(const std::vector<api::Event>& events)
{
    if (!concerns(events, {"order", "payment", "refund"})) return;
    QStringList ids;
    for (const api::Event& event : events)
        ids << fromUtf8(event.aggregate);
    m_model->refreshOrders(ids);
    const auto& shown = m_drawer->row();
    if (isVisible() && shown && ids.contains(fromUtf8(shown->id.text()))) {
        m_drawer->reloadDetails();
    }
    refreshSoon();
}

void OrdersPage::refreshSoon()
{
    m_ordersPace.want();
    m_facetsPace.want();
}

void OrdersPage::refresh()
{
    m_ordersPace.began();
    m_model->refresh();
}

void OrdersPage::showCurrent(const QString& id)
{
    const api::OrderRow* order = m_model->orderOf(id);
    if (order == nullptr) return m_drawer->showNothing();
    m_drawer->showOrder(*order);
    if (isVisible()) emit recordShown(id);
}

void OrdersPage::setDrawerOpen(bool isOpen)
{
    m_drawer->setVisible(isOpen);
    if (!isOpen) m_table->setFocus();
}

void OrdersPage::stepRow(int step)
{
    const int row = m_table->currentIndex().row() + step;
    if (row >= 0 && row < m_model->rowCount()) m_table->setCurrentIndex(m_model->index(row, 0));
}

void OrdersPage::openRefund(const api::OrderView& order)
{
    auto* dialog = new RefundDialog(m_context, order, this);
    connect(dialog, &RefundDialog::refunded, this, [this, order](const api::RefundView& refund) {
        m_toast->showDone(
            tr("%1 goes back to %2")
                .arg(moneyText(refund.total), isolated(fromUtf8(order.row.buyerName))));
        m_drawer->reloadDetails();
        refreshSoon();
    });
    connect(dialog, &RefundDialog::orderReread, this,
            [this](const api::OrderView& fresh) { m_model->replaceRow(fresh.row); });
    dialog->open();
}

void OrdersPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_ordersPace.setAwake(true);
    m_facetsPace.setAwake(true);
}

void OrdersPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_ordersPace.setAwake(false);
    m_facetsPace.setAwake(false);
}

void OrdersPage::resizeEvent(QResizeEvent* event)
{
    ShellPage::resizeEvent(event);
    const bool isNarrow = window()->width() <= kNarrowWindow;
    m_facets->setVisible(!isNarrow);
    m_filterBar->setFiltersButtonVisible(isNarrow);
}

bool OrdersPage::focusFind()
{
    m_filterBar->focusSearch();
    return true;
}

bool OrdersPage::handleKey(QKeyEvent* event)
{
    const int digit = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::ControlModifier && digit >= 0 && digit < m_tabs->count()) {
        setFilter(m_views[static_cast<std::size_t>(digit)].filter);
        return true;
    }
    if (event->modifiers() != Qt::NoModifier) return false;
    switch (event->key()) {
    case Qt::Key_F:
        if (!m_drawer->isHidden()) m_drawer->requestRefund();
        return true;
    case Qt::Key_Slash:
        return focusFind();
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        m_drawer->moveSection(event->key() == Qt::Key_BracketLeft ? -1 : 1);
        return true;
    case Qt::Key_Escape:
        if (m_table->hasFocus())
            setDrawerOpen(false);
        else
            m_table->setFocus();
        return true;
    default:
        return false;
    }
}

void OrdersPage::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(event)) ShellPage::keyPressEvent(event);
}

void OrdersPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().page);
    const int top = m_header->height() + m_tabs->height() + 1;
    painter.fillRect(m_facets->isVisible() ? m_facets->width() : 0, top, width(), height() - top,
                     theme().card);
}

} // namespace stoa::ui
