#pragma once
// Endpoints of webhooks in every state, and what was posted to them.

#include "api/webhook_deliveries.h"

namespace stoa::test {

// One that all is well with, one that fails, one that is paused, one that is disabled.
std::vector<api::WebhookEndpointView> demoEndpoints(OrgId organisation, Timestamp now);
// To the first two endpoints: delivered, waiting for another try, failed, a test.
std::vector<api::WebhookDeliveryRow>
demoDeliveries(const std::vector<api::WebhookEndpointView>& endpoints, Timestamp now);
api::WebhookDeliveryView demoDelivery(const api::WebhookDeliveryRow& row, Timestamp now);

} // namespace stoa::test
