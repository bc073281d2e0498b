#pragma once
// A seller with things that happen to it, and its endpoints. Sends nothing: a test says what a
// receiver would have answered.

#include "domain/webhooks/outbox.h"
#include "domain/webhooks/sending.h"
#include "domain/webhooks/webhooks.h"
#include "domain/webhooks/webhooks_sql.h"
#include "domain_support/bench.h"

namespace stoa::test {

struct HookBench {
    Bench bench;
    OrgId seller = bench.addSeller("Blue Fern");

    template <class Request>
    Result<typename Request::Reply> askAs(OrgId organisation, const Request& request)
    {
        return bench.run(organisation, [&](Unit& unit) -> Result<typename Request::Reply> {
            if constexpr (requires { webhooks::handle(unit, request, outbound::Policy{}); })
                return webhooks::handle(unit, request, outbound::Policy{});
            else
                return webhooks::handle(unit, request);
        });
    }
    template <class Request>
    Result<typename Request::Reply> ask(const Request& request)
    {
        return askAs(seller, request);
    }

    api::CreateWebhookEndpoint newEndpoint(std::vector<std::string> kinds = {"order.placed"})
    {
        api::CreateWebhookEndpoint request{seller, "https://hooks.example/in", "Shop", {}};
        for (auto& kind : kinds)
            request.kinds.push_back(std::move(kind));
        return request;
    }
    // Hears of orders that are placed.
    api::WebhookEndpointView endpoint() { return must(ask(newEndpoint())); }
    api::WebhookEndpointView now(WebhookEndpointId id)
    {
        return must(ask(api::GetWebhookEndpoint{seller, id}));
    }

    // Something happens; returns what it happened to.
    OrgId happen(std::string_view kind, OrgId organisation)
    {
        const OrgId about = OrgId::make();
        must(bench.run(organisation, [&](Unit& unit) -> Done {
            unit.raise(kind, about, {{"secret", "nobody's business"}});
            return {};
        }));
        return about;
    }
    OrgId happen(std::string_view kind = "order.placed") { return happen(kind, seller); }

    std::size_t takeIn() { return takeInOf(seller); }
    std::size_t takeInOf(OrgId organisation)
    {
        return must(webhooks::takeIn(bench.db(), organisation, bench.clock.now())).deliveries;
    }
    // The oldest first.
    std::vector<api::WebhookDeliveryRow> deliveries(std::optional<WebhookEndpointId> of = {})
    {
        auto page = must(ask(api::ListWebhookDeliveries{seller, of, {}, {}, 200}));
        std::ranges::sort(page.items, {}, &api::WebhookDeliveryRow::seq);
        return page.items;
    }

    using Next = std::optional<webhooks::Dispatch>;
    Next advance(WebhookEndpointId id, const std::optional<webhooks::Sent>& sent = std::nullopt,
                 webhooks::Then then = webhooks::Then::GoOn)
    {
        return must(
            bench.run(seller, [&](Unit& unit) { return webhooks::advance(unit, id, sent, then); }));
    }
    webhooks::Sent sentOf(const webhooks::Dispatch& dispatch, webhooks::Answered answered)
    {
        return {dispatch.delivery, dispatch.attempt, bench.clock.now(), std::move(answered)};
    }
    // Posts what is due until nothing is, everything with this answer; what was posted.
    std::vector<webhooks::Dispatch> post(WebhookEndpointId id, const webhooks::Answered& answered)
    {
        std::vector<webhooks::Dispatch> posted;
        for (Next next = advance(id); next; next = advance(id, sentOf(posted.back(), answered)))
            posted.push_back(*next);
        return posted;
    }

    std::int64_t number(const db::Statement& statement)
    {
        return must(bench.db().run(statement)).single().get<std::int64_t>("number");
    }
};

inline const webhooks::Answered kTaken{.status = 200};
inline const webhooks::Answered kBroken{.status = 500, .body = "no"};

} // namespace stoa::test
