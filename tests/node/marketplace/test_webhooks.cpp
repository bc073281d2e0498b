#include "core/clock.h"
#include "node/double/raw_client.h"
#include "node/http/http_server.h"
#include "platform/db/connection.h"
#include "platform/json/json.h"
#include "platform/outbound/standard_webhook.h"
#include "stage/shop.h"
#include "support/http_stand_in.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QMessageAuthenticationCode>
#include <QTemporaryDir>

#include <set>

using namespace stoa;
using namespace stoa::test;
using api::WebhookDeliveryState;

namespace {

constexpr db::Statement kPointElsewhere{"test.point_elsewhere",
                                        "UPDATE webhook_endpoint SET url = $1"};
constexpr std::chrono::seconds kLong{30};

// The system's, and as much later as a test says: the workers need one that goes on by itself.
class ShiftedClock final : public Clock {
public:
    Timestamp now() const override { return m_system.now() + Duration(m_shift); }
    void advance(Duration span) { m_shift += span.count(); }

private:
    SystemClock m_system;
    std::atomic<std::int64_t> m_shift = 0;
};

StandInAnswer silent()
{
    StandInAnswer answer;
    answer.isSilent = true;
    return answer;
}

// What a receiver does with a library of somebody else's.
bool isSignedWith(const std::string& secret, const StandInRequest& request)
{
    const auto bytes = outbound::parseWebhookSecret(secret).value();
    const QByteArray key(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
    const std::string text = request.headers.at("webhook-id") + '.' +
                             request.headers.at("webhook-timestamp") + '.' + request.body;
    const auto mac = QMessageAuthenticationCode::hash(QByteArray::fromStdString(text), key,
                                                      QCryptographicHash::Sha256);
    const auto given = QByteArray::fromStdString(request.headers.at("webhook-signature"));
    return given.split(' ').contains("v1," + mac.toBase64());
}

} // namespace

// A whole marketplace that posts to receivers on this computer: events, threads, jobs and HTTP.
class WebhooksTest : public QObject {
    Q_OBJECT

    ShiftedClock m_clock;
    db::ConnectInfo m_database;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::optional<Shop> m_shop;

    void open(outbound::Policy policy, std::size_t sellers = 1)
    {
        m_database = TestCluster::ofProcess().createDatabase();
        node::Marketplace::Options options;
        options.database = m_database;
        options.version = "1.2.3";
        options.rateFactor = 1000; // it asks all the time
        options.workers = 2;
        options.webhooks.policy = policy;
        options.clock = &m_clock;
        m_marketplace = must(node::Marketplace::open(std::move(options)));
        m_shop.emplace(*m_marketplace, sellers, 100);
    }
    template <class Request>
    typename Request::Reply ask(Request request)
    {
        return must(call(m_marketplace->node(), m_shop->admin(), std::move(request)));
    }
    OrgId seller(std::size_t number = 0) const { return m_shop->listing(number).row.seller; }
    api::WebhookEndpointView listenAt(const std::string& url, std::size_t number = 0)
    {
        return ask(api::CreateWebhookEndpoint{seller(number), url, "Receiver", {"order.placed"}});
    }
    api::OrderView place(std::size_t number = 0)
    {
        return must(call(m_marketplace->node(), m_shop->storefront(), m_shop->checkout(1, number)));
    }
    std::vector<api::WebhookDeliveryRow> deliveries(std::size_t number = 0)
    {
        auto rows = ask(api::ListWebhookDeliveries{seller(number), {}, {}, {}, 200}).items;
        std::ranges::sort(rows, {}, &api::WebhookDeliveryRow::seq);
        return rows;
    }
    bool all(WebhookDeliveryState state, std::size_t count)
    {
        return waitUntil(
            [&] {
                const auto rows = deliveries();
                return rows.size() == count && std::ranges::all_of(rows, [&](const auto& row) {
                           return row.state == state;
                       });
            },
            kLong);
    }
    // The error of the first attempt, once there is one.
    std::string firstError()
    {
        std::string error = "nothing was tried";
        waitUntil(
            [&] {
                const auto rows = deliveries();
                if (rows.empty() || rows[0].attempts == 0) return false;
                error = ask(api::GetWebhookDelivery{seller(), rows[0].id}).attempts[0].error;
                return true;
            },
            kLong);
        return error;
    }

private slots:
    void cleanup()
    {
        m_shop.reset();
        m_marketplace.reset();
    }

    void everyEventArrivesOnceSignedAndInOrder()
    {
        open({.allowsLoopback = true});
        HttpStandIn receiver([](const StandInRequest&) { return StandInAnswer{200, "thanks"}; });
        const auto endpoint = listenAt(receiver.base() + "/in");
        std::vector<std::string> orders;
        for (int i = 0; i < 12; ++i)
            orders.push_back(place().row.id.text());
        QVERIFY(all(WebhookDeliveryState::Delivered, 12));
        const auto requests = receiver.requests();
        QCOMPARE(requests.size(), std::size_t{12});
        std::set<std::string> ids;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            QVERIFY(isSignedWith(*endpoint.secret, requests[i]));
            const auto age = m_clock.now().micros() / 1'000'000 -
                             std::stoll(requests[i].headers.at("webhook-timestamp"));
            QVERIFY(age >= 0 && age < 300); // what receivers tolerate
            const auto body = json::parse(requests[i].body);
            QCOMPARE(std::string(body.at("type").as_string()), std::string("order.placed"));
            QCOMPARE(std::string(body.at("data").at("aggregate").as_string()), orders[i]);
            ids.insert(requests[i].headers.at("webhook-id"));
        }
        QCOMPARE(ids.size(), std::size_t{12});
        QVERIFY(m_marketplace->metricsPage().find(
                    "stoa_webhook_posts_total{outcome=\"taken\"} 12") != std::string::npos);
    }

