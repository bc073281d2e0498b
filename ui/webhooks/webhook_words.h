#pragma once
// Words of webhooks: how endpoints and deliveries stand.

#include "api/webhooks.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

#include <QString>

namespace stoa::ui {

// "Active", "Failing", "Paused", "Disabled".
StatusWord endpointWord(const api::WebhookEndpointView& endpoint);
// Why nothing or less is sent, and what to do; empty when all is well.
QString endpointTrouble(const api::WebhookEndpointView& endpoint, const Clockface& face);
QString kindsText(const std::vector<std::string>& kinds); // "all events", "order.placed", "3 kinds"
StatusWord deliveryWord(const api::WebhookDeliveryRow& delivery);
// What the last attempt met: "HTTP 503", "no answer", nothing before the first.
QString lastAnswerText(const api::WebhookDeliveryRow& delivery);
QString attemptText(const api::WebhookAttemptView& attempt); // "HTTP 503, 120 ms"
// "1,204 deliveries are sent again", and whether there is more.
QString replayText(std::int64_t deliveries, bool isAll);
// Of a URL, what a title has room for: "hooks.example.com".
QString hostOf(const std::string& url);

} // namespace stoa::ui
