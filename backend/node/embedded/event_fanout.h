#pragma once
// Carries committed events between the processes on one database, through LISTEN and NOTIFY: a
// console sees what stoactl imports. What is published within 50 ms goes out as one notification,
// because every NOTIFY takes a lock that all commits share. While the link is away nothing is kept:
// when it is back, everybody is told that something may have been missed.
//
// What this process remembers of the database hears of other processes' events through `Heard`,
// before any listener of the bus: who reads again because of an event must not find the old.
//
// Threads: stoa-fan-out sends, stoa-fan-in listens.

#include "node/embedded/event_bus.h"
#include "platform/db/pool.h"

namespace stoa::node {

class EventFanout {
public:
    static constexpr std::chrono::milliseconds kGather{50};
    static constexpr std::size_t kMaxPending = 5000; // beyond it the others are told `lost`

    // On the listening thread.
    struct Heard {
        std::function<void(std::span<const api::Event>)> events;
        // Something may have been missed, as when listening begins. An error ends the link, and it
        // is told again after the next one is made.
        std::function<Done()> lost;
    };

    // Sends over the pool; listens on a connection of its own.
    EventFanout(db::Pool& pool, EventBus& bus, Heard heard);
    ~EventFanout();
    EventFanout(const EventFanout&) = delete;
    EventFanout& operator=(const EventFanout&) = delete;

    // To this process at once and to the others soon. Does not block.
    void publish(std::span<const api::Event> events);

private:
    void send();
    void sendBatch(std::vector<api::Event> events);
    void listen();
    void follow(db::Connection& connection);
    bool receive(std::string_view payload);
    bool tellLost();
    bool isStopping();

    db::Pool& m_pool;
    EventBus& m_bus;
    const Heard m_heard;
    const std::string m_self = Uuid::makeV7().text(); // to know one's own notifications
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<api::Event> m_pending;
    bool m_hasOverflowed = false;
    bool m_isStopping = false;
    std::thread m_sender;
    std::thread m_listener;
};

} // namespace stoa::node
