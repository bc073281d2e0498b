#include "ui/orders/orders_page.h"

#include "ui/orders/cancel_dialog.h"
#include "ui/orders/edit_dialog.h"
#include "ui/orders/facet_panel.h"
#include "ui/orders/filter_bar.h"
#include "ui/orders/hold_dialog.h"
#include "ui/orders/order_course.h"
#include "ui/orders/order_drawer.h"
#include "ui/orders/orders_export.h"
#include "ui/orders/orders_model.h"
#include "ui/refunds/refund_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

namespace {

const QLatin1String kViewRecord("view:");

} // namespace

OrdersPage::OrdersPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("orders"), tr("Orders"), tr("The orders stay as they were."),
                tr("Views")},
               parent),
      m_model(new OrdersModel(context, this)),
      m_drawer(new OrderDrawer(context)),
      m_facets(new FacetPanel(QStringLiteral("ordersFacets"))),
      m_filterBar(new FilterBar),
      m_views(ordersViews())
{
    for (const OrdersView& view : m_views)
        tabs().addTab(view.title);
    addExport();
    assemble({m_model, m_drawer, m_filterBar, m_facets});
    connectFilters();
    connectFacets();
    connect(m_drawer, &OrderDrawer::refundRequested, this, &OrdersPage::openRefund);
    connect(m_drawer, &OrderDrawer::editRequested, this, [this](const api::OrderView& order) {
        openDialog(new EditDialog(this->context(), order, this),
                   tr("%1 was edited").arg(fromUtf8(order.row.number)));
    });
    connect(m_drawer, &OrderDrawer::cancelRequested, this, [this](const api::OrderView& order) {
        openDialog(new CancelDialog(this->context(), order, this),
                   tr("%1 was canceled").arg(fromUtf8(order.row.number)));
    });
    connect(m_drawer, &OrderDrawer::holdRequested, this, [this](const api::OrderView& order) {
        openDialog(new HoldDialog(this->context(), order, this),
                   tr("%1 is on hold").arg(fromUtf8(order.row.number)));
    });
    connect(m_drawer, &OrderDrawer::releaseRequested, this, &OrdersPage::releaseHold);
    connect(m_drawer, &OrderDrawer::withdrawRequested, this, &OrdersPage::withdrawEdit);
}

void OrdersPage::connectFilters()
{
    connect(m_facets, &FacetPanel::filterWanted, this, &OrdersPage::setFilter);
    connect(m_filterBar, &FilterBar::filterWanted, this, &OrdersPage::setFilter);
    connect(m_filterBar, &FilterBar::filtersRequested, this, &OrdersPage::showFacetsPopup);
}

void OrdersPage::connectFacets()
{
    connect(&m_facetsPace, &RefreshPace::due, this, &OrdersPage::readFacets);
    connect(this, &OrdersPage::changesWanted, &m_facetsPace, &RefreshPace::want);
    connect(this, &OrdersPage::awakened, &m_facetsPace, &RefreshPace::setAwake);
}

StateMessage OrdersPage::emptyMessage() const
{
    if (m_model->filter().isEmpty()) {
        return {QStringLiteral("orders"),
                tr("No orders yet"),
                tr("They appear here the moment a buyer pays."),
                {}};
    }
    return {QStringLiteral("search"), tr("No orders match"),
            tr("Take a filter away, or look at all orders."), tr("Clear filters")};
}

std::optional<ExportPlan> OrdersPage::exportPlan() const
{
    return ExportPlan{tr("Export of orders"), QStringLiteral("orders"), orderExportColumns(),
                      readerOf(context().connection, m_model->question(), orderExportCells)};
}

void OrdersPage::takeEmptyAction()
{
    setFilter({});
}

void OrdersPage::visit(const QString& record)
{
    const auto view = std::find_if(m_views.begin(), m_views.end(), [&](const OrdersView& each) {
        return record == kViewRecord + each.id;
    });
    if (view != m_views.end()) setFilter(view->filter);
    ListPage::visit(view == m_views.end() ? record : QString());
}

void OrdersPage::askFor(const QString& record)
{
    OrdersFilter filter;
    filter.text = record;
    setFilter(filter);
}

void OrdersPage::chooseTab(int tab)
{
    setFilter(m_views[static_cast<std::size_t>(tab)].filter);
}

