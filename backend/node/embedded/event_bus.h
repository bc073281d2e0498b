#pragma once
// Committed events to those who listen in this process. Publishing never waits for a listener: each
// has a bounded queue and a thread of the bus delivers; a listener that falls behind loses its
// queue and is told with `lost`. Events of other processes come in through `publish` too.

#include "api/node.h"

#include <condition_variable>
#include <deque>
#include <list>
#include <thread>

namespace stoa::node {

class EventBus {
public:
    static constexpr std::size_t kMaxQueued = 1000; // per listener

    EventBus();
    ~EventBus(); // ends delivery; subscriptions may outlive the bus
    EventBus(const EventBus&) = delete;
    EventBus& operator=(const EventBus&) = delete;

    void publish(std::span<const api::Event> events);
    // Everybody may have missed something, e.g. after the link to the database was lost.
    void publishLost();

    // `only`: the organisation to hear of; absent: all.
    std::unique_ptr<api::Subscription> subscribe(std::optional<OrgId> only,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost);

private:
    struct Listener;
    struct Shared;
    class Handle;
    static void deliver(const std::shared_ptr<Shared>& shared);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread; // "stoa-events"
};

} // namespace stoa::node
