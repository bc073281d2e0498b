#include "ui/webhooks/webhook_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Webhook", text);
}

QString statusText(std::int64_t status)
{
    return QStringLiteral("HTTP %1").arg(status);
}

// The words of the poster; another one is shown as it is.
QString errorWord(const std::string& word)
{
    static const QHash<QByteArray, const char*> kWords{
        {"address_refused", QT_TRANSLATE_NOOP("Webhook", "address not allowed")},
        {"name_not_found", QT_TRANSLATE_NOOP("Webhook", "name not found")},
        {"connect_failed", QT_TRANSLATE_NOOP("Webhook", "no connection")},
        {"tls_failed", QT_TRANSLATE_NOOP("Webhook", "certificate not trusted")},
        {"timeout", QT_TRANSLATE_NOOP("Webhook", "no answer in time")},
        {"cut_off", QT_TRANSLATE_NOOP("Webhook", "cut off")},
        {"given_up", QT_TRANSLATE_NOOP("Webhook", "given up when the node ended")},
        {"failed", QT_TRANSLATE_NOOP("Webhook", "failed")},
    };
    const char* known = kWords.value(QByteArray::fromStdString(word), nullptr);
    return known != nullptr ? say(known) : fromUtf8(word);
}

} // namespace

StatusWord endpointWord(const api::WebhookEndpointView& endpoint)
{
    if (endpoint.state == api::WebhookState::Disabled) {
        return {say(QT_TRANSLATE_NOOP("Webhook", "Disabled")), Tone::Bad, QStringLiteral("slash")};
    }
    if (endpoint.state == api::WebhookState::Active && endpoint.failingSince) {
        return {say(QT_TRANSLATE_NOOP("Webhook", "Failing")), Tone::Warn,
                QStringLiteral("incident")};
    }
    return statusWord(enumText(endpoint.state));
}

QString endpointTrouble(const api::WebhookEndpointView& endpoint, const Clockface& face)
{
    if (endpoint.state == api::WebhookState::Disabled) {
        return endpoint.fault == api::WebhookFault::Gone
                   ? say(QT_TRANSLATE_NOOP("Webhook", "Its server said that it is gone (HTTP 410). "
                                                      "Put in another address, then resume it."))
                   : say(QT_TRANSLATE_NOOP("Webhook", "Nothing was taken for three days. Repair "
                                                      "its server, then resume it."));
    }
    if (endpoint.state == api::WebhookState::Paused) {
        return say(QT_TRANSLATE_NOOP("Webhook",
                                     "Nothing is sent. What happens meanwhile comes when it is "
                                     "resumed."));
    }
    if (!endpoint.failingSince) return {};
    const QString since = say(QT_TRANSLATE_NOOP("Webhook", "Nothing was taken since %1."))
                              .arg(momentText(*endpoint.failingSince, face));
    if (!endpoint.heldUntil || *endpoint.heldUntil <= face.now) return since;
    return since + QLatin1Char(' ') +
           say(QT_TRANSLATE_NOOP("Webhook", "The next try is at %1."))
               .arg(momentText(*endpoint.heldUntil, face));
}

QString kindsText(const std::vector<std::string>& kinds)
{
    if (kinds.empty()) return say(QT_TRANSLATE_NOOP("Webhook", "all events"));
    if (kinds.size() == 1) return fromUtf8(kinds.front());
    return say(QT_TRANSLATE_NOOP("Webhook", "%1 kinds of event"))
        .arg(numberText(static_cast<std::int64_t>(kinds.size())));
}

StatusWord deliveryWord(const api::WebhookDeliveryRow& delivery)
{
    switch (delivery.state) {
    case api::WebhookDeliveryState::Pending:
        if (delivery.attempts > 0) {
            return {say(QT_TRANSLATE_NOOP("Webhook", "Tried again")), Tone::Warn,
                    QStringLiteral("sync")};
        }
        return {say(QT_TRANSLATE_NOOP("Webhook", "Waiting")), Tone::Accent,
                QStringLiteral("clock")};
    case api::WebhookDeliveryState::Delivered:
        return {say(QT_TRANSLATE_NOOP("Webhook", "Delivered")), Tone::Ok, QStringLiteral("check")};
    case api::WebhookDeliveryState::Failed:
        return statusWord("failed");
    }
    return {};
}

QString lastAnswerText(const api::WebhookDeliveryRow& delivery)
{
    if (delivery.attempts == 0) return {};
    return delivery.lastStatus == 0 ? say(QT_TRANSLATE_NOOP("Webhook", "no answer"))
                                    : statusText(delivery.lastStatus);
}

QString attemptText(const api::WebhookAttemptView& attempt)
{
    QStringList parts;
    if (attempt.status != 0) parts << statusText(attempt.status);
    if (!attempt.error.empty()) parts << errorWord(attempt.error);
    parts << say(QT_TRANSLATE_NOOP("Webhook", "%1 ms")).arg(numberText(attempt.tookMs));
    return parts.join(QStringLiteral(", "));
}

QString replayText(std::int64_t deliveries, bool isAll)
{
    const QString count = deliveries == 1
                              ? say(QT_TRANSLATE_NOOP("Webhook", "1 delivery is sent again"))
                              : say(QT_TRANSLATE_NOOP("Webhook", "%1 deliveries are sent again"))
                                    .arg(numberText(deliveries));
    return isAll ? count
                 : count + QStringLiteral(". ") +
                       say(QT_TRANSLATE_NOOP("Webhook", "There is more: begin later to send it."));
}

QString hostOf(const std::string& url)
{
    const QString host = QUrl(fromUtf8(url)).host();
    return host.isEmpty() ? fromUtf8(url) : host;
}

} // namespace stoa::ui
