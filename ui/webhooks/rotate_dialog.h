#pragma once
// Makes a new secret for an endpoint: for how long both sign, so that its server can be told
// without losing an event.

#include "api/webhooks.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QSpinBox;

namespace stoa::ui {

class RotateDialog final : public FormDialog {
    Q_OBJECT

public:
    RotateDialog(const PageContext& context, const api::WebhookEndpointView& endpoint,
                 QWidget* over);

signals:
    void rotated(const stoa::api::WebhookEndpointView& endpoint); // with the secret

protected:
    QString whyNot() const override { return {}; }
    void send() override;

private:
    PageContext m_context;
    api::WebhookEndpointView m_endpoint;
    QSpinBox* m_overlap;
};

} // namespace stoa::ui
