#include "platform/gateways/sandbox_pay_gateway.h"
#include "platform/gateways/webhook_signature.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::gateways;

class WebhookSignatureTest : public QObject {
    Q_OBJECT

    static constexpr Timestamp kNow{1'772'445'600'000'000};
    const std::string m_body = R"({"id":"evt_1"})";

private slots:
    // RFC 4231, test case 2.
    void hmacIsThatOfTheStandard()
    {
        QCOMPARE(hmacSha256Hex("Jefe", "what do ya want for nothing?"),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    void acceptsItsOwnAndOneOfSeveral()
    {
        const auto header = signWebhook("secret", m_body, kNow);
        QVERIFY(header.starts_with("t=1772445600,v1="));
        STOA_OK(verifyWebhook("secret", header, m_body, kNow));
        const std::string zeros(64, '0');
        STOA_OK(
            verifyWebhook("secret", "v0=" + zeros + ",v1=" + zeros + ',' + header, m_body, kNow));
    }

    void refusesPrecisely_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("code");
        const auto right = QString::fromStdString(signWebhook("secret", m_body, kNow));
        QTest::newRow("nothing") << ""
                                 << "webhook.unsigned";
        QTest::newRow("no time") << right.mid(right.indexOf("v1")) << "webhook.unsigned";
        QTest::newRow("no signature") << "t=1772445600"
                                      << "webhook.unsigned";
        QTest::newRow("time of letters")
            << QString(right).replace("t=1", "t=x") << "webhook.unsigned";
        QTest::newRow("another time")
            << QString(right).replace("t=17", "t=18") << "webhook.wrong_signature";
        QTest::newRow("half a signature") << right.left(40) << "webhook.wrong_signature";
        QTest::newRow("too long") << right + QString(3000, 'x') << "webhook.unsigned";
        QTest::newRow("another secret")
            << QString::fromStdString(signWebhook("secre1", m_body, kNow))
            << "webhook.wrong_signature";
        QTest::newRow("too old") << QString::fromStdString(signWebhook(
                                        "secret", m_body, kNow - std::chrono::seconds(301)))
                                 << "webhook.too_old";
        QTest::newRow("from the future") << QString::fromStdString(signWebhook(
                                                "secret", m_body, kNow + std::chrono::seconds(301)))
                                         << "webhook.too_old";
        QTest::newRow("just in time") << QString::fromStdString(signWebhook(
                                             "secret", m_body, kNow - std::chrono::seconds(300)))
                                      << "no error";
    }
    void refusesPrecisely()
    {
        QFETCH(QString, header);
        QFETCH(QString, code);
        const auto result = verifyWebhook("secret", header.toStdString(), m_body, kNow);
        QCOMPARE(QString::fromStdString(codeOf(result)), code);
    }

    void withoutASecretNothingIsAccepted()
    {
        STOA_FAILS(verifyWebhook("", signWebhook("", m_body, kNow), m_body, kNow),
                   "webhook.unsigned");
    }

    void noticesSayWhatTheyAreAbout()
    {
        const SandboxPayGateway sandbox({}, "secret");
        const auto read = [&](const std::string& body) {
            return sandbox.readNotice(signWebhook("secret", body, kNow), body, kNow);
        };
        const Uuid attempt = Uuid::makeV7();
        const auto notice = must(read(R"({"id":"evt_7","type":"refund.updated","data":)"
                                      R"({"id":"sp_re_1","attempt":")" +
                                      attempt.text() + R"("}})"));
        QCOMPARE(notice.event, std::string("evt_7"));
        QCOMPARE(notice.kind, NoticeKind::Refund);
        QCOMPARE(notice.reference, std::string("sp_re_1"));
        QCOMPARE(notice.attempt, std::optional(attempt));
        const auto unknown = read(R"({"id":"evt_8","type":"coupon.created","data":{}})");
        STOA_FAILS(unknown, "webhook.unknown_event");
        QCOMPARE(unknown.error().params[0].second, std::string("coupon.created"));
        STOA_FAILS(read("{"), "webhook.malformed");
        STOA_FAILS(read(R"({"id":"evt_8","type":"refund.updated"})"), "webhook.malformed");
        STOA_FAILS(read(R"({"type":"refund.updated","data":{}})"), "webhook.malformed");
        STOA_FAILS(sandbox.readNotice("t=1,v1=00", "{", kNow), "webhook.wrong_signature");
    }
};

STOA_TEST(WebhookSignatureTest)
#include "test_webhook_signature.moc"
