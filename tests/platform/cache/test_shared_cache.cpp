// Two processes, as two caches with a client each, on one Redis.

#include "platform/cache/cache.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_main.h"
#include "support/test_redis.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using cache::Cache;
using cache::RedisAddress;
using cache::RedisClient;

class SharedCacheTest : public QObject {
    Q_OBJECT

    // A node: its own memory, its own connection.
    struct Node {
        Node(const TestRedis& redis, const Clock& clock, int version = 1)
            : client(clientOptions(redis)), cache(cacheOptions(client, version), clock)
        {}
        static RedisClient::Options clientOptions(const TestRedis& redis)
        {
            RedisClient::Options options;
            options.address = must(RedisAddress::parse(redis.url()));
            options.connectWithin = 10s;
            options.patience = 10s;
            options.breaker.leastCalls = 3;
            options.breaker.firstPause = 10ms;
            options.breaker.mostPause = 20ms;
            return options;
        }
        static Cache::Options cacheOptions(RedisClient& client, int version)
        {
            Cache::Options options;
            options.name = "test";
            options.version = version;
            options.redis = &client;
            options.prefix = "here";
            options.seed = 7;
            return options;
        }
        std::string get(const std::string& tenant, const std::string& truth)
        {
            return *must(cache.get(tenant, "k", [&]() -> Result<std::string> {
                ++loads;
                return truth;
            }));
        }
        RedisClient client;
        Cache cache;
        int loads = 0;
    };

    FakeClock m_clock;
    std::unique_ptr<TestRedis> m_redis;

private slots:
    void initTestCase() { m_redis = std::make_unique<TestRedis>(); }
    void cleanupTestCase() { m_redis.reset(); }
    void init() { m_redis->ask({"flushall"}); }

    void oneLoadsForBoth()
    {
        Node a(*m_redis, m_clock);
        Node b(*m_redis, m_clock);
        QCOMPARE(a.get("t", "one"), std::string("one"));
        QCOMPARE(b.get("t", "two"), std::string("one"));
        QCOMPARE(b.get("t", "two"), std::string("one"));
        QCOMPARE(a.loads, 1);
        QCOMPARE(b.loads, 0);
        QCOMPARE(b.cache.counters().sharedHits, 1);
        QCOMPARE(b.cache.counters().hits, 1);
    }

    void keysAndLivesAreAsDescribed()
    {
        Node a(*m_redis, m_clock);
        a.get("t", "one");
        const QByteArray millis = m_redis->ask({"pttl", "here:cache:test.v1:t:k"});
        QVERIFY2(millis.toInt() > 50'000 && millis.toInt() <= 66'000, millis.constData());
        QCOMPARE(m_redis->ask({"exists", "here:generation:test:t"}), QByteArray("1"));
    }

    void forgettingReachesTheOthersMemoryThroughTheEventOnly()
    {
        Node a(*m_redis, m_clock);
        Node b(*m_redis, m_clock);
        a.get("t", "old");
        b.get("t", "old");
        a.cache.forget("t"); // a has heard of the event, b not yet
        QCOMPARE(a.get("t", "new"), std::string("new"));
        QCOMPARE(b.get("t", "new"), std::string("old"));
        b.cache.forget("t");
        QCOMPARE(b.get("t", "new"), std::string("new"));
    }

    void whoHasNothingInMemoryNeverReadsWhatWasForgotten()
    {
        Node a(*m_redis, m_clock);
        a.get("t", "old");
        a.get("u", "other");
        a.cache.forget("t");
        Node late(*m_redis, m_clock);
        QCOMPARE(late.get("t", "new"), std::string("new"));
        QCOMPARE(late.get("u", "changed"), std::string("other"));
    }

    // The load began before the change and its value arrives in Redis after it.
    void aLateWriteIsOfAnOldGeneration()
    {
        Node a(*m_redis, m_clock);
        Node b(*m_redis, m_clock);
        must(a.cache.get("t", "k", [&]() -> Result<std::string> {
            b.cache.forget("t");
            return std::string("old");
        }));
        QCOMPARE(b.get("t", "new"), std::string("new"));
    }

    void aLostGenerationTakesItsEntriesWithIt()
    {
        Node a(*m_redis, m_clock);
        a.get("t", "old");
        QCOMPARE(m_redis->ask({"del", "here:generation:test:t"}), QByteArray("1")); // evicted
        Node b(*m_redis, m_clock);
        QCOMPARE(b.get("t", "new"), std::string("new"));
    }

    void anotherVersionIsAnotherCache()
    {
        Node old(*m_redis, m_clock, 1);
        Node newer(*m_redis, m_clock, 2);
        old.get("t", "old form");
        QCOMPARE(newer.get("t", "new form"), std::string("new form"));
        QCOMPARE(Node(*m_redis, m_clock, 1).get("t", "x"), std::string("old form"));
    }

    void nonsenseInRedisIsNoEntry()
    {
        Node a(*m_redis, m_clock);
        a.get("t", "right");
        for (const char* nonsense : {"", "stoa1", "hello world", "stoa1 x 1 2 3\nv"}) {
            m_redis->ask({"set", "here:cache:test.v1:t:k", nonsense});
            Node b(*m_redis, m_clock);
            QCOMPARE(b.get("t", "loaded"), std::string("loaded"));
        }
    }

    void afterLostEventsNothingOlderIsBelieved()
    {
        Node a(*m_redis, m_clock);
        Node b(*m_redis, m_clock);
        a.get("t", "old");
        b.cache.forgetAll();
        QCOMPARE(b.get("t", "new"), std::string("new"));
        m_clock.advance(Cache::kClockSlack);
        a.get("u", "newest");
        QCOMPARE(b.get("u", "x"), std::string("newest")); // what is stored since is
    }

    void everyCallIsRightWhileRedisDiesAndReturns()
    {
        Node a(*m_redis, m_clock);
        for (int i = 0; i < 300; ++i) {
            if (i == 100) m_redis->kill();
            if (i == 200) m_redis->start();
            const std::string truth = std::to_string(i);
            a.cache.forget("t");
            QCOMPARE(a.get("t", truth), truth);
            QCOMPARE(a.get("t", "stale"), truth);
            if (i == 150) QVERIFY(a.client.isAway());
        }
        QVERIFY(waitUntil([&] { return a.client.ping() && !a.client.isAway(); }));
    }

    // The change could not be told to a Redis that kept its entries.
    void whatCouldNotBeForgottenIsNotBelieved()
    {
        Node a(*m_redis, m_clock);
        a.get("t", "old");
        m_redis->freeze();
        auto hasty = Node::clientOptions(*m_redis);
        hasty.connectWithin = 5ms;
        hasty.patience = 5ms;
        RedisClient client(hasty);
        Cache cache(Node::cacheOptions(client, 1), m_clock);
        cache.forget("t");
        m_redis->thaw();
        QVERIFY(waitUntil([&] { return client.ping() && !client.isAway(); }));
        const auto value =
            must(cache.get("t", "k", []() -> Result<std::string> { return std::string("new"); }));
        QCOMPARE(*value, std::string("new"));
    }
};

STOA_TEST(SharedCacheTest)
#include "test_shared_cache.moc"
