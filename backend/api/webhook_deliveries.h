#pragma once
// The manual of what was sent to webhook endpoints (webhooks.h): the delivery log, kept for 30
// days, and what can be sent again. An event and an endpoint have one delivery: sending it again
// begins another round of attempts under the same webhook-id.

#include "api/webhooks.h"

namespace stoa::api {

// Newest first. Errors: cursor.malformed.
struct ListWebhookDeliveries {
    OrgId seller;
    std::optional<WebhookEndpointId> endpoint;
    List<WebhookDeliveryState, 3> state; // empty: all
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<WebhookDeliveryRow>;
};
STOA_STRUCT(ListWebhookDeliveries, seller, endpoint, state, after, limit)
STOA_OPERATION(ListWebhookDeliveries, .name = "webhooks.list_deliveries",
               .route = "/sellers/{seller}/webhook-deliveries",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .summary = "What was posted, newest first");

// Errors: webhook.delivery_not_found.
struct GetWebhookDelivery {
    OrgId seller;
    WebhookDeliveryId delivery;
    using Reply = WebhookDeliveryView;
};
STOA_STRUCT(GetWebhookDelivery, seller, delivery)
STOA_OPERATION(GetWebhookDelivery, .name = "webhooks.get_delivery",
               .route = "/sellers/{seller}/webhook-deliveries/{delivery}",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .summary = "One delivery with its attempts");

// Posts a `webhook.test` about the endpoint itself. Errors: webhook.endpoint_not_found,
// webhook.not_active (Refused, params state).
struct SendTestWebhook {
    OrgId seller;
    WebhookEndpointId endpoint;
    using Reply = WebhookDeliveryRow;
};
STOA_STRUCT(SendTestWebhook, seller, endpoint)
STOA_OPERATION(SendTestWebhook, .name = "webhooks.send_test", .method = Method::Post,
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}/test",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Post a test event");

// At once, whatever became of it before. Errors: webhook.delivery_not_found, webhook.not_active
// (Refused, params state).
struct RedeliverWebhook {
    OrgId seller;
    WebhookDeliveryId delivery;
    using Reply = WebhookDeliveryRow;
};
STOA_STRUCT(RedeliverWebhook, seller, delivery)
STOA_OPERATION(RedeliverWebhook, .name = "webhooks.redeliver", .method = Method::Post,
               .route = "/sellers/{seller}/webhook-deliveries/{delivery}/redelivery",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Post one delivery again");

struct WebhookReplayView {
    std::int64_t replayed = 0;           // deliveries that are sent again, or at last
    std::optional<std::int64_t> nextSeq; // ask again from here: there is more
};
STOA_STRUCT(WebhookReplayView, replayed, nextSeq)

// Posts again what the log says from a place or a moment on, of the kinds that the endpoint asks
// for, a thousand events of the log at a time. Deliveries that are waiting just come sooner. What
// the endpoint has not been reached by yet comes anyhow. Errors: webhook.no_start (Invalid, field
// `fromSeq`: one of the two must be there, and not both), webhook.endpoint_not_found,
// webhook.not_active (Refused, params state).
struct ReplayWebhooks {
    OrgId seller;
    WebhookEndpointId endpoint;
    std::optional<std::int64_t> fromSeq;
    std::optional<Timestamp> from;
    std::optional<std::int64_t> throughSeq; // absent: to the end
    using Reply = WebhookReplayView;
};
STOA_STRUCT(ReplayWebhooks, seller, endpoint, fromSeq, from, throughSeq)
STOA_OPERATION(ReplayWebhooks, .name = "webhooks.replay", .method = Method::Post,
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}/replay",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Post a span of the event log again");

using WebhookOperations =
    Operations<ListEventKinds, ListWebhookEndpoints, GetWebhookEndpoint, CreateWebhookEndpoint,
               UpdateWebhookEndpoint, RemoveWebhookEndpoint, RotateWebhookSecret,
               ListWebhookDeliveries, GetWebhookDelivery, SendTestWebhook, RedeliverWebhook,
               ReplayWebhooks>;

} // namespace stoa::api
