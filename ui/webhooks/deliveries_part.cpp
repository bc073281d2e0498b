#include "ui/webhooks/deliveries_part.h"

#include "ui/text/amounts.h"
#include "ui/webhooks/deliveries_model.h"
#include "ui/webhooks/delivery_drawer.h"
#include "ui/webhooks/replay_dialog.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace stoa::ui {

namespace {

using Course = api::WebhookDeliveryState;

constexpr std::optional<Course> kStates[] = {std::nullopt, Course::Pending, Course::Delivered,
                                             Course::Failed};

} // namespace

DeliveriesPart::DeliveriesPart(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("deliveries"),
                tr("Webhooks"),
                tr("The deliveries stay as they were."),
                {}},
               parent),
      m_model(new DeliveriesModel(context, this)),
      m_drawer(new DeliveryDrawer(context)),
      m_which(new Segmented({tr("All"), tr("Waiting"), tr("Delivered"), tr("Failed")},
                            QStringLiteral("deliveriesWhich"))),
      m_endpoint(new QComboBox),
      m_look(new QTimer(this))
{
    assemble({m_model, m_drawer, buildBar()});
    connect(m_which, &Segmented::currentChanged, this, &DeliveriesPart::ask);
    connect(m_endpoint, &QComboBox::activated, this, &DeliveriesPart::ask);
    connect(m_drawer, &DeliveryDrawer::redeliverRequested, this, &DeliveriesPart::redeliver);
    connect(m_drawer, &DeliveryDrawer::replayRequested, this, &DeliveriesPart::replay);
    m_look->setObjectName(QStringLiteral("deliveriesLook"));
    m_look->setInterval(kLookEveryMs);
    connect(m_look, &QTimer::timeout, this, [this] {
        if (m_model->isAnyUnderWay()) refreshSoon();
    });
    connect(this, &ListPage::awakened, this,
            [this](bool isAwake) { isAwake ? m_look->start() : m_look->stop(); });
}

QWidget* DeliveriesPart::buildBar()
{
    auto* box = new QWidget;
    QHBoxLayout* bar = makeBar(box);
    m_which->setAccessibleName(tr("State of the deliveries"));
    m_endpoint->setObjectName(QStringLiteral("deliveriesEndpoint"));
    m_endpoint->setAccessibleName(tr("Endpoint"));
    m_endpoint->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_endpoint->addItem(tr("Every endpoint"));
    bar->addWidget(m_which);
    bar->addWidget(m_endpoint);
    bar->addStretch(1);
    return box;
}

void DeliveriesPart::visit(const QString& record)
{
    readEndpoints();
    ListPage::visit(record);
}

void DeliveriesPart::readEndpoints()
{
    context().connection.call(this, api::ListWebhookEndpoints{context().workspace().organisation},
                              [this](const Result<api::WebhookEndpointsView>& all) {
                                  if (all) takeEndpoints(all->endpoints);
                              });
}

void DeliveriesPart::takeEndpoints(const std::vector<api::WebhookEndpointView>& endpoints)
{
    const QString chosen = m_endpoint->currentData().toString();
    QHash<QString, QString> hosts;
    while (m_endpoint->count() > 1)
        m_endpoint->removeItem(1);
    for (const api::WebhookEndpointView& each : endpoints) {
        const QString id = fromUtf8(each.id.text());
        hosts.insert(id, hostOf(each.url));
        m_endpoint->addItem(hostOf(each.url), id);
    }
    m_endpoint->setCurrentIndex(std::max(0, m_endpoint->findData(chosen)));
    m_model->setHosts(hosts);
}

void DeliveriesPart::ask()
{
    beganAsking();
    const auto endpoint = WebhookEndpointId::parse(toUtf8(m_endpoint->currentData().toString()));
    m_model->ask(endpoint ? std::optional(*endpoint) : std::nullopt, kStates[m_which->current()]);
}

void DeliveriesPart::askFor(const QString& record)
{
    if (!record.isEmpty()) clearFilters();
    ask();
}

void DeliveriesPart::clearFilters()
{
    const QSignalBlocker quiet(m_which);
    m_which->setCurrent(0);
    m_endpoint->setCurrentIndex(0);
}

void DeliveriesPart::showEndpoint(const api::WebhookEndpointView& endpoint)
{
    clearFilters();
    const QString id = fromUtf8(endpoint.id.text());
    if (m_endpoint->findData(id) < 0) m_endpoint->addItem(hostOf(endpoint.url), id);
    m_endpoint->setCurrentIndex(m_endpoint->findData(id));
    ask();
}

bool DeliveriesPart::showRecord(const QString& id)
{
    const api::WebhookDeliveryRow* delivery = m_model->deliveryOf(id);
    if (delivery != nullptr) m_drawer->show(*delivery);
    return delivery != nullptr;
}

StateMessage DeliveriesPart::emptyMessage() const
{
    if (m_model->isNarrow()) {
        return {QStringLiteral("send"), tr("No deliveries match"), {}, tr("Show all")};
    }
    return {QStringLiteral("send"),
            tr("Nothing was posted in the last 30 days"),
            tr("What happens is posted to the endpoints that ask for it."),
            {}};
}

void DeliveriesPart::takeEmptyAction()
{
    clearFilters();
    ask();
}

QString DeliveriesPart::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 deliveries").arg(numberText(count));
    return count == 1 ? tr("1 delivery") : tr("%1 deliveries").arg(numberText(count));
}

void DeliveriesPart::takeEvents(const std::vector<api::Event>& events)
{
    if (!concerns(events, {"webhook_endpoint"})) return;
    readEndpoints();
    refreshSoon();
}

bool DeliveriesPart::takeLetter(int key)
{
    if (key == Qt::Key_R) m_drawer->sendAgain();
    if (key == Qt::Key_F) m_drawer->replay();
    return key == Qt::Key_R || key == Qt::Key_F;
}

void DeliveriesPart::redeliver()
{
    const api::WebhookDeliveryRow delivery = *m_drawer->row();
    send(api::RedeliverWebhook{context().workspace().organisation, delivery.id},
         tr("%1 is being sent again").arg(fromUtf8(delivery.kind)));
}

void DeliveriesPart::replay()
{
    const api::WebhookDeliveryRow delivery = *m_drawer->row();
    const int known = m_endpoint->findData(fromUtf8(delivery.endpoint.text()));
    auto* dialog = new ReplayDialog(context(), delivery.endpoint,
                                    known < 0 ? tr("the endpoint") : m_endpoint->itemText(known),
                                    delivery.seq, this);
    connect(dialog, &ReplayDialog::replayed, this, [this](qint64 deliveries, bool isAll) {
        toast().showDone(replayText(deliveries, isAll));
        refresh();
    });
    dialog->open();
}

} // namespace stoa::ui