void OrdersPage::setFilter(const OrdersFilter& filter)
{
    m_facets->setFilter(filter);
    m_filterBar->setFilter(filter);
    const auto view = std::find_if(m_views.begin(), m_views.end(),
                                   [&](const OrdersView& each) { return each.filter == filter; });
    if (view != m_views.end()) {
        const QSignalBlocker quiet(&tabs());
        tabs().setCurrentIndex(static_cast<int>(view - m_views.begin()));
        tabs().update();
    }
    beganAsking();
    m_model->setFilter(filter);
    if (!m_counts) readFacets();
}

QString OrdersPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 orders").arg(numberText(count));
    return count == 1 ? tr("1 order") : tr("%1 orders").arg(numberText(count));
}

void OrdersPage::readFacets()
{
    m_facetsPace.began();
    context().connection.call(this, api::GetOrderFacets{context().workspace().seller},
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
        tabs().setCount(static_cast<int>(i), count ? numberText(*count) : QString());
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
    if (!concerns(events, {"order", "order_edit", "payment", "refund"})) return;
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

bool OrdersPage::showRecord(const QString& id)
{
    const api::OrderRow* order = m_model->orderOf(id);
    if (order != nullptr) m_drawer->show(*order);
    return order != nullptr;
}

void OrdersPage::openRefund(const api::OrderView& order)
{
    auto* dialog = new RefundDialog(context(), order, this);
    connect(dialog, &RefundDialog::refunded, this, [this, order](const api::RefundView& refund) {
        toast().showDone(
            tr("%1 goes back to %2")
                .arg(moneyText(refund.total), isolated(fromUtf8(order.row.buyerName))));
        m_drawer->reloadDetails();
        refreshSoon();
    });
    connect(dialog, &RefundDialog::orderReread, this,
            [this](const api::OrderView& fresh) { m_model->replaceRow(fresh.row); });
    dialog->open();
}

void OrdersPage::openDialog(OrderDialog* dialog, const QString& done)
{
    connect(dialog, &OrderDialog::done, this, [this, done](const api::OrderView& order) {
        const bool isWaiting = !order.refunds.empty() &&
                               order.refunds.back().status == api::RefundStatus::AwaitingApproval;
        const bool isUnpaid = unpaidEdit(order) != nullptr;
        toast().showDone(isUnpaid    ? tr("It waits for the buyer's payment")
                         : isWaiting ? tr("It waits for a second person")
                                     : done);
        m_model->replaceRow(order.row);
        m_drawer->take(order);
        refreshSoon();
    });
    connect(dialog, &OrderDialog::orderReread, this, [this](const api::OrderView& fresh) {
        m_model->replaceRow(fresh.row);
        m_drawer->take(fresh);
    });
    dialog->open();
}

void OrdersPage::releaseHold(const api::OrderView& order)
{
    context().connection.call(
        this, api::ReleaseHold{order.row.seller, order.row.id, order.row.version, {}},
        [this, number = fromUtf8(order.row.number)](const Result<api::OrderView>& reply) {
            toast().showDone(reply ? tr("%1 may leave again").arg(number)
                                   : errorText(reply.error()));
            if (!reply) return m_drawer->reloadDetails();
            m_model->replaceRow(reply->row);
            m_drawer->take(*reply);
        });
}

void OrdersPage::withdrawEdit(const api::OrderView& order)
{
    context().connection.call(
        this, api::CancelOrderEdit{order.row.seller, order.row.id, unpaidEdit(order)->id},
        [this, number = fromUtf8(order.row.number)](const Result<api::OrderView>& reply) {
            toast().showDone(reply ? tr("The edit of %1 is withdrawn").arg(number)
                                   : errorText(reply.error()));
            if (!reply) return m_drawer->reloadDetails();
            m_model->replaceRow(reply->row);
            m_drawer->take(*reply);
        });
}

void OrdersPage::resizeEvent(QResizeEvent* event)
{
    ListPage::resizeEvent(event);
    const bool isNarrow = window()->width() <= kNarrowWindow;
    m_facets->setVisible(!isNarrow);
    m_filterBar->setFiltersButtonVisible(isNarrow);
}

bool OrdersPage::focusFind()
{
    m_filterBar->focusSearch();
    return true;
}

bool OrdersPage::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_F:
        setDrawerOpen(true);
        m_drawer->requestRefund();
        return true;
    case Qt::Key_E:
        setDrawerOpen(true);
        m_drawer->requestEdit();
        return true;
    case Qt::Key_X:
        setDrawerOpen(true);
        m_drawer->requestCancel();
        return true;
    case Qt::Key_H:
        setDrawerOpen(true);
        m_drawer->requestHold();
        return true;
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        m_drawer->moveSection(key == Qt::Key_BracketLeft ? -1 : 1);
        return true;
    default:
        return false;
    }
}

} // namespace stoa::ui
