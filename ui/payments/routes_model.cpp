#include "ui/payments/routes_model.h"

#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum RoutesColumn { Method, Provider, Course, InFlight, Changed, Who };

std::vector<Column> routeColumns()
{
    const auto say = [](const char* text) { return RoutesModel::tr(text); };
    return {
        {QStringLiteral("method"), say("Method"), CellKind::Strong, 150, 1, 1},
        {QStringLiteral("provider"), say("New payments go to"), CellKind::Text, 160, 1, 1},
        {QStringLiteral("state"), say("Provider"), CellKind::Chip, 150, 1, 0},
        {QStringLiteral("inFlight"), say("In flight there"), CellKind::Number, 110, 2, 0},
        {QStringLiteral("changed"), say("Changed"), CellKind::Time, 90, 3, 0},
        {QStringLiteral("who"), say("By"), CellKind::Dim, 140, 4, 1},
    };
}

StatusWord providerWord(const RouteRow& row)
{
    if (row.isConfigured) return {RoutesModel::tr("Ready"), Tone::Ok, QStringLiteral("check")};
    return {RoutesModel::tr("Not set up here"), Tone::Bad, QStringLiteral("incident")};
}

} // namespace

QString methodText(const std::string& method)
{
    return method.empty() ? RoutesModel::tr("all other methods") : fromUtf8(method);
}

RoutesModel::RoutesModel(const PageContext& context, QObject* parent)
    : KeysetModel(routeColumns(), parent), m_context(context)
{}

std::vector<RouteRow> RoutesModel::rowsOf(const api::PaymentRoutesView& routes) const
{
    std::vector<RouteRow> rows;
    for (const api::PaymentRouteView& route : routes.routes) {
        rows.push_back({route.method, route.provider, 0, true, route.changedBy, route.changedAt,
                        route.version});
    }
    rows.push_back({{}, routes.fallback, 0, true, {}, {}, {}});
    for (RouteRow& row : rows) {
        const auto known =
            std::ranges::find(routes.providers, row.provider, &api::PaymentProviderView::name);
        row.isConfigured = known != routes.providers.end() && known->isConfigured;
        if (known != routes.providers.end()) row.inFlight = known->inFlight;
    }
    return rows;
}

void RoutesModel::requestPage(const std::string&, int, Callback callback)
{
    m_context.connection.call(this, api::GetPaymentRoutes{},
                              [this, callback](const Result<api::PaymentRoutesView>& routes) {
                                  if (!routes) return callback(stoa::fail(routes));
                                  m_providers = routes->providers;
                                  callback(Page<RouteRow>{rowsOf(*routes), {}, {}});
                                  emit providersChanged();
                              });
}

QString RoutesModel::text(const RouteRow& row, int column) const
{
    switch (static_cast<RoutesColumn>(column)) {
    case Method:
        return methodText(row.method);
    case Provider:
        return fromUtf8(row.provider);
    case Course:
        return providerWord(row).text;
    case InFlight:
        return numberText(row.inFlight);
    case Changed:
        return row.changedAt ? momentText(*row.changedAt, m_context.clock()) : QString();
    case Who:
        return fromUtf8(row.changedBy);
    }
    return {};
}

QVariant RoutesModel::value(const RouteRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == StatusRole && column == Course) return QVariant::fromValue(providerWord(row));
    if (role == FullTextRole && column == Changed && row.changedAt)
        return fullMomentText(*row.changedAt, m_context.clock());
    return {};
}

} // namespace stoa::ui
