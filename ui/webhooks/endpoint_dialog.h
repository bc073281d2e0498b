#pragma once
// Adds an endpoint, or changes one: its address, what it hears of, and what it is for. When the
// endpoint was changed meanwhile it is read again; what was typed stays, and sending it once more
// writes it over what somebody else wrote.

#include "api/webhooks.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace stoa::ui {

class KindPicker;

class EndpointDialog final : public FormDialog {
    Q_OBJECT

public:
    // Without an endpoint it adds one.
    EndpointDialog(const PageContext& context,
                   const std::optional<api::WebhookEndpointView>& endpoint, QWidget* over);

signals:
    void saved(const stoa::api::WebhookEndpointView& endpoint);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void readKinds();
    void takeReply(const Result<api::WebhookEndpointView>& reply);
    void readAgain();

    PageContext m_context;
    std::optional<api::WebhookEndpointView> m_endpoint;
    QLineEdit* m_url;
    QLineEdit* m_description;
    KindPicker* m_kinds;
};

} // namespace stoa::ui
