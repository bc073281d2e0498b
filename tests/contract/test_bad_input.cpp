#include "node/double/raw_client.h"
#include "node/wire/route.h"
#include "samples.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

struct Problem {
    int status = 0;
    std::string code;
    std::string field;
};

Problem problemIn(const RawReply& reply)
{
    Problem problem{reply.status, "no problem", ""};
    json::error_code error;
    const json::value value = json::parse(reply.body.toStdString(), error);
    const json::object* object = error ? nullptr : value.if_object();
    if (object == nullptr) return problem;
    if (const auto* code = object->if_contains("code")) problem.code = code->as_string();
    if (const auto* field = object->if_contains("field")) problem.field = field->as_string();
    return problem;
}

} // namespace

// Whatever comes over the wire, the answer names what is wrong, nothing is written, and the server
// goes on.
class BadInputTest : public QObject {
    Q_OBJECT

    static QByteArray headers()
    {
        return "Authorization: Bearer " + QByteArray::fromStdString(World::ofProcess().admin) +
               "\r\nIdempotency-Key: " + QByteArray::fromStdString(Uuid::makeV7().text()) + "\r\n";
    }
    static QByteArray request(const api::Operation& operation, const std::string& path,
                              const std::string& body)
    {
        QByteArray bytes =
            post(QByteArray::fromStdString(path), QByteArray::fromStdString(body), headers());
        const auto method = wire::methodWord(operation.method);
        return bytes.replace(0, 4, QByteArray(method.data(), qsizetype(method.size())));
    }
    static bool isAlive()
    {
        RawClient client(World::ofProcess().premises.port());
        return client.exchange(get("/api/v1/me", headers())).status == 200;
    }
    static json::object requestOf(const Sample& sample, World& world)
    {
        return json::parse(sample.codec().writeRequest(sample.make(world).get())).as_object();
    }
    // Bytes that ask for an order, with `body` as it is.
    static QByteArray orderWith(const QByteArray& body)
    {
        const std::string path = "/api/v1/sellers/" + World::ofProcess().shop.id.text() + "/orders";
        return post(QByteArray::fromStdString(path), body, headers());
    }
    static std::string goodOrder()
    {
        World& world = World::ofProcess();
        const auto& codec = codec::codecOf(api::operation<api::PlaceOrder>());
        const api::PlaceOrder order = world.basket(world.shop);
        json::object fields = json::parse(codec.writeRequest(&order)).as_object();
        fields.erase("seller");
        return json::serialize(fields);
    }

private slots:
    void cleanup() { QVERIFY(isAlive()); }

