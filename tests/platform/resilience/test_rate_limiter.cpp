// Token buckets: a burst of a minute's allowance, then one token at a time, for each name by
// itself.

#include "platform/resilience/rate_limiter.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

#include <QTest>

#include <atomic>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;

class RateLimiterTest final : public QObject {
    Q_OBJECT

private slots:
    void allowsABurstAndThenRefuses();
    void refillsEvenly();
    void neverSavesMoreThanAMinute();
    void keepsBucketsApart();
    void forgivesWhenTheClockGoesBack();
    void staysBounded();
    void countsTogetherForAllThreads();

private:
    int take(resilience::LocalRateLimiter& limiter, const char* bucket, int tries)
    {
        int granted = 0;
        for (int i = 0; i < tries; ++i)
            granted += limiter.take(bucket, 10, m_clock.now()).count() == 0;
        return granted;
    }
    FakeClock m_clock;
};

void RateLimiterTest::allowsABurstAndThenRefuses()
{
    resilience::LocalRateLimiter limiter;
    QCOMPARE(take(limiter, "a", 25), 10);
    const Duration wait = limiter.take("a", 10, m_clock.now());
    QVERIFY(wait > 5900ms && wait <= 6001ms);
}

void RateLimiterTest::refillsEvenly()
{
    resilience::LocalRateLimiter limiter;
    take(limiter, "a", 10);
    const Duration wait = limiter.take("a", 10, m_clock.now());
    m_clock.advance(wait - 1ms);
    QCOMPARE(take(limiter, "a", 1), 0);
    m_clock.advance(1ms);
    QCOMPARE(take(limiter, "a", 5), 1);
    m_clock.advance(30s);
    QCOMPARE(take(limiter, "a", 25), 5);
}

void RateLimiterTest::neverSavesMoreThanAMinute()
{
    resilience::LocalRateLimiter limiter;
    take(limiter, "a", 1);
    m_clock.advance(24h);
    QCOMPARE(take(limiter, "a", 25), 10);
}

void RateLimiterTest::keepsBucketsApart()
{
    resilience::LocalRateLimiter limiter;
    QCOMPARE(take(limiter, "a", 25), 10);
    QCOMPARE(take(limiter, "b", 25), 10);
}

void RateLimiterTest::forgivesWhenTheClockGoesBack()
{
    resilience::LocalRateLimiter limiter;
    take(limiter, "a", 10);
    const Timestamp start = m_clock.now();
    m_clock.set(start - 1h);
    QCOMPARE(take(limiter, "a", 3), 0);
    m_clock.set(start + 6001ms);
    QCOMPARE(take(limiter, "a", 3), 1);
}

void RateLimiterTest::staysBounded()
{
    resilience::LocalRateLimiter limiter;
    QCOMPARE(take(limiter, "victim", 10), 10);
    for (std::size_t i = 0; i < resilience::LocalRateLimiter::kMaxBuckets; ++i)
        limiter.take("flood " + std::to_string(i), 10, m_clock.now());
    QCOMPARE(take(limiter, "victim", 1), 1); // was pushed out, which only forgives
    QCOMPARE(take(limiter, "flood 19999", 25), 9);
}

void RateLimiterTest::countsTogetherForAllThreads()
{
    resilience::LocalRateLimiter limiter;
    std::atomic<int> granted = 0;
    inParallel(4, [&](std::size_t) { granted += take(limiter, "a", 100); });
    QCOMPARE(granted.load(), 10);
}

STOA_TEST(RateLimiterTest)
#include "test_rate_limiter.moc"
