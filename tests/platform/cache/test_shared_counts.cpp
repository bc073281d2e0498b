// What all processes on one Redis count and mark together.

#include "platform/cache/shared_marks.h"
#include "platform/cache/shared_rate_limiter.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/test_main.h"
#include "support/test_redis.h"
#include "support/wait_until.h"

#include <atomic>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using cache::RedisAddress;
using cache::RedisClient;
using cache::SharedMarks;
using cache::SharedRateLimiter;

class SharedCountsTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<TestRedis> m_redis;

    RedisClient::Options options() const
    {
        RedisClient::Options result;
        result.address = must(RedisAddress::parse(m_redis->url()));
        result.connectWithin = 10s;
        result.patience = 10s;
        result.breaker.leastCalls = 3;
        result.breaker.firstPause = 10ms;
        result.breaker.mostPause = 20ms;
        return result;
    }
    int take(resilience::RateLimiter& limiter, const char* bucket, double perMinute, int tries)
    {
        int granted = 0;
        for (int i = 0; i < tries; ++i)
            granted += limiter.take(bucket, perMinute, m_clock.now()).count() == 0;
        return granted;
    }

private slots:
    void initTestCase() { m_redis = std::make_unique<TestRedis>(); }
    void cleanupTestCase() { m_redis.reset(); }
    void init() { m_redis->ask({"flushall"}); }

    void twoNodesShareOneAllowance()
    {
        RedisClient first(options());
        RedisClient second(options());
        SharedRateLimiter a(first, "here");
        SharedRateLimiter b(second, "here");
        QCOMPARE(take(a, "x", 0.5, 1), 0); // less than one token is none
        QCOMPARE(take(a, "k", 6, 4), 4);
        QCOMPARE(take(b, "k", 6, 4), 2);
        QCOMPARE(take(a, "k", 6, 1), 0);
        const Duration wait = b.take("k", 6, m_clock.now());
        QVERIFY2(wait > 0s && wait <= 10s, std::to_string(wait.count()).c_str());
        QCOMPARE(take(b, "another", 6, 8), 6);
        SharedRateLimiter elsewhere(second, "there");
        QCOMPARE(take(elsewhere, "k", 6, 8), 6);
    }

    void refillsOnRedisClock()
    {
        RedisClient client(options());
        SharedRateLimiter limiter(client, "here");
        constexpr double kHundredASecond = 6000;
        take(limiter, "k", kHundredASecond, 6000);
        m_clock.advance(1h); // the node's clock says nothing here, it only ends the portions
        QVERIFY(waitUntil([&] { return take(limiter, "k", kHundredASecond, 1) == 1; }));
    }

    void generousBucketsAreFetchedInPortions()
    {
        RedisClient client(options());
        SharedRateLimiter limiter(client, "here");
        QCOMPARE(take(limiter, "k", 60'000, 500), 500);
        QCOMPARE(client.counters().calls, 10);
        take(limiter, "k", 60'000, 1);
        QCOMPARE(client.counters().calls, 11);
        m_clock.advance(1s); // the other 49 are forfeited
        take(limiter, "k", 60'000, 1);
        QCOMPARE(client.counters().calls, 12);
    }

    void threadsOfTwoNodesNeverGetMoreThanTheAllowance()
    {
        RedisClient first(options());
        RedisClient second(options());
        SharedRateLimiter a(first, "here");
        SharedRateLimiter b(second, "here");
        std::atomic<int> granted = 0;
        inParallel(8, [&](std::size_t i) { granted += take(i % 2 == 0 ? a : b, "k", 1, 50); });
        QCOMPARE(granted.load(), 1);
    }

    void countsAloneWhileRedisIsAway()
    {
        RedisClient client(options());
        SharedRateLimiter limiter(client, "here");
        QCOMPARE(take(limiter, "k", 5, 3), 3);
        m_redis->kill();
        QCOMPARE(take(limiter, "k", 5, 20), 5);
        m_redis->start();
        QVERIFY(waitUntil([&] { return client.ping() && !client.isAway(); }));
        QCOMPARE(take(limiter, "k", 5, 20), 5);
    }

    void marksAreSeenByAllAtOnceAndEnd()
    {
        RedisClient first(options());
        RedisClient second(options());
        SharedMarks a(first, "here");
        SharedMarks b(second, "here");
        QCOMPARE(b.isMarked("ses_1"), std::optional(false));
        std::vector<std::string> names;
        for (int i = 0; i < 100; ++i) // more than one round trip takes
            names.push_back("ses_" + std::to_string(i));
        STOA_OK(a.mark(names, 16min));
        QCOMPARE(b.isMarked("ses_0"), std::optional(true));
        QCOMPARE(b.isMarked("ses_99"), std::optional(true));
        QCOMPARE(b.isMarked("ses_100"), std::optional(false));
        const int millis = m_redis->ask({"pttl", "here:mark:ses_1"}).toInt();
        QVERIFY(millis > 900'000 && millis <= 960'000);
        STOA_OK(a.mark(std::vector<std::string>{"short"}, 1ms));
        QVERIFY(waitUntil([&] { return b.isMarked("short") == std::optional(false); }));
    }

    void withoutRedisMarksAreUnknown()
    {
        RedisClient client(options());
        SharedMarks marks(client, "here");
        m_redis->kill();
        QVERIFY(!marks.isMarked("ses_1").has_value());
        QVERIFY(!marks.mark(std::vector<std::string>{"ses_1"}, 1min));
        m_redis->start();
        QVERIFY(waitUntil([&] { return marks.isMarked("ses_1").has_value(); }));
    }
};

STOA_TEST(SharedCountsTest)
#include "test_shared_counts.moc"
