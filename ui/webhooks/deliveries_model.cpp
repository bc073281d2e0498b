#include "ui/webhooks/deliveries_model.h"

#include "ui/models/only_row.h"
#include "ui/text/amounts.h"
#include "ui/webhooks/webhook_words.h"

namespace stoa::ui {

namespace {

enum DeliveriesColumn { Created, What, About, Endpoint, Course, Attempts, Answer, Next };

std::vector<Column> deliveryColumns()
{
    const auto say = [](const char* text) { return DeliveriesModel::tr(text); };
    return {
        {QStringLiteral("created"), say("Happened"), CellKind::Time, 90, 1, 0},
        {QStringLiteral("kind"), say("Event"), CellKind::Strong, 160, 1, 2},
        {QStringLiteral("about"), say("About"), CellKind::Dim, 120, 4, 1},
        {QStringLiteral("endpoint"), say("Endpoint"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 110, 1, 0},
        {QStringLiteral("attempts"), say("Attempts"), CellKind::Number, 80, 2, 0},
        {QStringLiteral("answer"), say("Answer"), CellKind::Text, 90, 1, 0},
        {QStringLiteral("next"), say("Next try"), CellKind::Time, 90, 3, 0},
    };
}

} // namespace

DeliveriesModel::DeliveriesModel(const PageContext& context, QObject* parent)
    : KeysetModel(deliveryColumns(), parent), m_context(context)
{}

void DeliveriesModel::ask(std::optional<WebhookEndpointId> endpoint,
                          std::optional<api::WebhookDeliveryState> course)
{
    m_endpoint = endpoint;
    m_course = course;
    reload();
}

const api::WebhookDeliveryRow* DeliveriesModel::deliveryOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

bool DeliveriesModel::isAnyUnderWay() const
{
    for (int i = 0; i < rowCount(); ++i) {
        if (row(i).state == api::WebhookDeliveryState::Pending) return true;
    }
    return false;
}

void DeliveriesModel::setHosts(const QHash<QString, QString>& hosts)
{
    m_hosts = hosts;
    if (rowCount() > 0) emit dataChanged(index(0, Endpoint), index(rowCount() - 1, Endpoint));
}

void DeliveriesModel::requestPage(const std::string& after, int limit, Callback callback)
{
    const OrgId organisation = m_context.workspace().organisation;
    if (const auto id = onlyId<WebhookDeliveryId>(*this)) {
        return m_context.connection.call(
            this, api::GetWebhookDelivery{organisation, *id},
            asPage<api::WebhookDeliveryView>(std::move(callback),
                                             [](const auto& view) { return view.row; }));
    }
    api::ListWebhookDeliveries question;
    question.seller = organisation;
    question.endpoint = m_endpoint;
    if (m_course) question.state = {*m_course};
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QString DeliveriesModel::text(const api::WebhookDeliveryRow& row, int column) const
{
    const QString endpoint = fromUtf8(row.endpoint.text());
    switch (static_cast<DeliveriesColumn>(column)) {
    case Created:
        return momentText(row.createdAt, m_context.clock());
    case What:
        return fromUtf8(row.kind);
    case About:
        return fromUtf8(row.aggregate);
    case Endpoint:
        return m_hosts.value(endpoint, endpoint);
    case Course:
        return deliveryWord(row).text;
    case Attempts:
        return numberText(row.attempts);
    case Answer:
        return lastAnswerText(row);
    case Next:
        return row.nextAttemptAt ? momentText(*row.nextAttemptAt, m_context.clock()) : QString();
    }
    return {};
}

QVariant DeliveriesModel::value(const api::WebhookDeliveryRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == StatusRole && column == Course) return QVariant::fromValue(deliveryWord(row));
    if (role == FullTextRole && column == Created)
        return fullMomentText(row.createdAt, m_context.clock());
    if (role == FullTextRole && column == Next && row.nextAttemptAt)
        return fullMomentText(*row.nextAttemptAt, m_context.clock());
    return {};
}

} // namespace stoa::ui
