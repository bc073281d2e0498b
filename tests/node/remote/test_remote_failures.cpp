#include "node/codec/codec.h"
#include "node/double/samples.h"
#include "node/double/scripted_server.h"
#include "node/remote/remote_node.h"
#include "support/expect.h"
#include "support/test_main.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

namespace {

std::unique_ptr<remote::RemoteNode> connectTo(std::uint16_t port)
{
    remote::RemoteOptions options;
    options.address = "http://127.0.0.1:" + std::to_string(port) + "/";
    options.retryBase = milliseconds(1);
    options.grace = milliseconds(50);
    return must(remote::RemoteNode::make(options));
}

QByteArray response(const QByteArray& status, const QByteArray& type, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

api::CallOptions keyed()
{
    api::CallOptions options;
    options.idempotencyKey = "key-1";
    return options;
}

} // namespace

// The ways in which the way itself fails.
class RemoteFailuresTest : public QObject {
    Q_OBJECT

private slots:
    void refusesAddressesThatCannotBe()
    {
        for (const char* address : {"", "market.example", "ftp://market.example", "https://",
                                    "https://user:pw@market.example", "https://a b"}) {
            STOA_FAILS(remote::RemoteNode::make({.address = address}), "node.bad_address");
        }
        STOA_FAILS(remote::RemoteNode::make({.address = "http://market.example"}),
                   "node.insecure_address");
        STOA_FAILS(remote::RemoteNode::make(
                       {.address = "https://market.example", .pinnedCertificate = "nonsense"}),
                   "node.bad_certificate");
    }

    void saysWhenNobodyIsThere()
    {
        std::uint16_t port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        const auto node = connectTo(port);
        const auto query = api::submitAndWait(*node, {}, api::GetMe{});
        STOA_FAILS(query, "node.unreachable");
        QCOMPARE(query.error().kind, ErrorKind::Unavailable);
        const auto command = api::submitAndWait(*node, {}, sampleRefundRequest());
        STOA_FAILS(command, "node.unreachable"); // never sent, so nothing is in doubt
        QCOMPARE(command.error().kind, ErrorKind::Unavailable);
    }

    void aNodeThatStaysAwayIsAskedNoMoreForAMoment()
    {
        std::uint16_t port = 0;
        std::atomic<bool> isBack = false; // outlives the node
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        const auto node = connectTo(port);
        const auto ask = [&] { return api::submitAndWait(*node, {}, api::GetMe{}); };
        STOA_FAILS(ask(), "node.unreachable"); // three attempts
        STOA_FAILS(ask(), "node.unreachable"); // two more: five in a row
        const auto refused = ask();
        STOA_FAILS(refused, "node.unreachable");
        QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
        QVERIFY(refused.error().retryAfter.count() > 0);
        QVERIFY(refused.error().retryAfter <= std::chrono::milliseconds(500));

        QTcpServer back; // accepts and says nothing sensible: it can be reached
        QVERIFY(back.listen(QHostAddress::LocalHost, port));
        connect(&back, &QTcpServer::newConnection, &back, [&back] {
            auto* const socket = back.nextPendingConnection();
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        });
        QVERIFY(QTest::qWaitFor([&] {
            node->submit(api::operation<api::GetMe>(), {}, std::make_shared<api::GetMe>(),
                         [&](const Result<api::ErasedAnswer>& answer) {
                             if (codeOf(answer) == "node.not_a_stoa_node") isBack = true;
                         });
            return isBack.load();
        }));
    }

    void aCommandWithoutKeyIsSentOnceAndInDoubt()
    {
        const ScriptedServer server([](const QByteArray&) { return QByteArray(); });
        const auto node = connectTo(server.port());
        const auto answer = api::submitAndWait(*node, {}, sampleRefundRequest());
        STOA_FAILS(answer, "node.connection_lost");
        QCOMPARE(answer.error().kind, ErrorKind::InDoubt);
        QCOMPARE(server.requestCount(), 1);
    }

    void aCommandWithKeyIsSentAgainWithTheSameKey()
    {
        std::mutex mutex;
        std::vector<QByteArray> seen; // under the mutex
        const QByteArray refund = QByteArray::fromStdString(
            codec::codecOf(api::operation<api::RequestRefund>()).writeReply(&m_refund));
        const ScriptedServer server([&](const QByteArray& request) {
            const std::scoped_lock lock(mutex);
            seen.push_back(request);
            return seen.size() < 3 ? QByteArray() : response("200 OK", "application/json", refund);
        });
        const auto node = connectTo(server.port());
        const auto answer = api::submitAndWait(*node, keyed(), sampleRefundRequest());
        STOA_OK(answer);
        QCOMPARE(answer->reply.id, m_refund.id);
        const std::scoped_lock lock(mutex);
        QCOMPARE(seen.size(), std::size_t{3});
        for (const QByteArray& request : seen)
            QVERIFY(request.contains("\r\nIdempotency-Key: key-1\r\n"));
    }

