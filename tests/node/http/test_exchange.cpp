#include "node/double/fake_node.h"
#include "node/double/samples.h"
#include "node/http/event_feed.h"
#include "node/http/exchange.h"
#include "node/wire/event_stream.h"
#include "node/wire/problem.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_main.h"

#include <future>

using namespace stoa;
using namespace stoa::test;
using http::Exchange;
using http::HttpRequest;
using http::HttpResponse;

namespace {

HttpRequest request(std::string method, std::string target, std::string body = {})
{
    HttpRequest made;
    made.method = std::move(method);
    made.target = std::move(target);
    made.body = std::move(body);
    if (!made.body.empty()) made.headers.add("content-type", "application/json; charset=utf-8");
    made.peer = "192.0.2.7";
    return made;
}

std::string headerOf(const HttpResponse& response, std::string_view name)
{
    return std::string(response.headers.find(name).value_or(""));
}

std::string textAt(const HttpResponse& response, std::string_view member)
{
    const json::value value = json::parse(response.body);
    const json::value* found = value.as_object().if_contains(member);
    if (found == nullptr) return "absent";
    return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
}

} // namespace

class ExchangeTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<FakeNode> m_node;
    std::shared_ptr<Exchange> m_exchange;
    std::vector<http::AccessRecord> m_accesses;
    http::HealthReport m_health;

    HttpResponse answer(HttpRequest made)
    {
        std::promise<HttpResponse> promise;
        auto future = promise.get_future();
        m_exchange->handle(std::move(made), [&promise](HttpResponse response) {
            promise.set_value(std::move(response));
        });
        return future.get();
    }
    std::string submitPath() const
    {
        return "/api/v1/sellers/" + OrgId::make().text() + "/listings/" + ListingId::make().text() +
               "/submit";
    }

