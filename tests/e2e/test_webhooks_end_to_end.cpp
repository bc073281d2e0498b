#include "platform/json/json.h"
#include "stage/tool.h"
#include "support/http_stand_in.h"
#include "support/test_main.h"
#include "support/wait_until.h"
#include "visitor.h"

using namespace stoa;
using namespace stoa::test;

// A node as a process that can be killed, its command line, and a receiver.
class WebhooksEndToEndTest : public QObject {
    Q_OBJECT

    static constexpr std::chrono::seconds kLong{60};

    std::unique_ptr<NodeProcess> m_process;
    std::unique_ptr<remote::RemoteNode> m_node;
    std::optional<Visitor> m_owner;
    OrgId m_seller;

    json::object stoactl(QStringList arguments)
    {
        arguments += {"--seller", QString::fromStdString(m_seller.text()), "--node",
                      QString::fromStdString(m_process->address()), "--json"};
        const auto run = runStoactl(QStringList{"webhooks"} + arguments, m_owner->token());
        if (run.exitCode != 0) qWarning("%s", run.err.constData());
        json::error_code error;
        const auto value = json::parse(run.out.toStdString(), error);
        return value.is_object() ? value.as_object() : json::object();
    }
    static QString text(const json::object& object, const char* name)
    {
        return QString::fromStdString(std::string(object.at(name).as_string()));
    }
    void connectAgain()
    {
        m_node = m_process->connect();
        m_owner = Visitor::owner(*m_node, *m_process);
    }

private slots:
    void initTestCase()
    {
        m_process = std::make_unique<NodeProcess>();
        QVERIFY(m_process->start());
        connectAgain();
        m_seller = m_owner->ask(api::CreateSeller{"North Kiln", "IT", "EUR", 1000}).id;
    }
    void cleanupTestCase()
    {
        m_node.reset();
        QCOMPARE(m_process->stop(), 0);
    }

    void theCommandLineAddsTriesAndLists()
    {
        HttpStandIn receiver([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        const auto added = stoactl(
            {"add", QString::fromStdString(receiver.base()), "--kind", "order.placed, order.paid"});
        QVERIFY(text(added, "secret").startsWith("whsec_"));
        QCOMPARE(added.at("kinds").as_array().size(), std::size_t{2});
        const auto listed = stoactl({"list"});
        QCOMPARE(listed.at("endpoints").as_array().size(), std::size_t{1});
        QVERIFY(!listed.at("endpoints").at(0).as_object().contains("secret"));
        const auto sent = stoactl({"test", text(added, "endpoint")});
        QCOMPARE(text(sent, "kind"), QString("webhook.test"));
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 1; }, kLong));
        QCOMPARE(text(stoactl({"redeliver", text(sent, "delivery")}), "event"),
                 text(sent, "event"));
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 2; }, kLong));
        QCOMPARE(stoactl({"deliveries"}).at("deliveries").as_array().size(), std::size_t{1});
        QCOMPARE(runStoactl({"webhooks", "list"}).exitCode, 2);
    }

    // The call was made and nobody wrote it down.
    void aNodeThatDiesInTheMiddlePostsItAgainUnderTheSameId()
    {
        std::atomic<bool> isSlow = true;
        HttpStandIn receiver([&](const StandInRequest&) {
            StandInAnswer answer{200, ""};
            answer.isSilent = isSlow;
            return answer;
        });
        const auto added =
            stoactl({"add", QString::fromStdString(receiver.base()), "--kind", "order.placed"});
        stoactl({"test", text(added, "endpoint")});
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 1; }, kLong));
        m_process->kill();
        isSlow = false;
        QVERIFY(m_process->start());
        connectAgain();
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 2; }, kLong * 2));
        const auto requests = receiver.requests();
        QCOMPARE(requests[1].headers.at("webhook-id"), requests[0].headers.at("webhook-id"));
        QCOMPARE(requests[1].body, requests[0].body);
    }
};

STOA_TEST(WebhooksEndToEndTest)
#include "test_webhooks_end_to_end.moc"