    void attemptsEnd()
    {
        const ScriptedServer server([](const QByteArray&) { return QByteArray(); });
        const auto node = connectTo(server.port());
        const auto answer = api::submitAndWait(*node, keyed(), sampleRefundRequest());
        STOA_FAILS(answer, "node.connection_lost");
        QCOMPARE(answer.error().kind, ErrorKind::InDoubt);
        QCOMPARE(server.requestCount(), 3);
        const auto query = api::submitAndWait(*node, {}, api::GetMe{});
        STOA_FAILS(query, "node.connection_lost");
        QCOMPARE(query.error().kind, ErrorKind::Unavailable);
    }

    void aBusyNodeIsAskedAgain()
    {
        const QByteArray problem = R"({"type":"urn:stoa:problem:node.overloaded","title":"x",)"
                                   R"("status":503,"kind":"unavailable","code":"node.overloaded"})";
        std::atomic<int> count = 0;
        const ScriptedServer server([&](const QByteArray&) {
            return ++count < 3 ? response("503 X", "application/problem+json", problem)
                               : response("200 OK", "application/json",
                                          "{\"isSetUp\":true,"
                                          "\"marketplaceName\":\"M\",\"version\":\"1\"}");
        });
        const auto node = connectTo(server.port());
        const auto answer = api::submitAndWait(*node, {}, api::GetSetup{});
        STOA_OK(answer);
        QCOMPARE(answer->reply.marketplaceName, std::string("M"));
        QCOMPARE(count.load(), 3);
        count = 0;
        const auto command = api::submitAndWait(*node, {}, sampleRefundRequest());
        STOA_FAILS(command, "node.overloaded"); // without a key: once
        QCOMPARE(count.load(), 1);
    }

    void noAnswerInTimeIsInDoubtForCommands()
    {
        const ScriptedServer server([](const QByteArray&) { return std::nullopt; });
        const auto node = connectTo(server.port());
        api::CallOptions options;
        options.deadline = milliseconds(50);
        const auto query = api::submitAndWait(*node, options, api::GetMe{});
        STOA_FAILS(query, "node.deadline_passed");
        QCOMPARE(query.error().kind, ErrorKind::Timeout);
        const auto command = api::submitAndWait(*node, options, sampleRefundRequest());
        STOA_FAILS(command, "node.deadline_passed");
        QCOMPARE(command.error().kind, ErrorKind::InDoubt);
    }

    void tellsOtherServersApart_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("code");
        const auto foreign = QStringLiteral("node.not_a_stoa_node");
        QTest::newRow("a web page") << response("200 OK", "text/html", "<html>") << foreign;
        QTest::newRow("not found") << response("404 Not Found", "text/html", "no") << foreign;
        QTest::newRow("redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: /login\r\n"
                                                "Content-Length: 0\r\n\r\n")
                                  << foreign;
        QTest::newRow("another JSON service")
            << response("400 Bad", "application/json", "{\"error\":1}") << foreign;
        QTest::newRow("no HTTP") // Qt tells this and a lost connection alike
            << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << "node.connection_lost";
        QTest::newRow("a proxy without its node")
            << response("502 Bad Gateway", "text/html", "nginx") << "node.connection_lost";
        QTest::newRow("a proxy that limits")
            << response("429 Too Many", "text/html", "nginx") << "node.rate_limited";
        QTest::newRow("half an answer")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: 100\r\n\r\n{")
            << "node.connection_lost";
        QTest::newRow("JSON of another kind")
            << response("200 OK", "application/json", "{\"ok\":true}")
            << "node.incomprehensible_reply";
    }
    void tellsOtherServersApart()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, code);
        const ScriptedServer server([&](const QByteArray&) { return answer; });
        const auto node = connectTo(server.port());
        STOA_FAILS(api::submitAndWait(*node, {}, api::GetSetup{}), code.toStdString());
    }

private:
    const api::RefundView m_refund = sampleRefund();
};

STOA_TEST(RemoteFailuresTest)
#include "test_remote_failures.moc"
