#include "platform/outbound/standard_webhook.h"
#include "support/expect.h"
#include "support/test_main.h"

#include <QMessageAuthenticationCode>

using namespace stoa;
using outbound::SecretBytes;
using outbound::WebhookMessage;

namespace {

// The example of the specification.
constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const WebhookMessage kMessage{"msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"};

std::string independently(const SecretBytes& secret, const WebhookMessage& message)
{
    const QByteArray key(reinterpret_cast<const char*>(secret.data()), std::ssize(secret));
    const std::string text =
        message.id + '.' + std::to_string(message.unixSeconds) + '.' + message.body;
    const auto mac = QMessageAuthenticationCode::hash(QByteArray::fromStdString(text), key,
                                                      QCryptographicHash::Sha256);
    return "v1," + mac.toBase64().toStdString();
}

} // namespace

class StandardWebhookTest : public QObject {
    Q_OBJECT

private slots:
    void signsTheExampleOfTheSpecification()
    {
        const auto secret = outbound::parseWebhookSecret(kSecret);
        QVERIFY(secret.has_value());
        QCOMPARE(outbound::signatureOf(*secret, kMessage),
                 std::string("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        QCOMPARE(outbound::textOf(*secret), std::string(kSecret));
    }

    void signsAsSomebodyElseDoes()
    {
        const auto secret = outbound::makeWebhookSecret();
        QCOMPARE(outbound::signatureOf(secret, kMessage), independently(secret, kMessage));
        WebhookMessage later = kMessage;
        ++later.unixSeconds;
        QVERIFY(outbound::signatureOf(secret, later) != outbound::signatureOf(secret, kMessage));
    }

    void bothSecretsSignWhileOneTakesOver()
    {
        const std::vector secrets{outbound::makeWebhookSecret(), outbound::makeWebhookSecret()};
        const auto headers = outbound::webhookHeaders(secrets, kMessage);
        QCOMPARE(headers.size(), std::size_t{3});
        QCOMPARE(headers[0], "webhook-id: " + kMessage.id);
        QCOMPARE(headers[1], std::string("webhook-timestamp: 1614265330"));
        QCOMPARE(headers[2], "webhook-signature: " + independently(secrets[0], kMessage) + ' ' +
                                 independently(secrets[1], kMessage));
    }

    void secretsAreLongAndNeverTheSame()
    {
        const auto one = outbound::makeWebhookSecret();
        QCOMPARE(one.size(), std::size_t{32});
        QVERIFY(one != outbound::makeWebhookSecret());
        QVERIFY(outbound::parseWebhookSecret(outbound::textOf(one)) == one);
    }

    void otherShapesAreNoSecrets_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no prefix") << QByteArray("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        QTest::newRow("prefix alone") << QByteArray("whsec_");
        QTest::newRow("23 bytes") << "whsec_" + QByteArray(23, 'x').toBase64();
        QTest::newRow("65 bytes") << "whsec_" + QByteArray(65, 'x').toBase64();
        QTest::newRow("no base64") << QByteArray("whsec_????????????????????????????????");
        QTest::newRow("no padding") << "whsec_" + QByteArray(25, 'x').toBase64().chopped(2);
    }
    void otherShapesAreNoSecrets()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!outbound::parseWebhookSecret(text.toStdString()));
    }
};

STOA_TEST(StandardWebhookTest)
#include "test_standard_webhook.moc"
