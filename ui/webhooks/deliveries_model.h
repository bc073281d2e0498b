#pragma once
// What was posted to an organisation's endpoints, newest first.

#include "api/webhook_deliveries.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class DeliveriesModel final : public KeysetModel<api::WebhookDeliveryRow> {
    Q_OBJECT

public:
    DeliveriesModel(const PageContext& context, QObject* parent);

    void ask(std::optional<WebhookEndpointId> endpoint,
             std::optional<api::WebhookDeliveryState> course);
    bool isNarrow() const { return m_endpoint || m_course; }
    const api::WebhookDeliveryRow* deliveryOf(const QString& id) const;
    bool canFindOne() const override { return true; }
    bool isAnyUnderWay() const; // a loaded one is to be posted yet
    // What a row's endpoint is called; without it the id is shown.
    void setHosts(const QHash<QString, QString>& hosts);

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::WebhookDeliveryRow& row) const override
    {
        return fromUtf8(row.id.text());
    }
    QVariant value(const api::WebhookDeliveryRow& row, int column, int role) const override;

private:
    QString text(const api::WebhookDeliveryRow& row, int column) const;

    PageContext m_context;
    std::optional<WebhookEndpointId> m_endpoint;
    std::optional<api::WebhookDeliveryState> m_course;
    QHash<QString, QString> m_hosts;
};

} // namespace stoa::ui
