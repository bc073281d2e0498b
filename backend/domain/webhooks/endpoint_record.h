#pragma once
// An endpoint's row, read and locked.

#include "domain/unit/unit.h"
#include "domain/webhooks/delivery_rules.h"
#include "platform/outbound/standard_webhook.h"

namespace stoa::webhooks {

struct Stored {
    api::WebhookEndpointView view;
    int failuresInARow = 0;
    outbound::SecretBytes secret;
    std::optional<outbound::SecretBytes> previousSecret;

    Health health() const;
    // Those that sign now, the newest first.
    std::vector<outbound::SecretBytes> secretsAt(Timestamp now) const;
};

api::WebhookEndpointView viewOf(const db::Row& row);
Error endpointNotFound(WebhookEndpointId endpoint);

// Nothing when there is none, or none any more.
Result<std::optional<Stored>> findLocked(Unit& unit, WebhookEndpointId endpoint);
// Errors: webhook.endpoint_not_found.
Result<Stored> lock(Unit& unit, WebhookEndpointId endpoint);
// Errors: webhook.endpoint_not_found, webhook.not_active (Refused, params state).
Result<Stored> lockActive(Unit& unit, WebhookEndpointId endpoint);
// Errors: webhook.endpoint_not_found.
Result<api::WebhookEndpointView> read(Unit& unit, WebhookEndpointId endpoint);

} // namespace stoa::webhooks
