#include "platform/db/pool.h"

#include "core/assert.h"
#include "platform/db/db_sql.h"

namespace stoa::db {
namespace {

// One answer proves that the server is back, and everybody waits for it: no further probes.
const resilience::CircuitBreaker::Options kBreaker{.leastCalls = 10,
                                                   .failuresInARow = 10,
                                                   .mostPause = std::chrono::seconds(2),
                                                   .successesToClose = 1};

} // namespace

Lease& Lease::operator=(Lease&& other) noexcept
{
    if (this == &other) return *this;
    release();
    m_pool = other.m_pool;
    m_connection = std::move(other.m_connection);
    return *this;
}

void Lease::release()
{
    if (!m_connection) return;
    const bool isGood = m_connection->isAlive();
    m_pool->giveBack(std::move(m_connection), isGood);
}

Pool::Pool(ConnectInfo info, std::size_t max)
    : m_info(std::move(info)), m_max(max), m_breaker(kBreaker)
{
    STOA_ASSERT(max > 0);
}

Pool::~Pool()
{
    STOA_ASSERT(m_counters.inUse == 0 && m_waiters.empty());
}

Result<Lease> Pool::acquire(Deadline deadline)
{
    for (;;) {
        STOA_TRY(idle, take(deadline));
        if (!idle) return open(deadline);
        Connection& connection = *idle->connection;
        connection.setDeadline(deadline);
        const bool isStale = std::chrono::steady_clock::now() - idle->since > kIdleBeforePing;
        if (connection.isAlive() && (!isStale || connection.run(sql::kPing))) {
            return Lease(*this, std::move(idle->connection));
        }
        giveBack(std::move(idle->connection), false);
    }
}

// An idle connection, or nothing: the right to open one. Either way counted as lent.
Result<std::optional<Pool::Idle>> Pool::take(Deadline deadline)
{
    std::unique_lock lock(m_mutex);
    if (m_waiters.empty() && m_counters.inUse < m_max) {
        ++m_counters.inUse;
        if (m_idle.empty()) return std::nullopt;
        std::optional<Idle> idle(std::move(m_idle.back()));
        m_idle.pop_back();
        return idle;
    }
    Waiter self;
    const auto place = m_waiters.insert(m_waiters.end(), &self);
    const bool isCrowded = m_waiters.size() > kMaxWaiting;
    ++m_counters.waits;
    if (!isCrowded && self.wake.wait_until(lock, deadline, [&] { return self.isServed; })) {
        return std::move(self.given);
    }
    m_waiters.erase(place);
    ++m_counters.exhausted;
    return fail(makeError(ErrorKind::Unavailable, "db.pool_exhausted")
                    .with("most", std::to_string(m_max))
                    .after(std::chrono::seconds(1)));
}

Result<Lease> Pool::open(Deadline deadline)
{
    auto permit = m_breaker.admit(std::chrono::steady_clock::now());
    if (!permit) {
        giveBack(nullptr, false);
        const auto wait = m_breaker.retryAfter(std::chrono::steady_clock::now());
        return fail(makeError(ErrorKind::Unavailable, "db.connection_lost")
                        .because("the server does not answer; not asked again yet")
                        .after(std::chrono::ceil<std::chrono::milliseconds>(wait)));
    }
    auto opened = Connection::open(m_info, deadline);
    const auto now = std::chrono::steady_clock::now();
    if (opened) {
        permit->succeeded(now);
        return Lease(*this, std::move(*opened));
    }
    permit->failed(now); // libpq does not tell a refusal (no such database) from absence
    giveBack(nullptr, false);
    return fail(opened);
}

void Pool::giveBack(std::unique_ptr<Connection> connection, bool isGood)
{
    std::unique_ptr<Connection> dropped; // closed outside the lock
    const std::lock_guard lock(m_mutex);
    std::optional<Idle> idle;
    if (isGood) {
        idle = Idle{std::move(connection), std::chrono::steady_clock::now()};
    } else if (connection) {
        ++m_counters.dropped;
        dropped = std::move(connection);
    }
    if (!m_waiters.empty()) {
        Waiter& next = *m_waiters.front();
        m_waiters.pop_front();
        next.given = std::move(idle);
        next.isServed = true;
        next.wake.notify_one();
        return;
    }
    --m_counters.inUse;
    if (idle) m_idle.push_back(std::move(*idle));
}

Pool::Counters Pool::counters() const
{
    const std::lock_guard lock(m_mutex);
    Counters now = m_counters;
    now.open = m_idle.size() + now.inUse;
    now.waiting = m_waiters.size();
    return now;
}

} // namespace stoa::db