private slots:
    void init()
    {
        m_node = std::make_unique<FakeNode>();
        m_accesses.clear();
        m_health = {};
        http::Sources sources;
        sources.clock = &m_clock;
        sources.health = [this] { return m_health; };
        sources.metrics = [] { return std::string("stoa_up 1\n"); };
        sources.pictures = [](std::string_view path) {
            return path == "/pictures/bowl.svg" ? std::optional<std::string>("<svg/>")
                                                : std::nullopt;
        };
        sources.access = [this](const http::AccessRecord& record) { m_accesses.push_back(record); };
        sources.version = "1.2.3";
        sources.metricsToken = "prometheus";
        m_exchange = std::make_shared<Exchange>(*m_node, std::move(sources));
    }
    void cleanup() { m_node.reset(); }

    void refusesBadRequestsBeforeTheNodeSeesThem_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const QByteArray good = R"({"version":1})";
        QTest::newRow("media type")
            << "Content-Type"
            << "text/plain" << good << 415 << "request.unsupported_media_type"
            << "Content-Type";
        QTest::newRow("scheme") << "Authorization"
                                << "Basic abc" << good << 401 << "session.malformed_authorization"
                                << "absent";
        QTest::newRow("empty key") << "Idempotency-Key"
                                   << "" << good << 400 << "idempotency.key_malformed"
                                   << "Idempotency-Key";
        QTest::newRow("long key") << "Idempotency-Key" << QString(256, 'k') << good << 400
                                  << "idempotency.key_malformed"
                                  << "Idempotency-Key";
        QTest::newRow("key with space") << "Idempotency-Key"
                                        << "a b" << good << 400 << "idempotency.key_malformed"
                                        << "Idempotency-Key";
        QTest::newRow("weak version") << "If-Match"
                                      << "W/\"1\"" << good << 400 << "request.malformed_header"
                                      << "If-Match";
        QTest::newRow("other version") << "If-Match"
                                       << "\"2\"" << good << 400 << "request.field_conflict"
                                       << "version";
        QTest::newRow("deadline") << "X-Deadline-Ms"
                                  << "soon" << good << 400 << "request.malformed_header"
                                  << "X-Deadline-Ms";
        QTest::newRow("deadline passed") << "X-Deadline-Ms"
                                         << "0" << good << 504 << "request.deadline_passed"
                                         << "absent";
        QTest::newRow("not JSON") << "X"
                                  << "" << QByteArray("{") << 400 << "request.malformed_json"
                                  << "absent";
        QTest::newRow("not an object") << "X"
                                       << "" << QByteArray("[]") << 400 << "request.wrong_type"
                                       << "absent";
        QTest::newRow("twice") << "X"
                               << "" << QByteArray(R"({"version":1,"version":1})") << 400
                               << "request.duplicate_field"
                               << "version";
        QTest::newRow("unknown") << "X"
                                 << "" << QByteArray(R"({"version":1,"colour":1})") << 400
                                 << "request.unknown_field"
                                 << "colour";
        QTest::newRow("missing") << "X"
                                 << "" << QByteArray("{}") << 400 << "request.missing_field"
                                 << "version";
        QTest::newRow("wrong type")
            << "X"
            << "" << QByteArray(R"({"version":"1"})") << 400 << "request.wrong_type"
            << "version";
        QTest::newRow("other seller") << "X"
                                      << "" << QByteArray(R"({"version":1,"seller":"org_x"})")
                                      << 400 << "request.field_conflict"
                                      << "seller";
    }
    void refusesBadRequestsBeforeTheNodeSeesThem()
    {
        QFETCH(QString, header);
        QFETCH(QString, value);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, field);
        HttpRequest made = request("POST", submitPath(), body.toStdString());
        made.headers.set(header.toStdString(), value.toStdString());
        const HttpResponse response = answer(std::move(made));
        QCOMPARE(textAt(response, "code"), code.toStdString());
        QCOMPARE(response.status, status);
        QCOMPARE(textAt(response, "field"), field.toStdString());
        QCOMPARE(headerOf(response, "Content-Type"), std::string("application/problem+json"));
        QCOMPARE(textAt(response, "requestId"), headerOf(response, "X-Request-Id"));
        QCOMPARE(m_node->seenCount(), std::size_t{0});
    }

    void refusesDecidingHeadersThatStandTwice()
    {
        for (const char* name : {"Authorization", "Idempotency-Key", "If-Match", "X-Deadline-Ms"}) {
            HttpRequest made = request("POST", submitPath(), R"({"version":1})");
            made.headers.add(name, "Bearer 1");
            made.headers.add(name, "Bearer 1");
            const HttpResponse response = answer(std::move(made));
            QCOMPARE(textAt(response, "code"), std::string("request.malformed_header"));
            QCOMPARE(textAt(response, "field"), std::string(name));
        }
    }

    void refusesBodiesAndConditionsThatWouldBeIgnored()
    {
        QCOMPARE(textAt(answer(request("GET", "/api/v1/orders", "{}")), "code"),
                 std::string("request.unexpected_body"));
        QCOMPARE(textAt(answer(request("POST", "/api/v1/sessions?password=x", "{}")), "code"),
                 std::string("request.unknown_field"));
        HttpRequest made = request("POST", "/api/v1/sessions", "{}");
        made.headers.add("If-Match", "\"1\"");
        QCOMPARE(textAt(answer(std::move(made)), "field"), std::string("If-Match"));
        QCOMPARE(m_node->seenCount(), std::size_t{0});
    }

    void eachErrorKindHasItsStatusAndComesBackWhole()
    {
        const std::pair<ErrorKind, int> kStatuses[] = {
            {ErrorKind::Invalid, 400},     {ErrorKind::Unauthenticated, 401},
            {ErrorKind::Forbidden, 403},   {ErrorKind::NotFound, 404},
            {ErrorKind::Conflict, 409},    {ErrorKind::Stale, 412},
            {ErrorKind::Refused, 422},     {ErrorKind::TooLarge, 413},
            {ErrorKind::RateLimited, 429}, {ErrorKind::Unavailable, 503},
            {ErrorKind::Timeout, 504},     {ErrorKind::InDoubt, 502},
            {ErrorKind::Canceled, 499},    {ErrorKind::Internal, 500}};
        for (const auto& [kind, status] : kStatuses) {
            const Error sent = makeError(kind, "order.bad_thing", "secret: 10.0.0.1")
                                   .in("lines[0].quantity")
                                   .with("most", "12.00 EUR")
                                   .after(std::chrono::milliseconds(1500));
            m_node->refuse<api::GetMe>(sent);
            const HttpResponse response = answer(request("GET", "/api/v1/me"));
            QCOMPARE(response.status, status);
            QVERIFY(response.body.find("10.0.0.1") == std::string::npos);
            QCOMPARE(headerOf(response, "Retry-After"), std::string("2"));
            QCOMPARE(headerOf(response, "WWW-Authenticate").empty(), status != 401);
            const auto got = wire::readProblem(json::parse(response.body));
            QVERIFY(got.has_value());
            QCOMPARE(got->kind, kind);
            QCOMPARE(got->code, sent.code);
            QCOMPARE(got->retryAfter.count(), sent.retryAfter.count());
            const bool isOurs = kind == ErrorKind::Internal;
            QCOMPARE(got->field, isOurs ? std::string() : sent.field);
            QVERIFY(got->params == (isOurs ? std::vector<Error::Param>{} : sent.params));
        }
    }

    void fewCodesHaveAStatusOfTheirOwn()
    {
        QCOMPARE(wire::statusOf(makeError(ErrorKind::Refused, "idempotency.key_reused")), 422);
        QCOMPARE(wire::statusOf(makeError(ErrorKind::Conflict, "idempotency.key_reused")), 422);
        QCOMPARE(wire::statusOf(makeError(ErrorKind::Refused, "idempotency.key_required")), 400);
        QCOMPARE(wire::statusOf(makeError(ErrorKind::InDoubt, "order.queued")), 202);
        QCOMPARE(wire::kindOfStatus(503), ErrorKind::Unavailable);
        QCOMPARE(wire::kindOfStatus(418), ErrorKind::Invalid);
        QCOMPARE(wire::kindOfStatus(599), ErrorKind::Internal);
    }

    void handsHeadersAndFieldsToTheNode()
    {
        std::optional<api::SubmitListing> got;
        m_node->tell<api::SubmitListing>([&](const api::SubmitListing& submitted) {
            got = submitted;
            return Result<api::ListingView>(sampleListing());
        });
        const OrgId seller = OrgId::make();
        const ListingId listing = ListingId::make();
        HttpRequest made = request("POST", "/api/v1/sellers/" + seller.text() + "/listings/" +
                                               listing.text() + "/submit");
        made.headers.add("Authorization", "bearer  token-1");
        made.headers.add("Idempotency-Key", "key-1");
        made.headers.add("X-Deadline-Ms", "1500");
        made.headers.add("If-Match", "\"42\"");
        const HttpResponse response = answer(std::move(made));
        QCOMPARE(response.status, 200);
        QCOMPARE(got->seller, seller);
        QCOMPARE(got->listing, listing);
        QCOMPARE(got->version.value, std::int64_t{42});
        const api::CallOptions options = m_node->seen().front().options;
        QCOMPARE(options.token, std::string("token-1"));
        QCOMPARE(options.idempotencyKey, std::string("key-1"));
        QCOMPARE(options.deadline.count(), std::int64_t{1500});
        QCOMPARE(options.origin, std::string("192.0.2.7"));
        QCOMPARE(options.request.text(), headerOf(response, "X-Request-Id"));
        QCOMPARE(headerOf(response, "ETag"), std::string("\"7\""));
    }

    void readsQueriesFromText()
    {
        std::optional<api::ListOrders> got;
        m_node->tell<api::ListOrders>([&](const api::ListOrders& asked) {
            got = asked;
            return Result<Page<api::OrderRow>>(sampleOrders());
        });
        const HttpResponse response =
            answer(request("GET", "/api/v1/orders?limit=2&paymentStatus=paid,partially_refunded"
                                  "&after=a%2Bb&text=Ana+M"));
        QCOMPARE(response.status, 200);
        QCOMPARE(got->limit.value, std::int64_t{2});
        QCOMPARE(got->after.value, std::string("a+b"));
        QCOMPARE(got->text.value, std::string("Ana M"));
        QCOMPARE(got->paymentStatus.size(), std::size_t{2});
        QVERIFY(got->paymentStatus[1] == api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(textAt(response, "next"), *sampleOrders().next);
        QCOMPARE(textAt(response, "estimatedTotal"), std::string("1200"));
    }

    void createdRecordsHaveALocation()
    {
        const api::ListingView listing = sampleListing();
        m_node->tellErased("catalogue.create_listing", [&](const api::CallOptions& options, void*) {
            return Result<api::ErasedAnswer>(api::ErasedAnswer{
                std::make_shared<api::ListingView>(listing), options.request, true});
        });
        const std::string path = "/api/v1/sellers/" + OrgId::make().text() + "/listings";
        const HttpResponse response =
            answer(request("POST", path, R"({"draft":{"title":"Bowl"}})"));
        QCOMPARE(response.status, 201);
        QCOMPARE(headerOf(response, "Location"), path + '/' + listing.row.id.text());
        QCOMPARE(headerOf(response, "Idempotent-Replayed"), std::string("true"));
    }

    void everyResponseCarriesTheHouseHeaders()
    {
        for (const HttpResponse& response :
             {answer(request("GET", "/api/v1/me")), answer(request("GET", "/nowhere")),
              answer(request("OPTIONS", "/api/v1/me")), answer(request("GET", "/api/health"))}) {
            QCOMPARE(headerOf(response, "X-Content-Type-Options"), std::string("nosniff"));
            QCOMPARE(headerOf(response, "Cache-Control"), std::string("no-store"));
            QCOMPARE(headerOf(response, "Date"), std::string("Mon, 02 Mar 2026 10:00:00 GMT"));
            STOA_OK(RequestId::parse(headerOf(response, "X-Request-Id")));
        }
    }

    void saysWhichMethodsThereAre()
    {
        const HttpResponse refused = answer(request("PATCH", "/api/v1/categories"));
        QCOMPARE(refused.status, 405);
        QCOMPARE(headerOf(refused, "Allow"), std::string("GET, HEAD, POST, OPTIONS"));
        const HttpResponse options = answer(request("OPTIONS", "/api/v1/categories"));
        QCOMPARE(options.status, 204);
        QCOMPARE(headerOf(options, "Allow"), std::string("GET, HEAD, POST, OPTIONS"));
        QCOMPARE(answer(request("OPTIONS", "*")).status, 204);
        QCOMPARE(answer(request("OPTIONS", "/api/v1/nothing")).status, 404);
        QCOMPARE(answer(request("POST", "/api/health")).status, 405);
        QCOMPARE(headerOf(answer(request("HEAD", "/api/v1/events")), "Allow"),
                 std::string("GET, OPTIONS"));
    }

    void healthFollowsItsChecks()
    {
        m_health.checks = {{"postgresql", true, ""}, {"redis", false, "restarting"}};
        HttpResponse response = answer(request("GET", "/api/health"));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body,
                 std::string(R"({"status":"degraded","version":"1.2.3","checks":[)"
                             R"({"name":"postgresql","isGood":true},)"
                             R"({"name":"redis","isGood":false,"note":"restarting"}]})"));
        m_health.isReady = false;
        response = answer(request("GET", "/api/health"));
        QCOMPARE(response.status, 503);
        QCOMPARE(textAt(response, "status"), std::string("down"));
        m_health = {};
        QCOMPARE(textAt(answer(request("GET", "/api/health")), "status"), std::string("ok"));
        m_exchange->stop();
        response = answer(request("GET", "/api/health"));
        QCOMPARE(response.status, 503);
        QCOMPARE(textAt(response, "status"), std::string("stopping"));
    }

    void picturesAreForEverybody()
    {
        const auto bowl = answer(request("GET", "/pictures/bowl.svg"));
        QCOMPARE(bowl.status, 200);
        QCOMPARE(bowl.body, std::string("<svg/>"));
        QCOMPARE(headerOf(bowl, "Content-Type"), std::string("image/svg+xml"));
        QCOMPARE(headerOf(bowl, "Cache-Control"), std::string("public, max-age=86400, immutable"));
        QCOMPARE(headerOf(bowl, "Content-Security-Policy"),
                 std::string("default-src 'none'; frame-ancestors 'none'"));
        QCOMPARE(std::string(m_accesses.back().route), std::string("/pictures/"));
        const auto cup = answer(request("GET", "/pictures/cup.svg"));
        QCOMPARE(cup.status, 404);
        QCOMPARE(headerOf(cup, "Cache-Control"), std::string("no-store"));
        const auto post = answer(request("POST", "/pictures/bowl.svg", "{}"));
        QCOMPARE(post.status, 405);
        QCOMPARE(headerOf(post, "Allow"), std::string("GET, HEAD"));
    }

    void metricsWantTheirToken()
    {
        QCOMPARE(answer(request("GET", "/metrics")).status, 401);
        HttpRequest made = request("GET", "/metrics");
        made.headers.add("Authorization", "Bearer prometheus");
        const HttpResponse response = answer(std::move(made));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, std::string("stoa_up 1\n"));
        QCOMPARE(headerOf(response, "Content-Type"),
                 std::string("text/plain; version=0.0.4; charset=utf-8"));
    }

    void accessRecordsNameRoutesAndNotWhatCallersWrote()
    {
        m_node->tell<api::GetMe>([](const api::GetMe&) { return Result<api::MeView>(sampleMe()); });
        answer(request("GET", "/api/v1/me?"));
        answer(request("BREW", "/api/v1/secret-token"));
        QCOMPARE(m_accesses.size(), std::size_t{2});
        QCOMPARE(m_accesses[0].route, std::string_view("/me"));
        QCOMPARE(m_accesses[0].operation, std::string_view("identity.get_me"));
        QCOMPARE(m_accesses[0].status, 200);
        QCOMPARE(m_accesses[1].method, std::string_view("OTHER"));
        QCOMPARE(m_accesses[1].route, std::string_view("-"));
        QCOMPARE(m_accesses[1].status, 404);
    }

    void eventsNeedAValidToken()
    {
        m_node->refuse<api::GetMe>(makeError(ErrorKind::Unauthenticated, "session.expired"));
        const HttpResponse response = answer(request("GET", "/api/v1/events"));
        QCOMPARE(response.status, 401);
        QVERIFY(response.events == nullptr);
        QCOMPARE(m_node->subscriptionCount(), std::size_t{0});
    }

    void eventsAreFramesAndOverflowIsLost()
    {
        m_node->tell<api::GetMe>([](const api::GetMe&) { return Result<api::MeView>(sampleMe()); });
        HttpRequest made = request("GET", "/api/v1/events");
        made.headers.add("Last-Event-ID", "org_1:4");
        HttpResponse response = answer(std::move(made));
        QVERIFY(response.events != nullptr);
        int readyCount = 0;
        response.events->onReady([&] { ++readyCount; });
        QCOMPARE(readyCount, 1); // what the client missed
        QCOMPARE(response.events->take(),
                 std::string(wire::kHeartbeatFrame) + std::string(wire::kLostFrame));
        const api::Event event{OrgId::make(), 5, "order.placed", OrderId::make().text(),
                               kSampleTime};
        m_node->publish(event);
        m_node->publish(event);
        QCOMPARE(readyCount, 2);
        QCOMPARE(response.events->take(), wire::eventFrame(event) + wire::eventFrame(event));
        const std::size_t many = http::EventFeed::kMaxWaitingBytes / wire::eventFrame(event).size();
        for (std::size_t i = 0; i <= many; ++i)
            m_node->publish(event);
        QCOMPARE(response.events->take(), std::string(wire::kLostFrame));
        response = {};
        QCOMPARE(m_node->subscriptionCount(), std::size_t{0});
    }

    void framesAreReadInAnyPieces()
    {
        const api::Event event{OrgId::make(), 5, "order.placed", "ord_1", kSampleTime};
        const std::string bytes = std::string(wire::kHeartbeatFrame) + "retry: 5\r\n\r\n" +
                                  wire::eventFrame(event) + std::string(wire::kLostFrame);
        for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
            std::vector<wire::FrameReader::Frame> frames;
            wire::FrameReader reader;
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                STOA_OK(reader.feed(std::string_view(bytes).substr(at, step),
                                    [&](const auto& frame) { frames.push_back(frame); }));
            }
            QCOMPARE(frames.size(), std::size_t{2});
            QCOMPARE(frames[0].id, event.organisation.text() + ":5");
            QCOMPARE(frames[0].event, std::string("order.placed"));
            const api::Event got = must(wire::readEventData(frames[0].data));
            QCOMPARE(got.organisation, event.organisation);
            QCOMPARE(got.seq, event.seq);
            QCOMPARE(got.aggregate, event.aggregate);
            QCOMPARE(got.at, event.at);
            QCOMPARE(frames[1].event, std::string("lost"));
        }
        wire::FrameReader reader;
        STOA_FAILS(reader.feed("data: " + std::string(70'000, 'x'), [](const auto&) {}),
                   "events.frame_too_large");
    }
};

STOA_TEST(ExchangeTest)
#include "test_exchange.moc"
