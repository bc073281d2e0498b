#include "gui/demo_webhooks.h"

namespace stoa::test {

namespace {

using Course = api::WebhookDeliveryState;

api::WebhookEndpointView endpoint(OrgId organisation, const char* url, const char* description,
                                  api::WebhookState state, Timestamp at)
{
    api::WebhookEndpointView view;
    view.id = WebhookEndpointId::make();
    view.seller = organisation;
    view.url = url;
    view.description = description;
    view.state = state;
    view.seenSeq = 48'210;
    view.createdAt = at;
    view.version = Version{3};
    return view;
}

api::WebhookDeliveryRow delivery(WebhookEndpointId endpoint, const char* kind,
                                 std::string aggregate, Course state, std::int64_t attempts,
                                 std::int64_t status)
{
    api::WebhookDeliveryRow row;
    row.id = WebhookDeliveryId::make();
    row.endpoint = endpoint;
    row.event = EventId::make();
    row.kind = kind;
    row.aggregate = std::move(aggregate);
    row.state = state;
    row.attempts = attempts;
    row.lastStatus = status;
    return row;
}

} // namespace

std::vector<api::WebhookEndpointView> demoEndpoints(OrgId organisation, Timestamp now)
{
    const auto day = std::chrono::hours(24);
    using api::WebhookState;
    std::vector<api::WebhookEndpointView> all{
        endpoint(organisation, "https://erp.maison-belhadj.example/stoa", "Orders into the ERP",
                 WebhookState::Active, now - 60 * day),
        endpoint(organisation, "https://hooks.warehouse.example/in", "Parcels and stock",
                 WebhookState::Active, now - 40 * day),
        endpoint(organisation, "https://bi.example.org/events", "Reporting", WebhookState::Paused,
                 now - 20 * day),
        endpoint(organisation, "https://old.shop.example/hook", "", WebhookState::Disabled,
                 now - 90 * day)};
    all[1].kinds = {"order.placed", "order.packed", "stock.moved"};
    all[1].failingSince = now - std::chrono::hours(5);
    all[1].heldUntil = now + std::chrono::minutes(40);
    all[3].fault = api::WebhookFault::Gone;
    all[3].kinds = {"order.placed"};
    return all;
}

std::vector<api::WebhookDeliveryRow>
demoDeliveries(const std::vector<api::WebhookEndpointView>& endpoints, Timestamp now)
{
    const std::string order = OrderId::make().text();
    std::vector<api::WebhookDeliveryRow> all{
        delivery(endpoints[0].id, "order.placed", order, Course::Delivered, 1, 204),
        delivery(endpoints[1].id, "order.placed", order, Course::Pending, 3, 503),
        delivery(endpoints[1].id, "stock.moved", VariantId::make().text(), Course::Failed, 10, 0),
        delivery(endpoints[0].id, "webhook.test", endpoints[0].id.text(), Course::Pending, 0, 0)};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].createdAt = now - std::chrono::minutes(3 + 40 * static_cast<int>(i));
        all[i].seq = all[i].kind == "webhook.test" ? 0 : 48'209 - static_cast<std::int64_t>(i);
        if (all[i].state != Course::Pending) all[i].endedAt = now - std::chrono::minutes(2);
    }
    all[1].nextAttemptAt = now + std::chrono::minutes(40);
    return all;
}

api::WebhookDeliveryView demoDelivery(const api::WebhookDeliveryRow& row, Timestamp now)
{
    api::WebhookDeliveryView view{
        row, R"({"type":")" + row.kind + R"(","data":{"seq":48209}})", {}};
    for (std::int64_t i = 1; i <= std::min<std::int64_t>(row.attempts, 3); ++i) {
        api::WebhookAttemptView attempt;
        attempt.number = i;
        attempt.startedAt = now - std::chrono::minutes(60 - 20 * i);
        attempt.tookMs = 1'120;
        attempt.status = row.lastStatus;
        if (row.lastStatus == 0) attempt.error = "tls_failed";
        if (row.lastStatus == 503) attempt.answer = "We are moving house.";
        view.attempts.push_back(attempt);
    }
    return view;
}

} // namespace stoa::test
