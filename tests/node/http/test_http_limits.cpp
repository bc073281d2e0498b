#include "server_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

// What a stranger may throw at the server: each is answered or cut, and the server lives on.
class HttpLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void refusesLargeBodiesByTheirLengthUnread()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        const RawReply reply = client.exchange("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
                                               "Content-Type: application/json\r\n"
                                               "Content-Length: 262145\r\n\r\n");
        QCOMPARE(reply.status, 413);
        QCOMPARE(codeIn(reply), QByteArray("request.body_too_large"));
        QCOMPARE(reply.headers["connection"], QByteArray("close"));
        QVERIFY(client.waitClosed());
        QVERIFY(bench.isAlive());
    }

    void refusesLargeBodiesEvenWhenTheClientKeepsSending()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        client.send(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            "Content-Length: 1000000\r\n\r\n" +
            QByteArray(1'000'000, 'x'));
        QCOMPARE(client.read().status, 413);
        QVERIFY(bench.isAlive());
    }

    void refusesLargeChunkedBodies()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        QByteArray bytes = "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
                           "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (int i = 0; i < 5; ++i)
            bytes += "10000\r\n" + QByteArray(0x10000, ' ') + "\r\n";
        client.send(bytes);
        const RawReply reply = client.read();
        QCOMPARE(reply.status, 413);
        QCOMPARE(codeIn(reply), QByteArray("request.body_too_large"));
        QVERIFY(bench.isAlive());
    }

    void refusesLargeHeaders()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        const RawReply reply =
            client.exchange(get("/api/v1/me", "X-Big: " + QByteArray(20'000, 'x') + "\r\n"));
        QCOMPARE(reply.status, 431);
        QCOMPARE(codeIn(reply), QByteArray("request.header_too_large"));
        QVERIFY(client.waitClosed());
        QVERIFY(bench.isAlive());
    }

    void refusesEndlessChunkLines()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        client.send(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            "1;x=" +
            QByteArray(40'000, 'x'));
        QCOMPARE(client.read().status, 431);
        QVERIFY(bench.isAlive());
    }

    void refusesWhatIsNotHttp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\xff\xfe\r\n\r\n", 13)
                                 << 400;
        QTest::newRow("version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 400;
        QTest::newRow("no host") << QByteArray("GET /api/v1/me HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two hosts")
            << QByteArray("GET /api/v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
        QTest::newRow("two lengths")
            << QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                          "Content-Length: 2\r\n\r\nx")
            << 400;
        QTest::newRow("length and chunks")
            << QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            << 400;
        QTest::newRow("unknown coding")
            << QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
                          "Transfer-Encoding: gzip\r\n\r\nGET /api/v1/me HTTP/1.1\r\n\r\n")
            << 501;
        QTest::newRow("bad chunk") << QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
                                                 "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                                   << 400;
        QTest::newRow("negative length")
            << QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")
            << 400;
        QTest::newRow("bare line feed in a header")
            << QByteArray("GET /api/v1/me HTTP/1.1\r\nHost: x\nX: y\r\n\r\n") << 400;
    }
    void refusesWhatIsNotHttp()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const ServerBench bench;
        RawClient client = bench.connect();
        const RawReply reply = client.exchange(bytes);
        QCOMPARE(reply.status, status);
        QVERIFY(client.waitClosed());
        QCOMPARE(bench.node.seenCount(), std::size_t{0});
        QVERIFY(bench.isAlive());
    }

    void survivesTruncatedRequests()
    {
        const ServerBench bench;
        for (const QByteArray& bytes :
             {QByteArray("GET /api"), QByteArray("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
                                                 "Content-Length: 100\r\n\r\n{\"email\"")}) {
            RawClient client = bench.connect();
            client.send(bytes);
            client.socket().disconnectFromHost();
        }
        QVERIFY(waitUntil([&] { return bench.server->connections() == 0; }));
        QCOMPARE(bench.node.seenCount(), std::size_t{0});
        QVERIFY(bench.isAlive());
    }

    void refusesInvalidUtf8()
    {
        const ServerBench bench;
        RawClient client = bench.connect();
        const RawReply reply =
            client.exchange(post("/api/v1/sessions", "{\"email\":\"\xff\xfe\"}"));
        QCOMPARE(reply.status, 400);
        QCOMPARE(codeIn(reply), QByteArray("request.malformed_json"));
        QCOMPARE(client.exchange(get("/api/v1/me")).status, 200); // the connection goes on
    }

    void cutsSlowHeaders()
    {
        http::ServerOptions options;
        options.headerTimeout = milliseconds(100);
        const ServerBench bench(options);
        RawClient client = bench.connect();
        client.send("GET /api/v1/me HTTP/1.1\r\nHo");
        const RawReply reply = client.read();
        QCOMPARE(reply.status, 408);
        QVERIFY(client.waitClosed());
        QVERIFY(bench.isAlive());
    }

    void cutsSlowBodies()
    {
        http::ServerOptions options;
        options.bodyTimeout = milliseconds(100);
        const ServerBench bench(options);
        RawClient client = bench.connect();
        client.send("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
        QCOMPARE(client.read().status, 408);
        QVERIFY(client.waitClosed());
        QVERIFY(bench.isAlive());
    }

    void closesIdleConnections()
    {
        http::ServerOptions options;
        options.idleTimeout = milliseconds(100);
        const ServerBench bench(options);
        RawClient client = bench.connect();
        QCOMPARE(client.exchange(get("/api/v1/me")).status, 200);
        QVERIFY(client.waitClosed());
    }

    void turnsAwayWhoIsTooMany()
    {
        http::ServerOptions options;
        options.maxConnections = 2;
        const ServerBench bench(options);
        RawClient first = bench.connect();
        RawClient second = bench.connect();
        QCOMPARE(first.exchange(get("/api/v1/me")).status, 200);
        QCOMPARE(second.exchange(get("/api/v1/me")).status, 200);
        RawClient third = bench.connect();
        const RawReply reply = third.exchange(get("/api/v1/me"));
        QCOMPARE(reply.status, 503);
        QCOMPARE(codeIn(reply), QByteArray("node.too_many_connections"));
        QCOMPARE(reply.headers["retry-after"], QByteArray("1"));
        QVERIFY(third.waitClosed());
        first.socket().disconnectFromHost();
        QVERIFY(waitUntil([&] { return bench.server->connections() == 1; }));
        QVERIFY(bench.isAlive());
    }

    void boundsTheBytesOfAllBodies()
    {
        http::ServerOptions options;
        options.maxBodyBytesInMemory = 1000;
        const ServerBench bench(options);
        RawClient first = bench.connect();
        first.send("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
                   "Expect: 100-continue\r\n\r\n");
        QCOMPARE(first.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        RawClient second = bench.connect();
        const RawReply reply = second.exchange(post("/api/v1/sessions", QByteArray(200, ' ')));
        QCOMPARE(reply.status, 503);
        QCOMPARE(codeIn(reply), QByteArray("node.overloaded"));
        first.socket().abort();
        QVERIFY(waitUntil([&] { return bench.server->connections() == 0; }));
        RawClient third = bench.connect();
        QCOMPARE(third.exchange(post("/api/v1/sessions", QByteArray(200, ' '))).status, 400);
    }
};

STOA_TEST(HttpLimitsTest)
#include "test_http_limits.moc"
