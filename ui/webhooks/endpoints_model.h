#pragma once
// Where an organisation's events are posted to: all of them in one page, the oldest first.

#include "api/webhooks.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class EndpointsModel final : public KeysetModel<api::WebhookEndpointView> {
    Q_OBJECT

public:
    EndpointsModel(const PageContext& context, QObject* parent);

    const api::WebhookEndpointView* endpointOf(const QString& id) const;
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::WebhookEndpointView& row) const override
    {
        return fromUtf8(row.id.text());
    }
    QVariant value(const api::WebhookEndpointView& row, int column, int role) const override;

private:
    PageContext m_context;
};

} // namespace stoa::ui
