#pragma once
// The keys with which the marketplace on this computer speaks for its operator at Stripe. They stay
// in the desktop's keychain and are read when the marketplace opens. GUI thread; answers come as
// SecretStore's.

#include "ui/session/secret_store.h"

namespace stoa::ui {

struct StripeKeys {
    QString secretKey;     // "sk_live_…", or a restricted one, "rk_live_…"
    QString webhookSecret; // "whsec_…"; empty: what Stripe would tell is asked for

    friend bool operator==(const StripeKeys&, const StripeKeys&) = default;
};

// Why they can't be keys of Stripe's, in a sentence; "" when they can.
QString whyNoKeys(const StripeKeys& keys);

class ProviderKeys final {
public:
    // `account` names the marketplace in the keychain, as in Session; the store outlives this.
    ProviderKeys(SecretStore& secrets, const QString& account);

    void readStripe(QObject* receiver, std::function<void(std::optional<StripeKeys>)> answer);
    // `isKept`: false when no keychain service runs; then they are not held in memory either.
    void writeStripe(const StripeKeys& keys, QObject* receiver,
                     std::function<void(bool isKept)> answer);
    void forgetStripe();

private:
    SecretStore& m_secrets;
    const QString m_stripe;
};

} // namespace stoa::ui
