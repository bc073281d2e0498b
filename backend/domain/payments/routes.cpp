#include "domain/payments/routes.h"

#include "domain/payments/payments_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::payments {
namespace {

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

api::PaymentProviderView viewOf(const Providers& providers, const std::string& name)
{
    const auto* gateway = providers.find(name);
    api::PaymentProviderView view;
    view.name = name;
    view.isConfigured = gateway != nullptr;
    view.isInstant = gateway != nullptr && gateway->isInstant();
    return view;
}

Result<api::PaymentRoutesView> readRoutes(Unit& unit, const Providers& providers)
{
    db::Pipeline batch(unit.db());
    const auto routes = batch.add(sql::kListRoutes, unit.organisation());
    const auto open = batch.add(sql::kCountOpenAttempts);
    STOA_CHECK(batch.run());
    api::PaymentRoutesView view;
    for (const db::Row row : batch[routes]) {
        view.routes.push_back({row.get<std::string>("method"), row.get<std::string>("provider"),
                               row.get<std::string>("changed_by_name"),
                               row.get<Timestamp>("changed_at"), row.get<Version>("version")});
    }
    for (const std::string& name : providers.names())
        view.providers.push_back(viewOf(providers, name));
    for (const db::Row row : batch[open]) {
        const auto name = row.get<std::string>("provider");
        auto at = std::find_if(view.providers.begin(), view.providers.end(),
                               [&](const auto& each) { return each.name == name; });
        if (at == view.providers.end()) {
            at = view.providers.insert(at, viewOf(providers, name));
        }
        at->inFlight = row.get<std::int64_t>("attempts");
    }
    view.fallback = providers.names().front();
    return view;
}

Error stale(const std::optional<Version>& seen, Version current)
{
    return makeError(ErrorKind::Stale, "payment_route.stale")
        .in("version")
        .with("seen", std::to_string(seen.value_or(Version{}).value))
        .with("current", std::to_string(current.value));
}

} // namespace

Result<api::PaymentRoutesView> handle(Unit& unit, const api::GetPaymentRoutes&,
                                      const Providers& providers)
{
    return readRoutes(unit, providers);
}

Result<api::PaymentRoutesView> handle(Unit& unit, const api::SetPaymentRoute& request,
                                      const Providers& providers)
{
    if (!isMethodKind(request.method.value)) {
        return fail(makeError(ErrorKind::Invalid, "payment_route.bad_method").in("method"));
    }
    if (providers.find(request.provider.value) == nullptr) {
        return fail(makeError(ErrorKind::Invalid, "payment_route.unknown_provider")
                        .in("provider")
                        .with("known", joined(providers.names())));
    }
    STOA_TRY(rows, unit.db().run(sql::kLockRoute, unit.organisation(), request.method));
    const auto row = rows.optional();
    const Version current = row ? row->get<Version>("version") : Version{};
    const bool isStale = row ? request.version != current : request.version.has_value();
    if (isStale) return fail(stale(request.version, current));
    const std::string before = row ? row->get<std::string>("provider") : providers.names().front();
    STOA_CHECK(unit.db().run(sql::kSaveRoute, unit.organisation(), request.method, request.provider,
                             unit.actor().text(), unit.actor().name, unit.now(),
                             Version{current.value + 1}));
    unit.raise(kRouteChanged, unit.organisation(),
               {{"method", request.method.value},
                {"provider", request.provider.value},
                {"before", before}});
    unit.setAuditTarget(request.method.value);
    return readRoutes(unit, providers);
}

Done loadRoutes(Providers& providers, db::Connection& connection)
{
    STOA_TRY(rows, connection.run(sql::kAllRoutes));
    Providers::Routes routes;
    for (const db::Row row : rows)
        routes.emplace(row.get<std::string>("method"), row.get<std::string>("provider"));
    providers.setRoutes(std::move(routes));
    return {};
}

} // namespace stoa::payments
