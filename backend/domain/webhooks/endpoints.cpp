#include "domain/unit/enum_column.h"
#include "domain/webhooks/endpoint_record.h"
#include "domain/webhooks/event_kinds.h"
#include "domain/webhooks/webhooks.h"
#include "domain/webhooks/webhooks_sql.h"
#include "platform/outbound/web_address.h"

namespace stoa::webhooks {
namespace {

Done checkUrl(const std::string& url, outbound::Policy policy)
{
    const auto refuse = [](std::string_view code) {
        return fail(makeError(ErrorKind::Invalid, code).in("url"));
    };
    switch (outbound::checkAddress(url, policy)) {
    case outbound::AddressFault::None:
        return {};
    case outbound::AddressFault::Malformed:
        return refuse("webhook.url_malformed");
    case outbound::AddressFault::NotHttps:
        return refuse("webhook.url_not_https");
    case outbound::AddressFault::Private:
        return refuse("webhook.url_private");
    }
    return {};
}

// Sorted, each once.
Result<std::vector<std::string>> kindsFrom(const api::EventKinds& given)
{
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!isEventKind(given[i].value)) {
            return fail(makeError(ErrorKind::Invalid, "webhook.unknown_kind")
                            .in("kinds[" + std::to_string(i) + ']')
                            .with("kind", given[i].value));
        }
        kinds.push_back(given[i].value);
    }
    std::ranges::sort(kinds);
    const auto repeated = std::ranges::unique(kinds);
    kinds.erase(repeated.begin(), repeated.end());
    return kinds;
}

Done checkVersion(const api::WebhookEndpointView& view, Version seen)
{
    if (view.version == seen) return {};
    return fail(makeError(ErrorKind::Stale, "webhook.stale")
                    .in("version")
                    .with("seen", std::to_string(seen.value))
                    .with("current", std::to_string(view.version.value)));
}

// How far its log has come, when there is room for one more endpoint.
Result<std::int64_t> makeRoom(Unit& unit)
{
    STOA_TRY(found, unit.db().run(sql::kLockOrganisation, unit.organisation()));
    if (!found.optional()) {
        return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                        .in("seller")
                        .with("seller", unit.organisation().text()));
    }
    STOA_TRY(counted, unit.db().run(sql::kCountEndpoints, unit.organisation()));
    const auto row = counted.single();
    if (row.get<std::int64_t>("count") >= kMaxEndpoints) {
        return fail(makeError(ErrorKind::Refused, "webhook.too_many_endpoints")
                        .with("most", std::to_string(kMaxEndpoints)));
    }
    return row.get<std::int64_t>("head");
}

} // namespace

Result<api::EventKindsView> handle(Unit& /*unit*/, const api::ListEventKinds& /*request*/)
{
    const auto kinds = eventKinds();
    return api::EventKindsView{{kinds.begin(), kinds.end()}};
}

Result<api::WebhookEndpointsView> handle(Unit& unit, const api::ListWebhookEndpoints& /*request*/)
{
    STOA_TRY(rows, unit.db().run(sql::kListEndpoints, unit.organisation()));
    api::WebhookEndpointsView view;
    for (const db::Row row : rows)
        view.endpoints.push_back(viewOf(row));
    return view;
}

Result<api::WebhookEndpointView> handle(Unit& unit, const api::GetWebhookEndpoint& request)
{
    return read(unit, request.endpoint);
}

Result<api::WebhookEndpointView> handle(Unit& unit, const api::CreateWebhookEndpoint& request,
                                        outbound::Policy policy)
{
    STOA_CHECK(checkUrl(request.url, policy));
    STOA_TRY(kinds, kindsFrom(request.kinds));
    STOA_TRY(head, makeRoom(unit));
    const auto id = WebhookEndpointId::make();
    const auto secret = outbound::makeWebhookSecret();
    STOA_CHECK(unit.db().run(sql::kInsertEndpoint, unit.organisation(), id, request.url.value,
                             request.description.value, kinds, secret, head, unit.now()));
    unit.raise("webhook_endpoint.created", id, {{"url", request.url.value}});
    unit.setAuditTarget(id.text());
    STOA_TRY(view, read(unit, id));
    view.secret = outbound::textOf(secret);
    return view;
}

Result<api::WebhookEndpointView> handle(Unit& unit, const api::UpdateWebhookEndpoint& request,
                                        outbound::Policy policy)
{
    STOA_CHECK(checkUrl(request.url, policy));
    STOA_TRY(kinds, kindsFrom(request.kinds));
    STOA_TRY(stored, lock(unit, request.endpoint));
    STOA_CHECK(checkVersion(stored.view, request.version));
    const auto state =
        enumText(request.isActive ? api::WebhookState::Active : api::WebhookState::Paused);
    STOA_CHECK(unit.db().run(sql::kUpdateEndpoint, unit.organisation(), request.endpoint,
                             request.url.value, request.description.value, kinds, state,
                             unit.now()));
    unit.raise("webhook_endpoint.updated", request.endpoint,
               {{"url", request.url.value}, {"state", state}});
    unit.setAuditTarget(request.endpoint.text());
    return read(unit, request.endpoint);
}

Result<Nothing> handle(Unit& unit, const api::RemoveWebhookEndpoint& request)
{
    STOA_TRY(rows, unit.db().run(sql::kRemoveEndpoint, unit.organisation(), request.endpoint,
                                 unit.now()));
    const auto row = rows.optional();
    if (!row) return fail(endpointNotFound(request.endpoint));
    unit.raise("webhook_endpoint.removed", request.endpoint,
               {{"url", row->get<std::string>("url")}});
    unit.setAuditTarget(request.endpoint.text());
    return Nothing{};
}

Result<api::WebhookEndpointView> handle(Unit& unit, const api::RotateWebhookSecret& request)
{
    STOA_TRY(stored, lock(unit, request.endpoint));
    STOA_CHECK(checkVersion(stored.view, request.version));
    const auto secret = outbound::makeWebhookSecret();
    const std::int64_t hours = request.overlapHours;
    std::optional<outbound::SecretBytes> previous;
    std::optional<Timestamp> until;
    if (hours > 0) {
        previous = stored.secret;
        until = unit.now() + std::chrono::hours(hours);
    }
    STOA_CHECK(unit.db().run(sql::kUpdateSecret, unit.organisation(), request.endpoint, secret,
                             previous, until, unit.now()));
    unit.raise("webhook_endpoint.secret_rotated", request.endpoint, {{"url", stored.view.url}});
    unit.setAuditTarget(request.endpoint.text());
    STOA_TRY(view, read(unit, request.endpoint));
    view.secret = outbound::textOf(secret);
    return view;
}

} // namespace stoa::webhooks
