#include "api/webhook_deliveries.h"
#include "commands.h"

namespace stoa::ctl {
namespace {

constexpr int kMostShown = 200;

json::object objectOf(const api::WebhookEndpointView& endpoint)
{
    json::array kinds;
    for (const auto& kind : endpoint.kinds)
        kinds.emplace_back(kind);
    json::object object{{"endpoint", endpoint.id.text()},    {"url", endpoint.url},
                        {"kinds", std::move(kinds)},         {"state", enumText(endpoint.state)},
                        {"fault", enumText(endpoint.fault)}, {"seenSeq", endpoint.seenSeq}};
    if (endpoint.secret) object["secret"] = *endpoint.secret;
    return object;
}

std::string sentenceOf(const api::WebhookEndpointView& endpoint)
{
    std::string text = endpoint.id.text() + "  " + endpoint.url + ", " + enumText(endpoint.state);
    if (endpoint.fault != api::WebhookFault::None) text += " (" + enumText(endpoint.fault) + ')';
    text +=
        endpoint.kinds.empty() ? ", all kinds" : ", " + counted(std::ssize(endpoint.kinds), "kind");
    if (endpoint.failingSince) text += ", failing since " + endpoint.failingSince->text();
    return text;
}

json::object objectOf(const api::WebhookDeliveryRow& row)
{
    return {{"delivery", row.id.text()},
            {"endpoint", row.endpoint.text()},
            {"event", row.event.text()},
            {"seq", row.seq},
            {"kind", row.kind},
            {"aggregate", row.aggregate},
            {"state", enumText(row.state)},
            {"attempts", row.attempts},
            {"lastStatus", row.lastStatus},
            {"nextAttemptAt", row.nextAttemptAt ? row.nextAttemptAt->text() : ""}};
}

std::string sentenceOf(const api::WebhookDeliveryRow& row)
{
    std::string text = row.id.text() + "  " + row.kind + " of " + row.aggregate + ", " +
                       enumText(row.state) + " after " + counted(row.attempts, "attempt");
    if (row.lastStatus > 0) text += ", answered " + std::to_string(row.lastStatus);
    if (row.nextAttemptAt) text += ", next " + row.nextAttemptAt->text();
    return text;
}

template <class View>
void show(const Output& output, const char* one, const char* name, const std::vector<View>& views)
{
    json::array objects;
    std::string text;
    for (const auto& view : views) {
        objects.push_back(objectOf(view));
        text += sentenceOf(view) + '\n';
    }
    text += counted(std::ssize(views), one, name) + '.';
    output.result({{name, std::move(objects)}}, text);
}

int list(Target& target, const Output& output, OrgId seller)
{
    const auto found = target.call(api::ListWebhookEndpoints{seller});
    if (!found) return output.failure(found.error());
    show(output, "endpoint", "endpoints", found->endpoints);
    return kDone;
}

int add(Target& target, const Output& output, OrgId seller, const WebhookArguments& arguments)
{
    api::CreateWebhookEndpoint request{seller, arguments.subject.toStdString(), {}, {}};
    for (const QString& kind : arguments.kinds.split(',', Qt::SkipEmptyParts))
        request.kinds.push_back(kind.trimmed().toStdString());
    const auto made = target.call(std::move(request));
    if (!made) return output.failure(made.error());
    output.result(objectOf(*made),
                  sentenceOf(*made) + "\nIts secret, shown once: " + made->secret.value_or(""));
    return kDone;
}

int deliveries(Target& target, const Output& output, OrgId seller)
{
    api::ListWebhookDeliveries request;
    request.seller = seller;
    request.limit = kMostShown;
    const auto page = target.call(std::move(request));
    if (!page) return output.failure(page.error());
    show(output, "delivery", "deliveries", page->items);
    return kDone;
}

int answer(const Output& output, const Result<api::WebhookDeliveryRow>& row)
{
    if (!row) return output.failure(row.error());
    output.result(objectOf(*row), sentenceOf(*row));
    return kDone;
}

int test(Target& target, const Output& output, OrgId seller, const std::string& subject)
{
    const auto endpoint = WebhookEndpointId::parse(subject);
    if (!endpoint) return output.failure(endpoint.error());
    return answer(output, target.call(api::SendTestWebhook{seller, *endpoint}));
}

int redeliver(Target& target, const Output& output, OrgId seller, const std::string& subject)
{
    const auto delivery = WebhookDeliveryId::parse(subject);
    if (!delivery) return output.failure(delivery.error());
    return answer(output, target.call(api::RedeliverWebhook{seller, *delivery}));
}

} // namespace

int webhooks(Target& target, const Output& output, const WebhookArguments& arguments)
{
    const auto seller = findSeller(target, arguments.seller.toStdString());
    if (!seller) return output.failure(seller.error());
    const std::string subject = arguments.subject.toStdString();
    if (arguments.verb == "list") return list(target, output, *seller);
    if (arguments.verb == "add") return add(target, output, *seller, arguments);
    if (arguments.verb == "test") return test(target, output, *seller, subject);
    if (arguments.verb == "redeliver") return redeliver(target, output, *seller, subject);
    return deliveries(target, output, *seller);
}

} // namespace stoa::ctl
