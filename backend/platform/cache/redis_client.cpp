#include "platform/cache/redis_client.h"

#include "core/assert.h"

namespace stoa::cache {
namespace {

auto now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

RedisClient::RedisClient(Options options)
    : m_options(std::move(options)), m_breaker(m_options.breaker)
{}

RedisClient::~RedisClient()
{
    STOA_ASSERT(m_lent == 0);
}

Result<std::vector<RedisReply>> RedisClient::run(std::span<const RedisCommand> commands)
{
    STOA_ASSERT(!commands.empty() && commands.size() <= kMaxCommands);
    auto permit = m_breaker.admit(now());
    if (!permit) {
        return fail(
            makeError(ErrorKind::Unavailable, "redis.away")
                .after(std::chrono::ceil<std::chrono::milliseconds>(m_breaker.retryAfter(now()))));
    }
    auto replies = exchange(commands);
    const bool isBusy = !replies && replies.error().code == "redis.busy";
    if (replies) {
        permit->succeeded(now());
    } else if (!isBusy) {
        permit->failed(now());
    }
    const std::scoped_lock lock(m_mutex);
    ++m_calls;
    if (!replies) ++m_failures;
    return replies;
}

Result<RedisReply> RedisClient::run(const RedisCommand& command)
{
    STOA_TRY(replies, run(std::span(&command, 1)));
    return std::move(replies.front());
}

bool RedisClient::ping()
{
    return run({"PING"}).has_value();
}

bool RedisClient::isAway() const
{
    return state() != resilience::CircuitBreaker::State::Closed;
}

Result<std::vector<RedisReply>> RedisClient::exchange(std::span<const RedisCommand> commands)
{
    STOA_TRY(connection, borrow());
    auto replies = exchangeOn(connection, commands);
    giveBack(replies ? std::move(connection) : nullptr);
    return replies;
}

Result<std::vector<RedisReply>> RedisClient::exchangeOn(Connection& connection,
                                                        std::span<const RedisCommand> commands)
{
    if (connection) {
        auto replies = connection->exchange(commands);
        if (replies || replies.error().code != "redis.lost") return replies;
        std::vector<Connection> stale; // the others ended with it; closed outside the lock
        const std::scoped_lock lock(m_mutex);
        stale.swap(m_idle);
    }
    STOA_TRY(opened,
             RedisConnection::open(m_options.address, m_options.connectWithin, m_options.patience));
    connection = std::move(opened);
    return connection->exchange(commands);
}

Result<RedisClient::Connection> RedisClient::borrow()
{
    std::unique_lock lock(m_mutex);
    if (!m_freed.wait_for(lock, m_options.patience, [this] { return m_lent < kMaxConnections; })) {
        return fail(makeError(ErrorKind::Unavailable, "redis.busy"));
    }
    ++m_lent;
    if (m_idle.empty()) return Connection();
    Connection connection = std::move(m_idle.back());
    m_idle.pop_back();
    return connection;
}

void RedisClient::giveBack(Connection connection)
{
    {
        const std::scoped_lock lock(m_mutex);
        --m_lent;
        if (connection) m_idle.push_back(std::move(connection));
    }
    m_freed.notify_one();
}

RedisClient::Counters RedisClient::counters() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_calls, m_failures, m_idle.size() + m_lent, m_breaker.counters()};
}

} // namespace stoa::cache
