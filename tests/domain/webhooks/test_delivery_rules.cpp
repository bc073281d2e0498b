#include "domain/webhooks/delivery_rules.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using api::WebhookDeliveryState;
using api::WebhookFault;
using api::WebhookState;
using webhooks::Answered;
using webhooks::Health;
using webhooks::Standing;

class DeliveryRulesTest : public QObject {
    Q_OBJECT

    const Timestamp m_now = FakeClock().now();

    webhooks::Verdict judge(const Answered& answered, const Standing& standing = {},
                            const Health& health = {}, double jitter = 0)
    {
        return webhooks::judge(standing, health, answered, jitter, m_now);
    }

private slots:
    void everyAnswerOf200To299IsTaken()
    {
        for (const int status : {200, 201, 204, 299}) {
            const auto verdict = judge({.status = status});
            QCOMPARE(verdict.delivery.state, WebhookDeliveryState::Delivered);
            QCOMPARE(verdict.delivery.attempts, 1);
            QVERIFY(!verdict.delivery.nextAttemptAt);
        }
        for (const int status : {0, 100, 199, 300, 307, 400, 404, 429, 500, 503}) {
            const auto verdict = judge({.status = status});
            QCOMPARE(verdict.delivery.state, WebhookDeliveryState::Pending);
            QVERIFY(verdict.delivery.nextAttemptAt == m_now + 5s);
        }
    }

    void anAnswerThatBrokeOffIsNotTaken()
    {
        const auto verdict = judge({.status = 200, .error = "cut_off"});
        QCOMPARE(verdict.delivery.state, WebhookDeliveryState::Pending);
        QCOMPARE(verdict.endpoint.failuresInARow, 1);
        const auto gone = judge({.status = 410, .error = "cut_off"});
        QCOMPARE(gone.endpoint.state, WebhookState::Active);
    }

    void followsTheScheduleToItsEnd()
    {
        const std::vector<Duration> pauses{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
        Standing standing;
        for (const Duration pause : pauses) {
            standing = judge({.status = 500}, standing).delivery;
            QCOMPARE(standing.state, WebhookDeliveryState::Pending);
            QVERIFY(standing.nextAttemptAt == m_now + pause);
        }
        standing = judge({.status = 500}, standing).delivery;
        QCOMPARE(standing.state, WebhookDeliveryState::Failed);
        QCOMPARE(standing.attempts, webhooks::kMaxAttempts);
        QVERIFY(!standing.nextAttemptAt);
    }

    void jitterMakesItLaterByATenthAtMost()
    {
        const auto next = [&](double jitter) {
            return *judge({.status = 500}, {1, 1}, {}, jitter).delivery.nextAttemptAt - m_now;
        };
        QVERIFY(next(0) == 5min);
        QVERIFY(next(0.5) == 315s);
        QVERIFY(next(0.999) > 329s && next(0.999) < 330s);
        double least = 1;
        double most = 0;
        for (int i = 0; i < 200; ++i) {
            const auto id = WebhookDeliveryId::make();
            const double jitter = webhooks::jitterOf(id, 1);
            QCOMPARE(webhooks::jitterOf(id, 1), jitter);
            QVERIFY(jitter >= 0 && jitter < 1);
            least = std::min(least, jitter);
            most = std::max(most, jitter);
        }
        QVERIFY(least < 0.2 && most > 0.8);
    }

    void waitsAsLongAsItIsAskedTo()
    {
        for (const int status : {429, 503}) {
            const auto verdict = judge({.status = status, .retryAfter = 90s});
            QVERIFY(verdict.delivery.nextAttemptAt == m_now + 90s);
            QVERIFY(verdict.endpoint.heldUntil == m_now + 90s);
        }
        const auto shorter = judge({.status = 429, .retryAfter = 2s});
        QVERIFY(shorter.delivery.nextAttemptAt == m_now + 5s);
        const auto absurd = judge({.status = 503, .retryAfter = 24h * 400});
        QVERIFY(absurd.delivery.nextAttemptAt == m_now + 24h);
        const auto other = judge({.status = 500, .retryAfter = 90s});
        QVERIFY(other.delivery.nextAttemptAt == m_now + 5s);
        QVERIFY(!other.endpoint.heldUntil);
    }

    void holdsAfterThreeFailuresAndLongerEachTime()
    {
        const std::vector<Duration> holds{0s, 0s, 10s, 20s, 40s, 80s, 160s, 5min, 5min};
        Health health;
        for (std::size_t i = 0; i < holds.size(); ++i) {
            health = judge({.status = 0, .error = "timeout"}, {}, health).endpoint;
            QCOMPARE(health.failuresInARow, int(i) + 1);
            QVERIFY(health.heldUntil.value_or(m_now) == m_now + holds[i]);
        }
        QVERIFY(webhooks::holdAfter(1'000'000) == 5min);
        QVERIFY(judge({.status = 204}, {}, health).endpoint == Health{});
    }

    void goneIsForGoodAtOnce()
    {
        const auto verdict = judge({.status = 410});
        QCOMPARE(verdict.delivery.state, WebhookDeliveryState::Failed);
        QCOMPARE(verdict.endpoint.state, WebhookState::Disabled);
        QCOMPARE(verdict.endpoint.fault, WebhookFault::Gone);
    }

    void threeDaysOfFailuresDisable()
    {
        Health health{.failuresInARow = 9, .failingSince = m_now - 72h + 1us};
        QCOMPARE(judge({.status = 500}, {}, health).endpoint.state, WebhookState::Active);
        health.failingSince = m_now - 72h;
        const auto after = judge({.status = 500}, {}, health);
        QCOMPARE(after.endpoint.state, WebhookState::Disabled);
        QCOMPARE(after.endpoint.fault, WebhookFault::Failing);
        QCOMPARE(after.delivery.state, WebhookDeliveryState::Pending); // for when it is back
        QCOMPARE(judge({.status = 200}, {}, health).endpoint.state, WebhookState::Active);
    }

    void aPausedEndpointIsNotDisabled()
    {
        const Health paused{
            .state = WebhookState::Paused, .failuresInARow = 9, .failingSince = m_now - 100h};
        QCOMPARE(judge({.status = 500}, {}, paused).endpoint.state, WebhookState::Paused);
        QCOMPARE(judge({.status = 410}, {}, paused).endpoint.fault, WebhookFault::None);
    }

    void theScheduleOutlastsTheDaysThatDisable()
    {
        Duration sum{0};
        for (int i = 1; i < webhooks::kMaxAttempts; ++i)
            sum += *webhooks::pauseAfter(i);
        QVERIFY(sum > webhooks::kDisableAfter); // one event that is never taken disables, too
        QVERIFY(!webhooks::pauseAfter(0) && !webhooks::pauseAfter(webhooks::kMaxAttempts));
    }
};

STOA_TEST(DeliveryRulesTest)
#include "test_delivery_rules.moc"
