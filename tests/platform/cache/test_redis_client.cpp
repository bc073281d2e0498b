#include "platform/cache/redis_client.h"
#include "support/expect.h"
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

class RedisClientTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestRedis> m_redis;

    RedisClient::Options options() const
    {
        RedisClient::Options result;
        result.address = must(RedisAddress::parse(m_redis->url()));
        result.connectWithin = 10s; // slow machines are no failure here
        result.patience = 10s;
        result.breaker.leastCalls = 3;
        result.breaker.firstPause = 10ms;
        result.breaker.mostPause = 20ms;
        return result;
    }

private slots:
    void initTestCase() { m_redis = std::make_unique<TestRedis>(); }
    void cleanupTestCase() { m_redis.reset(); }

    void readsAddresses()
    {
        const auto tcp = must(RedisAddress::parse("redis://shop:p%40ss%3A@cache.example:6380/3"));
        QCOMPARE(tcp.host, std::string("cache.example"));
        QCOMPARE(tcp.port, 6380);
        QCOMPARE(tcp.database, 3);
        QCOMPARE(tcp.user, std::string("shop"));
        QCOMPARE(tcp.password, std::string("p@ss:"));
        QCOMPARE(tcp.text(), std::string("cache.example:6380"));
        const auto plain = must(RedisAddress::parse("redis://[::1]"));
        QCOMPARE(plain.host, std::string("::1"));
        QCOMPARE(plain.port, 6379);
        const auto local = must(RedisAddress::parse("unix://:secret@/run/redis.sock"));
        QCOMPARE(local.socket, std::string("/run/redis.sock"));
        QCOMPARE(local.user, std::string());
        QCOMPARE(local.password, std::string("secret"));
        QCOMPARE(local.text(), std::string("/run/redis.sock"));
    }

    void refusesBadAddressesWithoutRepeatingThem()
    {
        for (const char* bad : {"", "localhost", "http://a", "redis://", "redis://:hush@",
                                "redis://a:0", "redis://a:99999", "redis://a/x", "unix://relative",
                                "redis://a%4@b", "rediss://:hush@a"}) {
            const auto address = RedisAddress::parse(bad);
            STOA_FAILS(address, "redis.bad_address");
            QVERIFY(describe(address.error()).find("hush") == std::string::npos);
        }
    }

    void asksAndUnderstands()
    {
        RedisClient client(options());
        QVERIFY(client.ping());
        const std::string binary("\0\r\n\xff", 4);
        const std::vector<cache::RedisCommand> commands{{"SET", "k", binary},
                                                        {"GET", "k"},
                                                        {"GET", "nobody"},
                                                        {"INCRBY", "n", "41"},
                                                        {"MGET", "k", "nobody"}};
        const auto replies = must(client.run(commands));
        QCOMPARE(replies.size(), std::size_t{5});
        QCOMPARE(replies[0].text, std::string("OK"));
        QCOMPARE(replies[1].text, binary);
        QVERIFY(replies[2].kind == cache::RedisReply::Kind::Nothing);
        QCOMPARE(replies[3].number, 41);
        QCOMPARE(replies[4].items.size(), std::size_t{2});
        QCOMPARE(replies[4].items[0].text, binary);
        QCOMPARE(client.counters().connections, std::size_t{1});
        QCOMPARE(m_redis->ask({"get", "n"}), QByteArray("41"));
    }

    void anErrorReplyIsAnError()
    {
        RedisClient client(options());
        STOA_FAILS(client.run({"INCR", "k", "too", "many"}), "redis.refused");
        QVERIFY(client.ping());
        QCOMPARE(client.counters().failures, 1);
    }

    void aWrongPasswordIsNotLetIn()
    {
        auto wrong = options();
        wrong.address.password = "another";
        RedisClient client(wrong);
        const auto answer = client.run({"PING"});
        STOA_FAILS(answer, "redis.refused");
        QVERIFY(describe(answer.error()).find("another") == std::string::npos);
    }

    void answersThatAreTooLargeEndTheConnection()
    {
        RedisClient client(options());
        m_redis->ask({"setrange", "huge", QString::number(9 * 1024 * 1024), "x"});
        STOA_FAILS(client.run({"GET", "huge"}), "redis.lost");
        QVERIFY(client.ping());
    }

    void manyThreadsShareFewConnections()
    {
        RedisClient client(options());
        std::atomic<int> done = 0;
        inParallel(40, [&](std::size_t i) {
            const std::string key = "thread " + std::to_string(i);
            for (int round = 0; round < 25; ++round) {
                const auto answer = client.run({"INCR", key});
                done += answer && answer->number == round + 1;
            }
        });
        QCOMPARE(done.load(), 1000);
        QVERIFY(client.counters().connections <= RedisClient::kMaxConnections);
    }

    void aRestartedServerCostsNoFailure()
    {
        RedisClient client(options());
        QVERIFY(client.ping());
        m_redis->kill();
        m_redis->start();
        QVERIFY(client.ping()); // the idle connection is dead, and replaced
        QCOMPARE(client.counters().failures, 0);
        QVERIFY(!client.isAway());
    }

    void aDeadServerIsNotAskedForLong()
    {
        auto patient = options();
        patient.breaker.firstPause = 1h;
        patient.breaker.mostPause = 1h;
        RedisClient client(patient);
        QVERIFY(client.ping());
        m_redis->kill();
        for (int i = 0; i < 3; ++i)
            QVERIFY(!client.ping());
        QVERIFY(client.isAway());
        const auto refused = client.run({"PING"});
        STOA_FAILS(refused, "redis.away");
        QVERIFY(refused.error().retryAfter > 29min);
        QCOMPARE(client.counters().calls, 3); // what the breaker refused is not among them
        QCOMPARE(client.counters().breaker.trips, 1);
        m_redis->start();
    }

    void comesBackByItself()
    {
        RedisClient client(options());
        m_redis->kill();
        QVERIFY(waitUntil([&] { return !client.ping() && client.isAway(); }));
        m_redis->start();
        QVERIFY(waitUntil([&] { return client.ping() && !client.isAway(); }));
    }

    void aFrozenServerIsLeftAlone()
    {
        auto hasty = options();
        hasty.connectWithin = 20ms;
        hasty.patience = 20ms;
        RedisClient client(hasty);
        QVERIFY(waitUntil([&] { return client.ping(); }));
        m_redis->freeze();
        const auto answer = client.run({"PING"});
        STOA_FAILS(answer, "redis.silent");
        QVERIFY(waitUntil([&] { return !client.ping() && client.isAway(); }));
        m_redis->thaw();
        QVERIFY(waitUntil([&] { return client.ping() && !client.isAway(); }));
    }
};

STOA_TEST(RedisClientTest)
#include "test_redis_client.moc"
