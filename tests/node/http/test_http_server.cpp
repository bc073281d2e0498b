#include "node/double/server_bench.h"
#include "node/wire/event_stream.h"
#include "support/in_parallel.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QTemporaryDir>

#include <thread>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

class HttpServerTest : public QObject {
    Q_OBJECT

private slots:
    void refusesToStartOnWhatIsNotThere()
    {
        FakeNode node;
        http::ServerOptions options;
        options.address = "not an address";
        STOA_FAILS(http::HttpServer::start(node, options, {}), "http.bad_address");
        options.address = "192.0.2.1"; // of no interface
        STOA_FAILS(http::HttpServer::start(node, options, {}), "http.cannot_listen");
        options = {};
        options.certificateFile = "/nonexistent.pem";
        STOA_FAILS(http::HttpServer::start(node, options, {}), "http.bad_certificate");
    }

    void answersManyRequestsOnOneConnection()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        for (int i = 0; i < 200; ++i) {
            const RawReply reply = client.exchange(get("/api/v1/me"));
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.headers["connection"], QByteArray("keep-alive"));
        }
        QCOMPARE(bench.node.seenCount(), std::size_t{200});
        QCOMPARE(bench.server->connections(), std::size_t{1});
    }

    void answersPipelinedRequestsInOrder()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        QByteArray bytes;
        for (int i = 0; i < 50; ++i) {
            bytes += get("/api/v1/me");
            bytes += post("/api/v1/sessions", "{\"email\":" + QByteArray::number(i));
            bytes += get("/api/health");
        }
        client.send(bytes);
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(client.read().status, 200);
            const RawReply refused = client.read();
            QCOMPARE(refused.status, 400);
            const int length = 9 + static_cast<int>(QByteArray::number(i).size());
            QVERIFY(refused.body.contains("offset\":\"" + QByteArray::number(length)));
            QVERIFY(client.read().body.startsWith("{\"status\":\"ok\""));
        }
    }

    void readsChunkedBodiesAndIgnoresTrailers()
    {
        ServerBench bench;
        std::optional<std::string> email;
        bench.node.tell<api::SignIn>([&](const api::SignIn& request) {
            email = request.email.value;
            return Result<api::SessionView>(sampleSession());
        });
        RawClient client = bench.connect();
        const RawReply reply = client.exchange(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n"
            "10;ext=1\r\n{\"email\":\"a@b.c\"\r\n10\r\n,\"password\":\"p\"}\r\n"
            "0\r\nAuthorization: Bearer smuggled\r\n\r\n");
        QCOMPARE(reply.status, 200);
        QCOMPARE(*email, std::string("a@b.c"));
        QCOMPARE(bench.node.seen().front().options.token, std::string());
        QCOMPARE(client.exchange(get("/api/v1/me")).status, 200);
    }

    void continuesWhenAsked()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        client.send(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        const RawReply reply = client.exchange("{}");
        QCOMPARE(codeIn(reply), QByteArray("request.missing_field"));
        const RawReply refused = client.exchange(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n"
            "Expect: 100-continue\r\n\r\n");
        QCOMPARE(refused.status, 413); // and no invitation to send it
    }

    void answersHeadWithoutBodyAndOldClientsWithClose()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        client.send("HEAD /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n");
        const RawReply head = client.read(true);
        QCOMPARE(head.status, 200);
        const RawReply full = client.exchange(get("/api/v1/me"));
        QCOMPARE(QByteArray::number(full.body.size()), full.headers["content-length"]);
        QVERIFY(head.headers["content-length"].toInt() > 0);
        RawClient old = bench.connect();
        const RawReply reply = old.exchange("GET /api/v1/me HTTP/1.0\r\n\r\n");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers["connection"], QByteArray("close"));
        QVERIFY(old.waitClosed());
    }

    void drainFinishesWhatRuns()
    {
        ServerBench bench;
        RawClient idle = bench.connect();
        QCOMPARE(idle.exchange(get("/api/health")).status, 200);
        bench.node.hold();
        RawClient running = bench.connect();
        running.send(get("/api/v1/me"));
        QVERIFY(waitUntil([&] { return bench.node.seenCount() == 1; }));
        bool isClean = false;
        std::thread drain([&] { isClean = bench.server->drain(milliseconds(10'000)); });
        QVERIFY(idle.waitClosed());
        QVERIFY(waitUntil([&] { // nobody is let in any more
            RawClient late = bench.connect();
            return late.socket().state() != QAbstractSocket::ConnectedState;
        }));
        bench.node.release();
        const RawReply reply = running.read();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers["connection"], QByteArray("close"));
        QVERIFY(running.waitClosed());
        drain.join();
        QVERIFY(isClean);
    }

    void drainCutsWhatRunsTooLong()
    {
        ServerBench bench;
        bench.node.hold();
        RawClient running = bench.connect();
        running.send(get("/api/v1/me"));
        QVERIFY(waitUntil([&] { return bench.node.seenCount() == 1; }));
        QVERIFY(!bench.server->drain(milliseconds(50)));
        QVERIFY(running.waitClosed());
        bench.server.reset();
        bench.node.release(); // its answer finds nobody
    }

    void streamsEvents()
    {
        http::ServerOptions options;
        options.heartbeat = milliseconds(50);
        ServerBench bench(options);
        RawClient client = bench.connect();
        client.send(get("/api/v1/events", "Authorization: Bearer t\r\nLast-Event-ID: org_1:3\r\n"));
        const QByteArray head = client.readUntil("\r\n\r\n");
        QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream"));
        const QByteArray heartbeat = QByteArray::fromStdString(std::string(wire::kHeartbeatFrame));
        QCOMPARE(client.readUntil("\n\n"), heartbeat);
        QCOMPARE(client.readUntil("\n\n"), QByteArray("event: lost\ndata: {}\n\n"));
        const api::Event event{OrgId::make(), 4, "order.placed", OrderId::make().text(),
                               kSampleTime};
        bench.node.publish(event);
        const QByteArray frame = QByteArray::fromStdString(wire::eventFrame(event));
        QVERIFY(client.readUntil(frame).endsWith(frame));
        client.readUntil(heartbeat); // it goes on without events
        client.readUntil(heartbeat);
        client.socket().abort();
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 0; }));
    }

    void endsStreamsWhoseTokenHasEnded()
    {
        http::ServerOptions options;
        options.heartbeat = milliseconds(20);
        options.recheck = milliseconds(20);
        ServerBench bench(options);
        RawClient client = bench.connect();
        client.send(get("/api/v1/events", "Authorization: Bearer t\r\n"));
        client.readUntil("\n\n");
        bench.node.refuse<api::GetMe>(makeError(ErrorKind::Unauthenticated, "session.expired"));
        QVERIFY(client.waitClosed());
        // The client sees the end a moment before the server lets go of the feed.
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 0; }));
    }

    void boundsEventStreamsAndEndsThemOnDrain()
    {
        http::ServerOptions options;
        options.maxEventStreams = 1;
        ServerBench bench(options);
        RawClient first = bench.connect();
        first.send(get("/api/v1/events"));
        first.readUntil("\n\n"); // the stream is open
        RawClient second = bench.connect();
        const RawReply reply = second.exchange(get("/api/v1/events"));
        QCOMPARE(reply.status, 503);
        QCOMPARE(codeIn(reply), QByteArray("events.too_many_streams"));
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 1; }));
        first.socket().disconnectFromHost();
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 0; }));
        RawClient third = bench.connect();
        third.send(get("/api/v1/events"));
        third.readUntil("\n\n");
        std::thread drain([&] { bench.server->drain(milliseconds(10'000)); });
        QVERIFY(third.waitClosed());
        drain.join();
    }

    void speaksTls()
    {
        QTemporaryDir folder;
        const TestCertificate certificate = makeCertificate(folder.path());
        http::ServerOptions options;
        options.certificateFile = certificate.certificateFile;
        options.keyFile = certificate.keyFile;
        options.headerTimeout = milliseconds(5'000);
        const ServerBench bench(options);
        RawClient client = bench.connect();
        QVERIFY2(client.startTls(certificate.pem), qPrintable(client.socket().errorString()));
        QVERIFY(client.socket().sessionProtocol() == QSsl::TlsV1_3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.exchange(get("/api/v1/me")).status, 200);
        RawClient plain = bench.connect();
        QCOMPARE(plain.exchange(get("/api/v1/me")).status, 0);
        RawClient again = bench.connect();
        QVERIFY(again.startTls(certificate.pem));
        QCOMPARE(again.exchange(get("/api/v1/me", "Connection: close\r\n")).status, 200);
        QVERIFY(again.waitClosed());
    }

    void servesManyConnectionsAtOnce()
    {
        const ServerBench bench;
        std::atomic<int> good = 0;
        inParallel(8, [&](std::size_t) {
            RawClient client = bench.connect();
            for (int i = 0; i < 100; ++i)
                good += client.exchange(get("/api/v1/me")).status == 200 ? 1 : 0;
        });
        QCOMPARE(good.load(), 800);
    }

    void publishesItsPage()
    {
        const ServerBench bench;
        const RawReply reply = bench.connect().exchange(get("/api/openapi.json"));
        QCOMPARE(reply.status, 200);
        const json::value page = json::parse(reply.body.toStdString());
        QCOMPARE(std::string(page.at("openapi").get_string()), std::string("3.1.0"));
    }
};

STOA_TEST(HttpServerTest)
#include "test_http_server.moc"
