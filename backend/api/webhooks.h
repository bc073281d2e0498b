#pragma once
// The manual of webhooks: what happens in an organisation, posted to its integrators' own servers
// as Standard Webhooks (standardwebhooks.com, 1.0.0). An organisation is a seller, or the
// marketplace itself under its own id; each has endpoints, and hears of its own event log only.
//
//     POST <url>
//     webhook-id: evt_01jd8y…            the same for every attempt, replay and endpoint: know by
//                                        it what you have seen already
//     webhook-timestamp: 1764000000      of the attempt, in seconds
//     webhook-signature: v1,<base64>     HMAC-SHA256 of "<id>.<timestamp>.<body>"; two, separated
//                                        by a space, while a new secret takes over
//     {"type": "order.placed", "timestamp": "2026-…Z", "data": {"organisation": "org_…",
//      "seq": 17, "type": "order.placed", "aggregate": "ord_…", "at": "2026-…Z"}}
//
// The data is an event as the event stream has it: names and ids, so it says nothing to whom may
// not read the record. Every event comes at least once, first attempts in the order of `seq`. Any
// 2xx within 15 s takes it; after anything else it is sent again after 5 s, 5 min, 30 min, 2, 5,
// 10, 14, 20 and 24 h, each up to a tenth later, and later still when a 429 or 503 asks for it by
// Retry-After. Redirects are not followed. 410 disables the endpoint, and so do three days in which
// nothing was taken. Where an endpoint stands in the log is kept: what happened while it was paused
// or disabled comes when it is active again.

#include "api/operation.h"

