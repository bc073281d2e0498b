#include "hook_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::WebhookDeliveryState;
using api::WebhookFault;
using api::WebhookState;

namespace {

constexpr db::Statement kDisabled{"test.disabled", "SELECT count(*) AS number FROM event_log"
                                                   " WHERE type = 'webhook_endpoint.disabled'"};

} // namespace

// One endpoint's turn: what is posted, and what becomes of it.
class SendingTest : public QObject {
    Q_OBJECT

    std::optional<HookBench> m;
    api::WebhookEndpointView m_endpoint;

    api::WebhookDeliveryView only()
    {
        return must(m->ask(api::GetWebhookDelivery{m->seller, m->deliveries()[0].id}));
    }
    void happenAndTakeIn(int times = 1)
    {
        for (int i = 0; i < times; ++i)
            m->happen();
        m->takeIn();
    }
    bool isWorkLeft() { return must(webhooks::putToWork(m->bench.db(), m->bench.clock.now())) > 0; }

private slots:
    void init()
    {
        m.emplace();
        m_endpoint = m->endpoint();
    }

    void postsInTheOrderOfTheLog()
    {
        happenAndTakeIn(5);
        const auto posted = m->post(m_endpoint.id, kTaken);
        const auto rows = m->deliveries();
        QCOMPARE(posted.size(), std::size_t{5});
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(posted[i].id, rows[i].event.text());
            QCOMPARE(posted[i].url, std::string("https://hooks.example/in"));
            QCOMPARE(rows[i].state, WebhookDeliveryState::Delivered);
            QCOMPARE(rows[i].lastStatus, std::int64_t{200});
            QVERIFY(rows[i].endedAt == m->bench.clock.now());
        }
        QVERIFY(!isWorkLeft());
    }

    void failsThenSucceedsUnderOneId()
    {
        happenAndTakeIn();
        const auto first = m->post(m_endpoint.id, kBroken);
        QCOMPARE(first.size(), std::size_t{1});
        QVERIFY(m->now(m_endpoint.id).failingSince == m->bench.clock.now());
        QVERIFY(!isWorkLeft());
        m->bench.clock.advance(5s - 1us);
        QVERIFY(!isWorkLeft() && !m->advance(m_endpoint.id));
        m->bench.clock.advance(501ms);
        QVERIFY(isWorkLeft());
        const auto second = m->post(m_endpoint.id, {.status = 202, .body = "thanks", .took = 31ms});
        QCOMPARE(second.size(), std::size_t{1});
        QCOMPARE(second[0].id, first[0].id);
        QCOMPARE(second[0].body, first[0].body);
        QCOMPARE(second[0].attempt, 2);
        QVERIFY(!m->now(m_endpoint.id).failingSince);
        const auto view = only();
        QCOMPARE(view.row.state, WebhookDeliveryState::Delivered);
        QCOMPARE(view.attempts.size(), std::size_t{2});
        QCOMPARE(view.attempts[0].status, std::int64_t{500});
        QCOMPARE(view.attempts[0].answer, std::string("no"));
        QCOMPARE(view.attempts[1].number, std::int64_t{2});
        QCOMPARE(view.attempts[1].tookMs, std::int64_t{31});
        QCOMPARE(view.attempts[1].answer, std::string("thanks"));
    }

    // The schedule on a clock that only moves when told: ten calls, then it has failed, and as
    // nothing was taken for three days, so has the endpoint.
    void givesUpAfterTenAttempts()
    {
        happenAndTakeIn();
        const auto begun = m->bench.clock.now();
        std::vector<Timestamp> at;
        for (int i = 0; i < 20; ++i) {
            if (m->post(m_endpoint.id, kBroken).empty()) break;
            at.push_back(m->bench.clock.now());
            const auto next = m->deliveries()[0].nextAttemptAt;
            if (next) m->bench.clock.set(*next);
        }
        QCOMPARE(at.size(), std::size_t{10});
        Duration sum{0};
        for (int i = 1; i < 10; ++i) {
            sum += *webhooks::pauseAfter(i);
            const auto late = at[std::size_t(i)] - begun - sum;
            QVERIFY(late.count() >= 0 && late < sum / 10);
        }
        const auto view = only();
        QCOMPARE(view.row.state, WebhookDeliveryState::Failed);
        QCOMPARE(view.attempts.size(), std::size_t{10});
        QCOMPARE(m->number(kDisabled), std::int64_t{1});
        QCOMPARE(m->now(m_endpoint.id).state, WebhookState::Disabled);
        QCOMPARE(m->now(m_endpoint.id).fault, WebhookFault::Failing);
    }

    void aDisabledEndpointGoesOnWhereItStopped()
    {
        happenAndTakeIn(2);
        m->post(m_endpoint.id, {.status = 410});
        QCOMPARE(m->bench.events(), std::string("webhook_endpoint.disabled"));
        auto now = m->now(m_endpoint.id);
        QCOMPARE(now.fault, WebhookFault::Gone);
        QCOMPARE(m->deliveries()[0].state, WebhookDeliveryState::Failed);
        QCOMPARE(m->deliveries()[1].state, WebhookDeliveryState::Pending);
        happenAndTakeIn();
        QCOMPARE(m->deliveries().size(), std::size_t{2});
        QVERIFY(!isWorkLeft() && !m->advance(m_endpoint.id));
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, now.id, now.version, now.url, "", {"order.placed"}, true}));
        m->takeIn();
        QVERIFY(isWorkLeft());
        QCOMPARE(m->post(m_endpoint.id, kTaken).size(), std::size_t{2});
        now = m->now(m_endpoint.id);
        QCOMPARE(now.state, WebhookState::Active);
        QCOMPARE(now.fault, WebhookFault::None);
    }

    void threeFailuresHoldTheOthersWithoutUsingThemUp()
    {
        happenAndTakeIn(10);
        const auto posted = m->post(m_endpoint.id, {.error = "timeout"});
        QCOMPARE(posted.size(), std::size_t{3});
        QVERIFY(m->now(m_endpoint.id).heldUntil == m->bench.clock.now() + 10s);
        for (std::size_t i = 3; i < 10; ++i)
            QCOMPARE(m->deliveries()[i].attempts, std::int64_t{0});
        m->bench.clock.advance(9s);
        QVERIFY(!isWorkLeft() && !m->advance(m_endpoint.id));
        m->bench.clock.advance(1s);
        QVERIFY(isWorkLeft());
        QCOMPARE(m->post(m_endpoint.id, kBroken).size(), std::size_t{1}); // one that tries
        QVERIFY(m->now(m_endpoint.id).heldUntil == m->bench.clock.now() + 20s);
        m->bench.clock.advance(20s);
        const auto rest = m->post(m_endpoint.id, kTaken);
        QCOMPARE(rest.size(), std::size_t{10});
        QVERIFY(!m->now(m_endpoint.id).heldUntil);
    }

    void askedToWaitItWaits()
    {
        happenAndTakeIn(2);
        QCOMPARE(m->post(m_endpoint.id, {.status = 429, .retryAfter = 600s}).size(),
                 std::size_t{1});
        m->bench.clock.advance(599s);
        QVERIFY(!m->advance(m_endpoint.id));
        m->bench.clock.advance(1s);
        QCOMPARE(m->post(m_endpoint.id, kTaken).size(), std::size_t{2});
    }

    void whatWasSentAndNotWrittenDownIsSentAgain()
    {
        happenAndTakeIn();
        const auto lost = m->advance(m_endpoint.id); // the node dies after the call
        const auto again = m->advance(m_endpoint.id);
        QCOMPARE(again->id, lost->id);
        QCOMPARE(again->attempt, lost->attempt);
        m->advance(m_endpoint.id, m->sentOf(*again, kTaken));
        m->advance(m_endpoint.id, m->sentOf(*lost, kBroken)); // it was only slow, after all
        const auto view = only();
        QCOMPARE(view.row.state, WebhookDeliveryState::Delivered);
        QCOMPARE(view.attempts.size(), std::size_t{1});
        QVERIFY(!m->now(m_endpoint.id).failingSince);
    }

    void anEndpointThatIsRemovedMeanwhileHearsNoMore()
    {
        happenAndTakeIn(2);
        const auto next = m->advance(m_endpoint.id);
        must(m->ask(api::RemoveWebhookEndpoint{m->seller, m_endpoint.id}));
        QVERIFY(!m->advance(m_endpoint.id, m->sentOf(*next, kBroken)));
        QVERIFY(!isWorkLeft());
        QVERIFY(m->deliveries().empty());
    }

    void anEndpointThatIsPausedMeanwhileStops()
    {
        happenAndTakeIn(2);
        const auto next = m->advance(m_endpoint.id);
        must(m->ask(api::UpdateWebhookEndpoint{m->seller,
                                               m_endpoint.id,
                                               m_endpoint.version,
                                               m_endpoint.url,
                                               "",
                                               {"order.placed"},
                                               false}));
        QVERIFY(!m->advance(m_endpoint.id, m->sentOf(*next, kTaken)));
        QCOMPARE(m->deliveries()[0].state, WebhookDeliveryState::Delivered);
        QCOMPARE(m->deliveries()[1].attempts, std::int64_t{0});
    }

    void aNewSecretSignsWhatIsTriedAgain()
    {
        happenAndTakeIn();
        m->post(m_endpoint.id, kBroken);
        const auto rotated =
            must(m->ask(api::RotateWebhookSecret{m->seller, m_endpoint.id, Version{1}, 24}));
        m->bench.clock.advance(6s);
        const auto again = m->advance(m_endpoint.id);
        QCOMPARE(again->secrets.size(), std::size_t{2});
        QCOMPARE(outbound::textOf(again->secrets[0]), *rotated.secret);
    }

    void whoStopsLeavesTheRestToTheNext()
    {
        happenAndTakeIn(2);
        const auto next = m->advance(m_endpoint.id);
        QVERIFY(!isWorkLeft());
        QVERIFY(!m->advance(m_endpoint.id, m->sentOf(*next, kTaken), webhooks::Then::Stop));
        QCOMPARE(m->deliveries()[0].state, WebhookDeliveryState::Delivered);
        QVERIFY(isWorkLeft());
    }

    void answersAreKeptAsText()
    {
        happenAndTakeIn(3);
        const std::vector<std::pair<std::string, std::string>> cases{
            {"caf\xc3\xa9", "caf\xc3\xa9"},
            {std::string("a\0b", 3), "a?b"},
            {std::string(1023, 'x') + '\xc3', std::string(1023, 'x')}};
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto next = m->advance(m_endpoint.id);
            m->advance(m_endpoint.id, m->sentOf(*next, {.status = 200, .body = cases[i].first}),
                       webhooks::Then::Stop);
            const auto view =
                must(m->ask(api::GetWebhookDelivery{m->seller, m->deliveries()[i].id}));
            QCOMPARE(view.attempts[0].answer, cases[i].second);
        }
    }

    void theLongestEventFits()
    {
        const std::string longest(100, 'k');
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, m_endpoint.id, Version{1}, m_endpoint.url, "", {}, true}));
        m->happen(longest);
        m->takeIn();
        const auto posted = m->post(m_endpoint.id, kTaken);
        QVERIFY(posted.back().body.find(longest) != std::string::npos);
        QVERIFY(posted.back().body.size() < 1024);
    }
};

STOA_TEST(SendingTest)
#include "test_sending.moc"
