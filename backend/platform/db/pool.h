#pragma once
// The connections of this process to one database: at most `max`, opened when first needed, handed
// out in the order of asking. Any thread. A connection that broke, or whose link the server closed
// while it lay idle, is thrown away and its place is opened again by the next who asks. A breaker
// guards the opening: while the server is away, callers are told so at once instead of each waiting
// for it; a try every two seconds at the latest finds out that it is back.

#include "platform/db/connection.h"
#include "platform/resilience/circuit_breaker.h"

#include <condition_variable>
#include <list>
#include <mutex>

namespace stoa::db {

class Pool;

// A borrowed connection; goes back to its pool when it leaves the scope. Must not outlive the pool.
class Lease {
public:
    Lease(Lease&& other) noexcept = default; // leaves `other` empty
    Lease& operator=(Lease&& other) noexcept;
    ~Lease() { release(); }

    Connection& operator*() const { return *m_connection; }
    Connection* operator->() const { return m_connection.get(); }

private:
    friend class Pool;
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : m_pool(&pool), m_connection(std::move(connection))
    {}
    void release();

    Pool* m_pool;
    std::unique_ptr<Connection> m_connection;
};

class Pool {
public:
    struct Counters {
        std::size_t open = 0;       // connections that exist
        std::size_t inUse = 0;      // of these, lent
        std::size_t waiting = 0;    // threads in acquire()
        std::int64_t waits = 0;     // acquires that had to wait, since the start
        std::int64_t exhausted = 0; // acquires that gave up
        std::int64_t dropped = 0;   // connections thrown away
    };

    // Connections idle for longer are asked before they are lent.
    static constexpr std::chrono::seconds kIdleBeforePing{60};
    static constexpr std::size_t kMaxWaiting = 1000;

    Pool(ConnectInfo info, std::size_t max);
    ~Pool(); // all leases must be back

    // The connection's deadline is set to `deadline`.
    // Errors: db.pool_exhausted (Unavailable) when none became free in time; db.connection_lost
    // with the time to wait while the breaker is open; those of Connection::open.
    Result<Lease> acquire(Deadline deadline);
    Counters counters() const;
    const ConnectInfo& info() const { return m_info; }
    const resilience::CircuitBreaker& breaker() const { return m_breaker; }

private:
    friend class Lease;
    struct Idle {
        std::unique_ptr<Connection> connection;
        Deadline since;
    };
    struct Waiter {
        std::condition_variable wake;
        bool isServed = false;
        std::optional<Idle> given; // nothing: the right to open a new one
    };

    Result<std::optional<Idle>> take(Deadline deadline);
    Result<Lease> open(Deadline deadline);
    // A connection, or (null) only the right to open one.
    void giveBack(std::unique_ptr<Connection> connection, bool isGood);

    const ConnectInfo m_info;
    const std::size_t m_max;
    resilience::CircuitBreaker m_breaker;
    mutable std::mutex m_mutex;
    std::vector<Idle> m_idle; // the most recently used last: it is lent first
    std::list<Waiter*> m_waiters;
    Counters m_counters;
};

} // namespace stoa::db
