#pragma once
// One endpoint's turn, as its job takes it: a transaction that says what to post, the call, and the
// transaction that writes down what became of it and says what to post next. When a node dies in
// between, the same attempt is made again.

#include "domain/webhooks/endpoint_record.h"

namespace stoa::webhooks {

struct Dispatch {
    WebhookDeliveryId delivery;
    int attempt = 1; // its number
    std::string url;
    std::vector<outbound::SecretBytes> secrets; // those that sign now
    std::string id;                             // the webhook-id
    std::string body;
};

struct Sent {
    WebhookDeliveryId delivery;
    int attempt = 1;
    Timestamp startedAt;
    Answered answered;
};

enum class Then { GoOn, Stop };

// Writes down what was sent, if anything was, and returns the next to post; nothing when nothing is
// due, or to Stop. Leaves in the row when to look again. What an endpoint or delivery that is gone
// meanwhile was sent is dropped. Raises webhook_endpoint.disabled. Locks the endpoint.
Result<std::optional<Dispatch>> advance(Unit& unit, WebhookEndpointId endpoint,
                                        const std::optional<Sent>& sent, Then then);

} // namespace stoa::webhooks