    void aReceiverThatWasDownIsAskedAgainUnderTheSameId()
    {
        open({.allowsLoopback = true});
        std::atomic<bool> isUp = false;
        HttpStandIn receiver([&](const StandInRequest&) {
            return isUp ? StandInAnswer{204, ""} : StandInAnswer{500, "down"};
        });
        const auto endpoint = listenAt(receiver.base());
        place();
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 1; }, kLong));
        const auto rotated =
            ask(api::RotateWebhookSecret{seller(), endpoint.id, endpoint.version, 24});
        isUp = true;
        m_clock.advance(std::chrono::seconds(6));
        QVERIFY(all(WebhookDeliveryState::Delivered, 1));
        const auto requests = receiver.requests();
        QCOMPARE(requests.size(), std::size_t{2});
        QCOMPARE(requests[1].headers.at("webhook-id"), requests[0].headers.at("webhook-id"));
        QVERIFY(requests[1].headers.at("webhook-timestamp") !=
                requests[0].headers.at("webhook-timestamp"));
        QVERIFY(isSignedWith(*endpoint.secret, requests[1])); // who has not heard of the new one
        QVERIFY(isSignedWith(*rotated.secret, requests[1]));
        QVERIFY(!isSignedWith(*rotated.secret, requests[0]));
        const auto view = ask(api::GetWebhookDelivery{seller(), deliveries()[0].id});
        QCOMPARE(view.attempts.size(), std::size_t{2});
        QCOMPARE(view.attempts[0].answer, std::string("down"));
        QCOMPARE(view.attempts[1].status, std::int64_t{204});
    }

    void aTestAndARedeliveryArrive()
    {
        open({.allowsLoopback = true});
        HttpStandIn receiver([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        const auto endpoint = listenAt(receiver.base());
        const auto row = ask(api::SendTestWebhook{seller(), endpoint.id});
        QVERIFY(all(WebhookDeliveryState::Delivered, 1));
        ask(api::RedeliverWebhook{seller(), row.id});
        QVERIFY(waitUntil([&] { return receiver.requests().size() == 2; }, kLong));
        for (const auto& request : receiver.requests()) {
            QCOMPARE(request.headers.at("webhook-id"), row.event.text());
            QVERIFY(request.body.find("webhook.test") != std::string::npos);
        }
    }

    void goneDisablesAndTheOwnerIsTold()
    {
        open({.allowsLoopback = true});
        HttpStandIn receiver([](const StandInRequest&) { return StandInAnswer{410, ""}; });
        const auto endpoint = listenAt(receiver.base());
        place();
        QVERIFY(waitUntil(
            [&] {
                return ask(api::GetWebhookEndpoint{seller(), endpoint.id}).fault ==
                       api::WebhookFault::Gone;
            },
            kLong));
        place();
        QCOMPARE(receiver.requests().size(), std::size_t{1});
    }

    void aReceiverThatHangsHoldsUpNobodyElse()
    {
        open({.allowsLoopback = true}, 2);
        HttpStandIn hanging([](const StandInRequest&) { return silent(); });
        HttpStandIn other([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        for (int i = 0; i < 3; ++i)
            listenAt(hanging.base(), 0);
        listenAt(other.base(), 1);
        place(0);
        QVERIFY(waitUntil([&] { return !hanging.requests().empty(); }, kLong));
        place(1);
        QVERIFY(waitUntil([&] { return other.requests().size() == 1; }, kLong));
        for (const auto& row : deliveries(0))
            QCOMPARE(row.attempts, std::int64_t{0}); // the first call still hangs
    }

    void whoHangsUpInTheMiddleHasNotTakenIt()
    {
        open({.allowsLoopback = true});
        HttpStandIn receiver([](const StandInRequest&) {
            StandInAnswer answer{200, "half"};
            answer.missing = 100;
            return answer;
        });
        listenAt(receiver.base());
        place();
        QCOMPARE(firstError(), std::string("cut_off"));
        QCOMPARE(deliveries()[0].state, WebhookDeliveryState::Pending);
    }

    void aCertificateThatNobodyVouchesForIsRefused()
    {
        open({.allowsLoopback = true});
        QTemporaryDir folder;
        const auto certificate = makeCertificate(folder.path());
        http::ServerOptions options;
        options.certificateFile = certificate.certificateFile;
        options.keyFile = certificate.keyFile;
        const auto server = must(http::HttpServer::start(m_marketplace->node(), options, {}));
        listenAt("https://localhost:" + std::to_string(server->port()) + "/in");
        place();
        QCOMPARE(firstError(), std::string("tls_failed"));
    }

    // However the address got there: a name that leads home is as bad as the address itself.
    void aNameThatLeadsHomeIsNotCalled()
    {
        open({});
        HttpStandIn receiver([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        listenAt("https://hooks.example/in");
        const auto connection = must(db::Connection::open(m_database, db::within(kLong)));
        must(connection->run(kPointElsewhere, "https://localhost" + receiver.base().substr(16)));
        place();
        QCOMPARE(firstError(), std::string("address_refused"));
        QVERIFY(receiver.requests().empty());
    }
};

STOA_TEST(WebhooksTest)
#include "test_webhooks.moc"
