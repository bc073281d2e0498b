#pragma once
// This process's way to one Redis: a few connections, opened when first needed, each lent to one
// call at a time. Any thread; blocks for at most the patience of its options, and not at all while
// the breaker is open, so that a Redis that is away costs no time after the first failures.
// Callers have another way for everything they ask here: an error means "do without".
//
// A connection that ended while it lay idle (the server was started again) is replaced once within
// the call; nothing else is tried twice. Commands must therefore bear being done twice.

#include "platform/cache/redis_connection.h"
#include "platform/resilience/circuit_breaker.h"

#include <condition_variable>
#include <mutex>

namespace stoa::cache {

class RedisClient {
public:
    static constexpr std::size_t kMaxConnections = 16;
    static constexpr std::size_t kMaxCommands = 64; // of one call

    struct Options {
        RedisAddress address;
        std::chrono::milliseconds connectWithin{100};
        std::chrono::milliseconds patience{50}; // for the answer of one call
        // Redis answers in a fraction of a millisecond or not at all: few failures say enough.
        resilience::CircuitBreaker::Options breaker{.leastCalls = 5,
                                                    .firstPause = std::chrono::seconds(1)};
    };

    struct Counters {
        std::int64_t calls = 0; // that were let through
        std::int64_t failures = 0;
        std::size_t connections = 0;
        resilience::CircuitBreaker::Counters breaker;
    };

    explicit RedisClient(Options options);
    ~RedisClient(); // no call is running any more

    // A reply for each command, in one round trip. Errors, all Unavailable: redis.away (the breaker
    // is open), redis.busy (all connections are lent), those of RedisConnection.
    Result<std::vector<RedisReply>> run(std::span<const RedisCommand> commands);
    Result<RedisReply> run(const RedisCommand& command);

    // Whether it answers now; costs a round trip.
    bool ping();
    resilience::CircuitBreaker::State state() const { return m_breaker.state(); }
    bool isAway() const; // the breaker is not closed
    const RedisAddress& address() const { return m_options.address; }
    Counters counters() const;

private:
    using Connection = std::unique_ptr<RedisConnection>;

    Result<std::vector<RedisReply>> exchange(std::span<const RedisCommand> commands);
    Result<std::vector<RedisReply>> exchangeOn(Connection& connection,
                                               std::span<const RedisCommand> commands);
    // An idle connection, or (null) the right to open one.
    Result<Connection> borrow();
    void giveBack(Connection connection);

    const Options m_options;
    resilience::CircuitBreaker m_breaker;
    mutable std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<Connection> m_idle; // the most recently used last: it is lent first
    std::size_t m_lent = 0;
    std::int64_t m_calls = 0;
    std::int64_t m_failures = 0;
};

} // namespace stoa::cache
