#pragma once
// Puts the keys of Stripe's API into this computer's keychain, or takes them away. Keys that are
// there are never shown, only how they end.

#include "ui/session/provider_keys.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace stoa::ui {

class Label;

class StripeKeysDialog final : public FormDialog {
    Q_OBJECT

public:
    StripeKeysDialog(ProviderKeys& keys, QWidget* over); // the keys outlive this

signals:
    void kept();
    void forgotten();

protected:
    QString whyNot() const override;
    void send() override;

private:
    void show(const std::optional<StripeKeys>& keys);
    StripeKeys typed() const;

    ProviderKeys& m_keys;
    Label* m_present;
    QLineEdit* m_secretKey;
    QLineEdit* m_webhookSecret;
    Button* m_forget;
};

} // namespace stoa::ui
