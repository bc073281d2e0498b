#include "ui/webhooks/endpoints_model.h"

#include "ui/models/only_row.h"
#include "ui/webhooks/webhook_words.h"

namespace stoa::ui {

namespace {

enum EndpointsColumn { Address, Description, Kinds, Course, Created };

std::vector<Column> endpointColumns()
{
    const auto say = [](const char* text) { return EndpointsModel::tr(text); };
    return {
        {QStringLiteral("address"), say("Address"), CellKind::Strong, 220, 1, 3},
        {QStringLiteral("description"), say("Description"), CellKind::Text, 150, 3, 2},
        {QStringLiteral("kinds"), say("Hears of"), CellKind::Text, 130, 2, 1},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 110, 1, 0},
        {QStringLiteral("created"), say("Added"), CellKind::Time, 90, 4, 0},
    };
}

} // namespace

EndpointsModel::EndpointsModel(const PageContext& context, QObject* parent)
    : KeysetModel(endpointColumns(), parent), m_context(context)
{}

const api::WebhookEndpointView* EndpointsModel::endpointOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void EndpointsModel::requestPage(const std::string&, int, Callback callback)
{
    const OrgId organisation = m_context.workspace().organisation;
    if (const auto id = onlyId<WebhookEndpointId>(*this)) {
        return m_context.connection.call(
            this, api::GetWebhookEndpoint{organisation, *id},
            asPage<api::WebhookEndpointView>(std::move(callback),
                                             [](const auto& endpoint) { return endpoint; }));
    }
    m_context.connection.call(
        this, api::ListWebhookEndpoints{organisation},
        [callback](Result<api::WebhookEndpointsView> all) {
            if (!all) return callback(stoa::fail(all));
            callback(Page<api::WebhookEndpointView>{std::move(all->endpoints), {}, {}});
        });
}

QVariant EndpointsModel::value(const api::WebhookEndpointView& row, int column, int role) const
{
    const bool isText = role == Qt::DisplayRole;
    switch (static_cast<EndpointsColumn>(column)) {
    case Address:
        return isText ? fromUtf8(row.url) : QVariant();
    case Description:
        return isText ? fromUtf8(row.description) : QVariant();
    case Kinds:
        return isText ? kindsText(row.kinds) : QVariant();
    case Course:
        if (role == StatusRole) return QVariant::fromValue(endpointWord(row));
        if (role == FullTextRole) return endpointTrouble(row, m_context.clock());
        return isText ? endpointWord(row).text : QVariant();
    case Created:
        if (role == FullTextRole) return fullMomentText(row.createdAt, m_context.clock());
        return isText ? momentText(row.createdAt, m_context.clock()) : QVariant();
    }
    return {};
}

} // namespace stoa::ui
