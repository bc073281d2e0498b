#include "hook_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::WebhookDeliveryState;

// What a person asks for: tests, redelivery, replay; and the log that shows it.
class SendAgainTest : public QObject {
    Q_OBJECT

    std::optional<HookBench> m;
    api::WebhookEndpointView m_endpoint;

    void happenAndPost(int times, const webhooks::Answered& answered = kTaken)
    {
        for (int i = 0; i < times; ++i)
            m->happen();
        m->takeIn();
        m->post(m_endpoint.id, answered);
    }
    api::ReplayWebhooks replayFrom(std::optional<std::int64_t> seq)
    {
        return {m->seller, m_endpoint.id, seq, std::nullopt, std::nullopt};
    }
    void pause()
    {
        const auto now = m->now(m_endpoint.id);
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, now.id, now.version, now.url, "", {"order.placed"}, false}));
    }

private slots:
    void init()
    {
        m.emplace();
        m_endpoint = m->endpoint();
    }

    void aTestIsPostedLikeAnEvent()
    {
        const auto row = must(m->ask(api::SendTestWebhook{m->seller, m_endpoint.id}));
        QCOMPARE(row.kind, std::string("webhook.test"));
        QCOMPARE(row.seq, std::int64_t{0});
        QCOMPARE(row.aggregate, m_endpoint.id.text());
        QCOMPARE(must(webhooks::putToWork(m->bench.db(), m->bench.clock.now())), std::size_t{1});
        const auto posted = m->post(m_endpoint.id, kTaken);
        QCOMPARE(posted.size(), std::size_t{1});
        QCOMPARE(posted[0].id, row.event.text());
        const auto second = must(m->ask(api::SendTestWebhook{m->seller, m_endpoint.id}));
        QVERIFY(second.event != row.event);
        QCOMPARE(m->deliveries().size(), std::size_t{2});
    }

    void nothingIsAskedOfAnEndpointThatIsNotActive()
    {
        happenAndPost(1);
        const auto delivery = m->deliveries()[0].id;
        pause();
        for (const auto& answer :
             {codeAndProblemOf(m->ask(api::SendTestWebhook{m->seller, m_endpoint.id})),
              codeAndProblemOf(m->ask(api::RedeliverWebhook{m->seller, delivery})),
              codeAndProblemOf(m->ask(replayFrom(1)))})
            QCOMPARE(answer.first, std::string("webhook.not_active"));
        STOA_FAILS(m->ask(api::SendTestWebhook{m->seller, WebhookEndpointId::make()}),
                   "webhook.endpoint_not_found");
        STOA_FAILS(m->ask(api::RedeliverWebhook{m->seller, WebhookDeliveryId::make()}),
                   "webhook.delivery_not_found");
    }

    void whatWasTakenCanBePostedAgain()
    {
        happenAndPost(1);
        const auto before = m->deliveries()[0];
        m->bench.clock.advance(1h);
        const auto row = must(m->ask(api::RedeliverWebhook{m->seller, before.id}));
        QCOMPARE(row.state, WebhookDeliveryState::Pending);
        QCOMPARE(row.attempts, std::int64_t{1});
        const auto posted = m->post(m_endpoint.id, kTaken);
        QCOMPARE(posted.size(), std::size_t{1});
        QCOMPARE(posted[0].id, before.event.text());
        QCOMPARE(posted[0].attempt, 2);
        const auto view = must(m->ask(api::GetWebhookDelivery{m->seller, before.id}));
        QCOMPARE(view.attempts.size(), std::size_t{2});
        QCOMPARE(view.row.state, WebhookDeliveryState::Delivered);
    }

    void aNewRoundHasTheWholeScheduleAgain()
    {
        happenAndPost(1, {.status = 410});
        const auto delivery = m->deliveries()[0].id;
        auto now = m->now(m_endpoint.id);
        must(m->ask(api::UpdateWebhookEndpoint{
            m->seller, now.id, now.version, now.url, "", {"order.placed"}, true}));
        must(m->ask(api::RedeliverWebhook{m->seller, delivery}));
        m->post(m_endpoint.id, kBroken);
        const auto next = *m->deliveries()[0].nextAttemptAt - m->bench.clock.now();
        QVERIFY(next >= 5s && next < 6s); // the first pause
    }

    void askedForItIsTriedInSpiteOfTheHold()
    {
        happenAndPost(3, kBroken);
        QVERIFY(m->now(m_endpoint.id).heldUntil.has_value());
        const auto row = must(m->ask(api::RedeliverWebhook{m->seller, m->deliveries()[2].id}));
        QVERIFY(row.nextAttemptAt == m->bench.clock.now());
        const auto posted = m->post(m_endpoint.id, kTaken);
        QCOMPARE(posted.size(), std::size_t{1});
        QCOMPARE(posted[0].id, row.event.text());
    }

    void aSpanIsReplayedUnderItsOldIds()
    {
        happenAndPost(5);
        const auto rows = m->deliveries();
        auto request = replayFrom(rows[1].seq);
        request.throughSeq = rows[3].seq;
        const auto replayed = must(m->ask(request));
        QCOMPARE(replayed.replayed, std::int64_t{3});
        QVERIFY(!replayed.nextSeq);
        const auto posted = m->post(m_endpoint.id, kTaken);
        QCOMPARE(posted.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(posted[i].id, rows[i + 1].event.text());
        QCOMPARE(m->deliveries().size(), std::size_t{5});
    }

    void whatHappenedBeforeTheEndpointCanBeReplayed()
    {
        m.emplace();
        const OrgId first = m->happen();
        m->happen("order.paid");
        m_endpoint = m->endpoint();
        const auto replayed = must(m->ask(replayFrom(1)));
        QCOMPARE(replayed.replayed, std::int64_t{1}); // of the kind that it asks for
        const auto rows = m->deliveries();
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].aggregate, first.text());
    }

    void aMomentIsFoundInTheLog()
    {
        std::vector<Timestamp> at;
        for (int i = 0; i < 9; ++i) {
            m->bench.clock.advance(1h);
            at.push_back(m->bench.clock.now());
            m->happen();
        }
        m->takeIn();
        m->post(m_endpoint.id, kTaken);
        const auto from = [&](Timestamp moment) {
            return must(m->ask(api::ReplayWebhooks{m->seller, m_endpoint.id, std::nullopt, moment,
                                                   std::nullopt}))
                .replayed;
        };
        QCOMPARE(from(at[4]), std::int64_t{5});
        QCOMPARE(from(at[4] + 1us), std::int64_t{4});
        QCOMPARE(from(at[0] - 100h), std::int64_t{9});
        QCOMPARE(from(at[8] + 1us), std::int64_t{0});
    }

    void aLongSpanGoesInParts()
    {
        must(m->bench.run(m->seller, [&](Unit& unit) -> Done {
            for (std::int64_t i = 0; i < webhooks::kMaxReplayed + 5; ++i)
                unit.raise("order.placed", m->seller, {});
            return {};
        }));
        while (must(webhooks::takeIn(m->bench.db(), m->seller, m->bench.clock.now())).hasMore) {
        }
        const std::int64_t first = m->now(m_endpoint.id).seenSeq - webhooks::kMaxReplayed - 4;
        const auto part = must(m->ask(replayFrom(first)));
        QCOMPARE(part.replayed, webhooks::kMaxReplayed);
        QVERIFY(part.nextSeq == first + webhooks::kMaxReplayed);
        const auto rest = must(m->ask(replayFrom(part.nextSeq)));
        QCOMPARE(rest.replayed, std::int64_t{5});
        QVERIFY(!rest.nextSeq);
    }

    void aReplayBeginsSomewhere()
    {
        STOA_FAILS(m->ask(replayFrom(std::nullopt)), "webhook.no_start");
        auto both = replayFrom(1);
        both.from = m->bench.clock.now();
        const auto refused = m->ask(both);
        STOA_FAILS(refused, "webhook.no_start");
        QCOMPARE(refused.error().field, std::string("fromSeq"));
        QCOMPARE(must(m->ask(replayFrom(-7))).replayed, std::int64_t{0});
        QCOMPARE(must(m->ask(replayFrom(1'000'000))).replayed, std::int64_t{0});
    }

    void theLogIsReadInPages()
    {
        for (int i = 0; i < 5; ++i) {
            m->bench.clock.advance(1s);
            happenAndPost(1, i == 2 ? kBroken : kTaken);
        }
        std::vector<std::int64_t> seen;
        api::ListWebhookDeliveries request{m->seller, m_endpoint.id, {}, {}, 2};
        for (int page = 0; page < 5; ++page) {
            const auto found = must(m->ask(request));
            for (const auto& row : found.items)
                seen.push_back(row.seq);
            if (!found.next) break;
            request.after = *found.next;
        }
        QCOMPARE(seen.size(), std::size_t{5});
        QVERIFY(std::ranges::is_sorted(seen, std::greater()));
        request.after = {};
        request.state = {WebhookDeliveryState::Pending};
        QCOMPARE(must(m->ask(request)).items.size(), std::size_t{1});
        request.endpoint = WebhookEndpointId::make();
        QVERIFY(must(m->ask(request)).items.empty());
        request.after = "nonsense";
        STOA_FAILS(m->ask(request), "cursor.malformed");
    }
};

STOA_TEST(SendAgainTest)
#include "test_send_again.moc"