namespace stoa::api {

enum class WebhookState { Active, Paused, Disabled };
// Why the node has disabled it; None: it has not.
enum class WebhookFault { None, Failing, Gone };
enum class WebhookDeliveryState { Pending, Delivered, Failed };
STOA_ENUM(WebhookState, Active, Paused, Disabled)
STOA_ENUM(WebhookFault, None, Failing, Gone)
STOA_ENUM(WebhookDeliveryState, Pending, Delivered, Failed)

using WebhookUrl = Text<1, 500>;
using EventKinds = List<Text<1, 60>, 100>; // "order.placed"; empty: all

struct WebhookEndpointView {
    WebhookEndpointId id;
    OrgId seller;
    std::string url;
    std::string description;
    std::vector<std::string> kinds;
    WebhookState state = WebhookState::Active;
    WebhookFault fault = WebhookFault::None;
    std::int64_t seenSeq = 0;              // of the log, how far it has become deliveries
    std::optional<Timestamp> failingSince; // nothing was taken since
    std::optional<Timestamp> heldUntil;    // nothing is sent before, because of what failed
    std::optional<Timestamp> previousSecretUntil;
    Timestamp createdAt;
    Version version;
    std::optional<std::string> secret; // "whsec_…", only in the replies that make it
};
STOA_STRUCT(WebhookEndpointView, id, seller, url, description, kinds, state, fault, seenSeq,
            failingSince, heldUntil, previousSecretUntil, createdAt, version, secret)

struct WebhookEndpointsView {
    std::vector<WebhookEndpointView> endpoints; // the oldest first; at most 20
};
STOA_STRUCT(WebhookEndpointsView, endpoints)

struct WebhookDeliveryRow {
    WebhookDeliveryId id;
    WebhookEndpointId endpoint;
    EventId event;        // the webhook-id
    std::int64_t seq = 0; // 0: a test
    std::string kind;
    std::string aggregate;
    WebhookDeliveryState state = WebhookDeliveryState::Pending;
    std::int64_t attempts = 0;
    std::int64_t lastStatus = 0; // of HTTP; 0: none yet, or no answer
    std::optional<Timestamp> nextAttemptAt;
    Timestamp createdAt;
    std::optional<Timestamp> endedAt;
};
STOA_STRUCT(WebhookDeliveryRow, id, endpoint, event, seq, kind, aggregate, state, attempts,
            lastStatus, nextAttemptAt, createdAt, endedAt)

struct WebhookAttemptView {
    std::int64_t number = 1;
    Timestamp startedAt;
    std::int64_t tookMs = 0;
    std::int64_t status = 0; // 0: no answer
    std::string error;       // "timeout", "tls_failed", "address_refused", …; empty: none
    std::string answer;      // the first 1,024 bytes; what is no text is shown as question marks
};
STOA_STRUCT(WebhookAttemptView, number, startedAt, tookMs, status, error, answer)

struct WebhookDeliveryView {
    WebhookDeliveryRow row;
    std::string body;                         // as it was posted
    std::vector<WebhookAttemptView> attempts; // the newest 50, in their order
};
STOA_STRUCT(WebhookDeliveryView, row, body, attempts)

struct EventKindsView {
    std::vector<std::string> kinds; // sorted
};
STOA_STRUCT(EventKindsView, kinds)

struct ListEventKinds {
    using Reply = EventKindsView;
};
STOA_STRUCT(ListEventKinds)
STOA_OPERATION(ListEventKinds, .name = "webhooks.list_event_kinds", .route = "/event-kinds",
               .permission = Permission::SignedIn, .summary = "What an endpoint can ask for");

struct ListWebhookEndpoints {
    OrgId seller;
    using Reply = WebhookEndpointsView;
};
STOA_STRUCT(ListWebhookEndpoints, seller)
STOA_OPERATION(ListWebhookEndpoints, .name = "webhooks.list_endpoints",
               .route = "/sellers/{seller}/webhook-endpoints",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .summary = "Where an organisation's events are posted to");

// Errors: webhook.endpoint_not_found.
struct GetWebhookEndpoint {
    OrgId seller;
    WebhookEndpointId endpoint;
    using Reply = WebhookEndpointView;
};
STOA_STRUCT(GetWebhookEndpoint, seller, endpoint)
STOA_OPERATION(GetWebhookEndpoint, .name = "webhooks.get_endpoint",
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .summary = "One endpoint");

// Hears of what happens from now on. Without a key, because no answer that shows a secret is kept.
// Errors: webhook.url_malformed, webhook.url_not_https, webhook.url_private (Invalid, field `url`),
// webhook.unknown_kind (Invalid, field `kinds[i]`, params kind), seller.not_found,
// webhook.too_many_endpoints (Refused, params most).
struct CreateWebhookEndpoint {
    OrgId seller;
    WebhookUrl url;
    Text<0, 200> description;
    EventKinds kinds;
    using Reply = WebhookEndpointView;
};
STOA_STRUCT(CreateWebhookEndpoint, seller, url, description, kinds)
STOA_OPERATION(CreateWebhookEndpoint, .name = "webhooks.create_endpoint", .method = Method::Post,
               .route = "/sellers/{seller}/webhook-endpoints",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "Add an endpoint; its secret is shown once");

// Active again, a paused or disabled endpoint goes on where it stopped. Errors: as for creating it,
// webhook.endpoint_not_found, webhook.stale (Stale, params seen, current).
struct UpdateWebhookEndpoint {
    OrgId seller;
    WebhookEndpointId endpoint;
    Version version;
    WebhookUrl url;
    Text<0, 200> description;
    EventKinds kinds;
    bool isActive = true;
    using Reply = WebhookEndpointView;
};
STOA_STRUCT(UpdateWebhookEndpoint, seller, endpoint, version, url, description, kinds, isActive)
STOA_OPERATION(UpdateWebhookEndpoint, .name = "webhooks.update_endpoint", .method = Method::Put,
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Change, pause or resume an endpoint");

// For good, with what waits for it. Errors: webhook.endpoint_not_found.
struct RemoveWebhookEndpoint {
    OrgId seller;
    WebhookEndpointId endpoint;
    using Reply = Nothing;
};
STOA_STRUCT(RemoveWebhookEndpoint, seller, endpoint)
STOA_OPERATION(RemoveWebhookEndpoint, .name = "webhooks.remove_endpoint", .method = Method::Delete,
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Remove an endpoint");

// Both secrets sign for so many hours; the one before both ends at once. Errors:
// webhook.endpoint_not_found, webhook.stale (Stale, params seen, current).
struct RotateWebhookSecret {
    OrgId seller;
    WebhookEndpointId endpoint;
    Version version;
    Integer<0, 168> overlapHours = 24;
    using Reply = WebhookEndpointView;
};
STOA_STRUCT(RotateWebhookSecret, seller, endpoint, version, overlapHours)
STOA_OPERATION(RotateWebhookSecret, .name = "webhooks.rotate_secret", .method = Method::Post,
               .route = "/sellers/{seller}/webhook-endpoints/{endpoint}/secret",
               .permission = Permission::WebhooksWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "Make a new secret, which is shown once");

} // namespace stoa::api
