#pragma once
// Endpoints and their deliveries as operations. Events: webhook_endpoint.created, .updated,
// .removed, .secret_rotated; .disabled comes from what was posted (sending.h). Errors: those of
// api/webhooks.h and api/webhook_deliveries.h, in the order that they stand in there.

#include "api/webhook_deliveries.h"
#include "domain/unit/unit.h"
#include "platform/outbound/address_guard.h"

namespace stoa::webhooks {

inline constexpr std::int64_t kMaxEndpoints = 20;  // of an organisation
inline constexpr std::int64_t kMaxReplayed = 1000; // events of the log that one call looks at
inline constexpr int kMaxShownAttempts = 50;

Result<api::EventKindsView> handle(Unit& unit, const api::ListEventKinds& request);
Result<api::WebhookEndpointsView> handle(Unit& unit, const api::ListWebhookEndpoints& request);
Result<api::WebhookEndpointView> handle(Unit& unit, const api::GetWebhookEndpoint& request);
Result<api::WebhookEndpointView> handle(Unit& unit, const api::CreateWebhookEndpoint& request,
                                        outbound::Policy policy);
Result<api::WebhookEndpointView> handle(Unit& unit, const api::UpdateWebhookEndpoint& request,
                                        outbound::Policy policy);
Result<Nothing> handle(Unit& unit, const api::RemoveWebhookEndpoint& request);
Result<api::WebhookEndpointView> handle(Unit& unit, const api::RotateWebhookSecret& request);

Result<Page<api::WebhookDeliveryRow>> handle(Unit& unit, const api::ListWebhookDeliveries& request);
Result<api::WebhookDeliveryView> handle(Unit& unit, const api::GetWebhookDelivery& request);
Result<api::WebhookDeliveryRow> handle(Unit& unit, const api::SendTestWebhook& request);
Result<api::WebhookDeliveryRow> handle(Unit& unit, const api::RedeliverWebhook& request);
Result<api::WebhookReplayView> handle(Unit& unit, const api::ReplayWebhooks& request);

} // namespace stoa::webhooks
