#include "samples.h"

namespace stoa::test {
namespace {

constexpr std::size_t kCrowded = 10; // endpoints, beyond which the old ones go

api::CreateWebhookEndpoint newEndpoint(World& world)
{
    const auto all = world.ask(world.admin, api::ListWebhookEndpoints{world.shop.id}).endpoints;
    if (all.size() >= kCrowded) {
        for (const auto& each : all)
            world.ask(world.admin, api::RemoveWebhookEndpoint{world.shop.id, each.id});
    }
    return {world.shop.id, "https://hooks.example/in", "The shop's own system", {"order.placed"}};
}

api::WebhookEndpointView endpoint(World& world)
{
    return world.ask(world.admin, newEndpoint(world));
}

WebhookDeliveryId delivery(World& world)
{
    return world.ask(world.admin, api::SendTestWebhook{world.shop.id, endpoint(world).id}).id;
}

void addEndpoints(Samples& samples)
{
    samples.add<api::ListEventKinds>([](World&) { return api::ListEventKinds{}; });
    samples.add<api::ListWebhookEndpoints>([](World& world) {
        endpoint(world);
        return api::ListWebhookEndpoints{world.shop.id};
    });
    samples.add<api::GetWebhookEndpoint>([](World& world) {
        return api::GetWebhookEndpoint{world.shop.id, endpoint(world).id};
    });
    samples.add<api::CreateWebhookEndpoint>(newEndpoint);
    samples.add<api::UpdateWebhookEndpoint>([](World& world) {
        const auto now = endpoint(world);
        return api::UpdateWebhookEndpoint{
            world.shop.id, now.id, now.version, "https://hooks.example/2", "", {}, false};
    });
    samples.add<api::RemoveWebhookEndpoint>([](World& world) {
        return api::RemoveWebhookEndpoint{world.shop.id, endpoint(world).id};
    });
    samples.add<api::RotateWebhookSecret>([](World& world) {
        const auto now = endpoint(world);
        return api::RotateWebhookSecret{world.shop.id, now.id, now.version, 48};
    });
}

void addDeliveries(Samples& samples)
{
    samples.add<api::ListWebhookDeliveries>([](World& world) {
        delivery(world);
        api::ListWebhookDeliveries request;
        request.seller = world.shop.id;
        request.state = {api::WebhookDeliveryState::Pending};
        request.limit = 2;
        return request;
    });
    samples.add<api::GetWebhookDelivery>([](World& world) {
        return api::GetWebhookDelivery{world.shop.id, delivery(world)};
    });
    samples.add<api::SendTestWebhook>([](World& world) {
        return api::SendTestWebhook{world.shop.id, endpoint(world).id};
    });
    samples.add<api::RedeliverWebhook>([](World& world) {
        return api::RedeliverWebhook{world.shop.id, delivery(world)};
    });
    samples.add<api::ReplayWebhooks>([](World& world) {
        return api::ReplayWebhooks{world.shop.id, endpoint(world).id, 1, std::nullopt, 20};
    });
}

} // namespace

void addWebhookSamples(Samples& samples)
{
    addEndpoints(samples);
    addDeliveries(samples);
}

} // namespace stoa::test
