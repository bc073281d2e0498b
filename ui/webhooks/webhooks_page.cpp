#include "ui/webhooks/webhooks_page.h"

#include "ui/webhooks/deliveries_part.h"
#include "ui/webhooks/endpoints_part.h"

namespace stoa::ui {

namespace {

constexpr int kDeliveries = 1;

} // namespace

WebhooksPage::WebhooksPage(const PageContext& context, QWidget* parent)
    : TabbedPage({QStringLiteral("webhooks"), tr("Webhooks"), tr("Parts of webhooks")}, parent)
{
    auto* endpoints = new EndpointsPart(context);
    auto* deliveries = new DeliveriesPart(context);
    addPart(tr("Endpoints"), endpoints, QStringLiteral("whe_"));
    addPart(tr("Deliveries"), deliveries, QStringLiteral("whd_"));
    connect(endpoints, &EndpointsPart::deliveriesRequested, this,
            [this, deliveries](const api::WebhookEndpointView& endpoint) {
                showPart(kDeliveries);
                deliveries->showEndpoint(endpoint);
            });
}

} // namespace stoa::ui