    // Each member of each body, one at a time, as what it never is.
    void wrongTypesAreNamed_data()
    {
        addRows([](const api::Operation& operation) { return wire::hasBody(operation); });
    }
    void wrongTypesAreNamed()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        const api::Operation& operation = *sample.operation;
        World& world = World::ofProcess();
        const auto target = wire::splitRequest(operation, requestOf(sample, world));
        const std::string before = world.premises.fingerprint();
        RawClient client(world.premises.port());
        for (const auto& member : target.body) {
            json::object body = target.body;
            body[member.key()] = json::array{json::object{}};
            const auto problem =
                problemIn(client.exchange(request(operation, target.path, json::serialize(body))));
            QVERIFY2(
                problem.field.starts_with(std::string_view(member.key())),
                (std::string(member.key()) + ": " + problem.code + " in " + problem.field).c_str());
            QCOMPARE(problem.status, 400);
        }
        json::object body = target.body;
        body["surprise"] = 1;
        const auto problem =
            problemIn(client.exchange(request(operation, target.path, json::serialize(body))));
        QCOMPARE(problem.status, 400);
        QCOMPARE(problem.code, std::string("request.unknown_field"));
        QCOMPARE(problem.field, std::string("surprise"));
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void badIdsInThePathAreNamed_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.route.find('{') != std::string_view::npos;
        });
    }
    void badIdsInThePathAreNamed()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        const api::Operation& operation = *sample.operation;
        World& world = World::ofProcess();
        const json::object fields = requestOf(sample, world);
        const std::string before = world.premises.fingerprint();
        for (const auto& segment : wire::segmentsOf(operation.route)) {
            // Words, such as the name of a provider, are no ids.
            if (!segment.isField ||
                fields.at(segment.text).as_string().find("_0") == std::string_view::npos)
                continue;
            json::object wrong = fields;
            wrong[segment.text] = "org_nonsense";
            const auto target = wire::splitRequest(operation, wrong);
            RawClient client(world.premises.port());
            const QByteArray path = QByteArray::fromStdString(target.path);
            const QByteArray bytes =
                wire::hasBody(operation)
                    ? request(operation, target.path, json::serialize(target.body))
                    : get(path, headers())
                          .replace(0, 3,
                                   operation.method == api::Method::Delete ? "DELETE" : "GET");
            const auto problem = problemIn(client.exchange(bytes));
            QCOMPARE(problem.code, std::string("id.malformed"));
            QCOMPARE(problem.field, std::string(segment.text));
            QCOMPARE(problem.status, 400);
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void brokenBodiesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("field");
        const QByteArray good = QByteArray::fromStdString(goodOrder());
        const auto with = [&](const QByteArray& from, const QByteArray& to) {
            QByteArray changed = good;
            changed.replace(from, to);
            return changed;
        };
        QTest::newRow("half") << good.left(good.size() / 2) << QByteArray("request.malformed_json")
                              << QByteArray();
        QTest::newRow("two values")
            << QByteArray(good + good) << QByteArray("request.malformed_json") << QByteArray();
        QTest::newRow("an array") << QByteArray("[]") << QByteArray("request.wrong_type")
                                  << QByteArray();
        QTest::newRow("not UTF-8")
            << with("Ioana", "Io\xff\xfe") << QByteArray("request.malformed_json") << QByteArray();
        QTest::newRow("surrogate")
            << with("Ioana", "\\ud800") << QByteArray("request.malformed_json") << QByteArray();
        QTest::newRow("quantity of none")
            << with("\"quantity\":2", "\"quantity\":0") << QByteArray("number.out_of_range")
            << QByteArray("lines[0].quantity");
        QTest::newRow("quantity of half a bowl")
            << with("\"quantity\":2", "\"quantity\":0.5") << QByteArray("request.wrong_type")
            << QByteArray("lines[0].quantity");
        QTest::newRow("quantity beyond 64 bits")
            << with("\"quantity\":2", "\"quantity\":99999999999999999999")
            << QByteArray("request.wrong_type") << QByteArray("lines[0].quantity");
        QTest::newRow("no name") << with("\"name\":\"Ioana Dumitrescu\",\"email\"",
                                         "\"name\":\"  \",\"email\"")
                                 << QByteArray("text.required") << QByteArray("buyer.name");
        QTest::newRow("a long city")
            << with("Brasov", QByteArray(121, 'b')) << QByteArray("text.too_long")
            << QByteArray("shippingAddress.city");
        QTest::newRow("twice") << QByteArray("{\"paymentMethod\":\"tok_visa\"," + good.mid(1))
                               << QByteArray("request.duplicate_field")
                               << QByteArray("paymentMethod");
    }
    void brokenBodiesAreRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, field);
        World& world = World::ofProcess();
        QVERIFY(body != QByteArray::fromStdString(goodOrder()));
        const std::string before = world.premises.fingerprint();
        RawClient client(world.premises.port());
        const auto problem = problemIn(client.exchange(orderWith(body)));
        QCOMPARE(problem.code, code.toStdString());
        QCOMPARE(problem.field, field.toStdString());
        QCOMPARE(problem.status, 400);
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void badQueriesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("limit in words")
            << QByteArray("limit=many") << QByteArray("request.wrong_type") << QByteArray("limit");
        QTest::newRow("limit of none")
            << QByteArray("limit=0") << QByteArray("number.out_of_range") << QByteArray("limit");
        QTest::newRow("limit too high")
            << QByteArray("limit=201") << QByteArray("number.out_of_range") << QByteArray("limit");
        QTest::newRow("status") << QByteArray("status=lost") << QByteArray("request.wrong_type")
                                << QByteArray("status[0]");
        QTest::newRow("seller") << QByteArray("seller=org_x") << QByteArray("id.malformed")
                                << QByteArray("seller");
        QTest::newRow("time") << QByteArray("placedFrom=yesterday")
                              << QByteArray("timestamp.malformed") << QByteArray("placedFrom");
        QTest::newRow("cursor") << QByteArray("after=nonsense") << QByteArray("cursor.malformed")
                                << QByteArray("after");
        QTest::newRow("unknown") << QByteArray("colour=red") << QByteArray("request.unknown_field")
                                 << QByteArray("colour");
    }
    void badQueriesAreNamed()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, field);
        RawClient client(World::ofProcess().premises.port());
        const auto problem = problemIn(client.exchange(get("/api/v1/orders?" + query, headers())));
        QCOMPARE(problem.code, code.toStdString());
        QCOMPARE(problem.field, field.toStdString());
        QCOMPARE(problem.status, 400);
    }

    void bodiesOverTheLimitAreRefusedUnread()
    {
        World& world = World::ofProcess();
        const std::string before = world.premises.fingerprint();
        RawClient client(world.premises.port());
        const auto most = api::operation<api::PlaceOrder>().maxBodyBytes;
        const auto problem = problemIn(
            client.exchange(orderWith(QByteArray(static_cast<qsizetype>(most) + 1, ' '))));
        QCOMPARE(problem.status, 413);
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void requestsThatStopHalfWayDoNothing()
    {
        World& world = World::ofProcess();
        const std::string before = world.premises.fingerprint();
        const QByteArray whole = orderWith(QByteArray::fromStdString(goodOrder()));
        for (const qsizetype part : {qsizetype{1}, whole.size() / 3, whole.size() - 1}) {
            RawClient client(world.premises.port());
            QVERIFY(client.send(whole.left(part)));
            client.socket().disconnectFromHost();
        }
        QVERIFY(isAlive());
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void textsInTheProcessAreCheckedToo()
    {
        World& world = World::ofProcess();
        auto order = world.basket(world.shop);
        order.buyer.name = "Io\xff\xfe";
        const std::string before = world.premises.fingerprint();
        const auto placed = call(world.premises.embedded(), world.admin, std::move(order));
        STOA_FAILS(placed, "text.not_utf8");
        QCOMPARE(placed.error().field, std::string("buyer.name"));
        QCOMPARE(world.premises.fingerprint(), before);
    }
};

STOA_TEST(BadInputTest)
#include "test_bad_input.moc"
