#include "domain/webhooks/endpoint_record.h"

#include "domain/unit/enum_column.h"
#include "domain/webhooks/webhooks_sql.h"

namespace stoa::webhooks {

Health Stored::health() const
{
    return {view.state, view.fault, failuresInARow, view.failingSince, view.heldUntil};
}

std::vector<outbound::SecretBytes> Stored::secretsAt(Timestamp now) const
{
    std::vector<outbound::SecretBytes> secrets{secret};
    if (previousSecret && view.previousSecretUntil && now < *view.previousSecretUntil)
        secrets.push_back(*previousSecret);
    return secrets;
}

api::WebhookEndpointView viewOf(const db::Row& row)
{
    api::WebhookEndpointView view;
    view.id = row.get<WebhookEndpointId>("endpoint_id");
    view.seller = row.get<OrgId>("org_id");
    view.url = row.get<std::string>("url");
    view.description = row.get<std::string>("description");
    view.kinds = row.get<std::vector<std::string>>("kinds");
    view.state = enumColumn<api::WebhookState>(row, "state");
    view.fault = enumColumn<api::WebhookFault>(row, "fault");
    view.seenSeq = row.get<std::int64_t>("seen_seq");
    view.failingSince = row.get<std::optional<Timestamp>>("failing_since");
    view.heldUntil = row.get<std::optional<Timestamp>>("hold_until");
    view.previousSecretUntil = row.get<std::optional<Timestamp>>("previous_until");
    view.createdAt = row.get<Timestamp>("created_at");
    view.version = row.get<Version>("version");
    return view;
}

Error endpointNotFound(WebhookEndpointId endpoint)
{
    return makeError(ErrorKind::NotFound, "webhook.endpoint_not_found")
        .with("endpoint", endpoint.text());
}

Result<std::optional<Stored>> findLocked(Unit& unit, WebhookEndpointId endpoint)
{
    STOA_TRY(rows, unit.db().run(sql::kLockEndpoint, unit.organisation(), endpoint));
    const auto row = rows.optional();
    if (!row) return std::optional<Stored>();
    return std::optional(Stored{viewOf(*row), row->get<int>("failures_in_a_row"),
                                row->get<db::Bytes>("secret"),
                                row->get<std::optional<db::Bytes>>("previous_secret")});
}

Result<Stored> lock(Unit& unit, WebhookEndpointId endpoint)
{
    STOA_TRY(stored, findLocked(unit, endpoint));
    if (!stored) return fail(endpointNotFound(endpoint));
    return std::move(*stored);
}

Result<Stored> lockActive(Unit& unit, WebhookEndpointId endpoint)
{
    STOA_TRY(stored, lock(unit, endpoint));
    if (stored.view.state == api::WebhookState::Active) return stored;
    return fail(makeError(ErrorKind::Refused, "webhook.not_active")
                    .with("state", enumText(stored.view.state)));
}

Result<api::WebhookEndpointView> read(Unit& unit, WebhookEndpointId endpoint)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectEndpoint, unit.organisation(), endpoint));
    const auto row = rows.optional();
    if (!row) return fail(endpointNotFound(endpoint));
    return viewOf(*row);
}

} // namespace stoa::webhooks
