#include "hook_bench.h"
#include "platform/db/transaction.h"
#include "platform/json/json.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;

namespace {

constexpr db::Statement kJobs{"test.jobs",
                              "SELECT count(*) AS number FROM job WHERE kind = 'webhooks.send'"};
constexpr db::Statement kDropJobs{"test.drop_jobs", "DELETE FROM job"};
constexpr db::Statement kAttempts{"test.attempts",
                                  "SELECT count(*) AS number FROM webhook_attempt"};
constexpr db::Statement kEndpoints{"test.endpoints",
                                   "SELECT count(*) AS number FROM webhook_endpoint"};

} // namespace

// From the event log to deliveries, each once and in order; from deliveries to jobs.
class OutboxTest : public QObject {
    Q_OBJECT

    std::optional<HookBench> m;

    std::size_t putToWork()
    {
        return must(webhooks::putToWork(m->bench.db(), m->bench.clock.now()));
    }
    std::vector<OrgId> behind() { return must(webhooks::organisationsBehind(m->bench.db())); }

private slots:
    void init() { m.emplace(); }

    void whatHappensBecomesADeliveryOnce()
    {
        m->happen(); // before there was anybody to tell
        const auto endpoint = m->endpoint();
        const OrgId first = m->happen();
        m->happen("order.paid");
        const OrgId second = m->happen();
        QCOMPARE(m->takeIn(), std::size_t{2});
        QCOMPARE(m->takeIn(), std::size_t{0});
        const auto rows = m->deliveries();
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].aggregate, first.text());
        QCOMPARE(rows[1].aggregate, second.text());
        QCOMPARE(rows[0].kind, std::string("order.placed"));
        QCOMPARE(rows[0].state, api::WebhookDeliveryState::Pending);
        QVERIFY(rows[0].nextAttemptAt == m->bench.clock.now());
        QCOMPARE(rows[1].seq, rows[0].seq + 2);
        QCOMPARE(m->now(endpoint.id).seenSeq, rows[1].seq);
    }

    void everyEndpointHasItsOwnPlaceAndTheSameEvent()
    {
        const auto one = m->endpoint();
        m->happen();
        m->takeIn();
        const auto other = must(m->ask(m->newEndpoint({})));
        m->happen();
        QCOMPARE(m->takeIn(), std::size_t{3}); // to the new one also that it was created
        const auto toOne = m->deliveries(one.id);
        const auto toOther = m->deliveries(other.id);
        QCOMPARE(toOne.size(), std::size_t{2});
        QCOMPARE(toOther.size(), std::size_t{2});
        QCOMPARE(toOther[0].kind, std::string("webhook_endpoint.created"));
        QCOMPARE(toOther[1].event, toOne[1].event);
        QVERIFY(toOther[1].id != toOne[1].id);
    }

    void aLongLogIsTakenInSteps()
    {
        m->endpoint();
        const auto many = static_cast<std::size_t>(webhooks::kMaxTaken) + 20;
        must(m->bench.run(m->seller, [&](Unit& unit) -> Done {
            for (std::size_t i = 0; i < many; ++i)
                unit.raise("order.placed", m->seller, {});
            return {};
        }));
        const auto first = must(webhooks::takeIn(m->bench.db(), m->seller, m->bench.clock.now()));
        QVERIFY(first.hasMore);
        const auto second = must(webhooks::takeIn(m->bench.db(), m->seller, m->bench.clock.now()));
        QVERIFY(!second.hasMore);
        QCOMPARE(first.deliveries + second.deliveries, many);
    }

    void twoNodesAtOnceTakeNothingTwice()
    {
        m->endpoint();
        for (int i = 0; i < 60; ++i)
            m->happen();
        std::atomic<std::size_t> sum = 0;
        inParallel(4, [&](std::size_t) {
            const auto connection = m->bench.connect();
            sum += must(webhooks::takeIn(*connection, m->seller, m->bench.clock.now())).deliveries;
        });
        QCOMPARE(sum.load(), std::size_t{60});
        QCOMPARE(m->deliveries().size(), std::size_t{60});
    }

    void aPausedEndpointMissesNothing()
    {
        const auto made = m->endpoint();
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, made.id, made.version, made.url, "", {"order.placed"}, false}));
        m->happen();
        QVERIFY(behind().empty());
        QCOMPARE(m->takeIn(), std::size_t{0});
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, made.id, Version{2}, made.url, "", {"order.placed"}, true}));
        QVERIFY(behind() == std::vector{m->seller});
        QCOMPARE(m->takeIn(), std::size_t{1});
    }

    void organisationsHearOfThemselvesOnly()
    {
        const OrgId other = m->bench.addSeller("Other");
        m->endpoint();
        auto request = m->newEndpoint();
        request.seller = other;
        must(m->askAs(other, request));
        m->happen("order.placed", other);
        m->takeIn();
        QCOMPARE(m->takeInOf(other), std::size_t{1});
        QVERIFY(m->deliveries().empty());
        const auto theirs =
            must(m->askAs(other, api::ListWebhookDeliveries{other, {}, {}, {}, 10})).items;
        QCOMPARE(theirs.size(), std::size_t{1});
        STOA_FAILS(m->ask(api::GetWebhookDelivery{m->seller, theirs[0].id}),
                   "webhook.delivery_not_found");
        STOA_FAILS(m->ask(api::RedeliverWebhook{m->seller, theirs[0].id}),
                   "webhook.delivery_not_found");
    }

    void theBodyIsWhatTheEventStreamShows()
    {
        m->endpoint();
        const OrgId about = m->happen();
        m->takeIn();
        const auto view = must(m->ask(api::GetWebhookDelivery{m->seller, m->deliveries()[0].id}));
        const std::string at = m->bench.clock.now().text();
        const json::object expected{{"type", "order.placed"},
                                    {"timestamp", at},
                                    {"data", json::object{{"organisation", m->seller.text()},
                                                          {"seq", view.row.seq},
                                                          {"type", "order.placed"},
                                                          {"aggregate", about.text()},
                                                          {"at", at}}}};
        QCOMPARE(view.body, json::serialize(expected));
        QVERIFY(view.body.find("nobody's business") == std::string::npos);
    }

    void somethingToSendIsWorkForOneJob()
    {
        m->endpoint();
        QCOMPARE(putToWork(), std::size_t{0});
        m->happen();
        m->takeIn();
        QCOMPARE(putToWork(), std::size_t{1});
        QCOMPARE(putToWork(), std::size_t{0}); // somebody works on it
        m->happen();
        m->takeIn();
        QCOMPARE(putToWork(), std::size_t{1}); // who is told again and has it already
        QCOMPARE(m->number(kJobs), std::int64_t{1});
    }

    void aJobThatWasLostIsMadeAgain()
    {
        m->endpoint();
        m->happen();
        m->takeIn();
        putToWork();
        must(m->bench.db().run(kDropJobs));
        m->bench.clock.advance(webhooks::kWorkLease - 1us);
        QCOMPARE(putToWork(), std::size_t{0});
        m->bench.clock.advance(1us);
        QCOMPARE(putToWork(), std::size_t{1});
        QCOMPARE(m->number(kJobs), std::int64_t{1});
    }

    void theBacklogIsOfThoseThatWork()
    {
        QVERIFY(!must(webhooks::backlog(m->bench.db())).oldest);
        const auto made = m->endpoint();
        m->happen();
        m->takeIn();
        const auto at = m->bench.clock.now();
        m->bench.clock.advance(1h);
        m->happen();
        m->takeIn();
        const auto waiting = must(webhooks::backlog(m->bench.db()));
        QCOMPARE(waiting.count, std::int64_t{2});
        QVERIFY(waiting.oldest == at);
        must(m->ask(api::RemoveWebhookEndpoint{m->seller, made.id}));
        QCOMPARE(must(webhooks::backlog(m->bench.db())).count, std::int64_t{0});
    }

    void deliveriesAreForgottenAfterThirtyDays()
    {
        const auto made = m->endpoint();
        m->happen();
        m->takeIn();
        m->post(made.id, kTaken);
        m->bench.clock.advance(webhooks::kKeepDeliveries);
        m->happen();
        m->takeIn();
        const auto forget = [&] {
            return must(
                webhooks::forgetDeliveries(m->bench.db(), m->seller, m->bench.clock.now(), 100));
        };
        QCOMPARE(forget(), std::size_t{0});
        m->bench.clock.advance(1us);
        QCOMPARE(forget(), std::size_t{1});
        QCOMPARE(m->deliveries().size(), std::size_t{1});
        QCOMPARE(m->number(kAttempts), std::int64_t{0});
        must(m->ask(api::RemoveWebhookEndpoint{m->seller, made.id}));
        QCOMPARE(forget(), std::size_t{0});
        QCOMPARE(m->number(kEndpoints), std::int64_t{1}); // its last delivery is still there
        m->bench.clock.advance(webhooks::kKeepDeliveries + 1us);
        QCOMPARE(forget(), std::size_t{2}); // both
        QCOMPARE(m->number(kEndpoints), std::int64_t{0});
    }
};

STOA_TEST(OutboxTest)
#include "test_outbox.moc"
