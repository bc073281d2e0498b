#include "ui/session/provider_keys.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace stoa::ui {
namespace {

const QString kSecretKey = QStringLiteral("secretKey");
const QString kWebhookSecret = QStringLiteral("webhookSecret");

QString text(const char* source)
{
    return QCoreApplication::translate("ProviderKeys", source);
}

bool isLike(const QString& key, const QString& pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(key).hasMatch();
}

QString toJson(const StripeKeys& keys)
{
    const QJsonObject object{{kSecretKey, keys.secretKey}, {kWebhookSecret, keys.webhookSecret}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Nothing for what somebody else has written there.
std::optional<StripeKeys> fromJson(const QString& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    StripeKeys keys{object.value(kSecretKey).toString(), object.value(kWebhookSecret).toString()};
    return whyNoKeys(keys).isEmpty() ? std::optional(std::move(keys)) : std::nullopt;
}

} // namespace

QString whyNoKeys(const StripeKeys& keys)
{
    if (keys.secretKey.isEmpty()) return text("Enter the secret key.");
    if (keys.secretKey.startsWith(QLatin1String("pk_"))) {
        return text("This is the publishable key. Stripe shows the secret key beside it.");
    }
    if (!isLike(keys.secretKey, QStringLiteral("(sk|rk)_(live|test)_[A-Za-z0-9]{8,240}"))) {
        return text("A secret key begins with sk_live_ or sk_test_, a restricted one with "
                    "rk_live_ or rk_test_; letters and digits follow.");
    }
    if (!keys.webhookSecret.isEmpty() &&
        !isLike(keys.webhookSecret, QStringLiteral("whsec_[A-Za-z0-9+/=]{8,240}"))) {
        return text("A signing secret begins with whsec_; letters and digits follow.");
    }
    return {};
}

ProviderKeys::ProviderKeys(SecretStore& secrets, const QString& account)
    : m_secrets(secrets), m_stripe(account + QLatin1String("/stripe"))
{}

void ProviderKeys::readStripe(QObject* receiver,
                              std::function<void(std::optional<StripeKeys>)> answer)
{
    m_secrets.read(m_stripe, receiver,
                   [answer = std::move(answer)](const std::optional<QString>& json) {
                       answer(json ? fromJson(*json) : std::nullopt);
                   });
}

void ProviderKeys::writeStripe(const StripeKeys& keys, QObject* receiver,
                               std::function<void(bool)> answer)
{
    // The store outlives both; this does not need to.
    m_secrets.write(m_stripe, toJson(keys), receiver,
                    [answer = std::move(answer), store = &m_secrets, key = m_stripe](bool isKept) {
                        if (!isKept) store->remove(key);
                        answer(isKept);
                    });
}

void ProviderKeys::forgetStripe()
{
    m_secrets.remove(m_stripe);
}

} // namespace stoa::ui
