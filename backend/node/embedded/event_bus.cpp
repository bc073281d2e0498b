#include "node/embedded/event_bus.h"

#include "core/thread_name.h"

namespace stoa::node {

struct EventBus::Listener {
    std::optional<OrgId> only;
    std::function<void(const api::Event&)> handler;
    std::function<void()> lost;
    std::deque<api::Event> queue;
    bool hasLost = false;
    bool isEnded = false;
    bool isDelivering = false;
};

struct EventBus::Shared {
    std::mutex mutex;
    std::condition_variable wake;    // something to deliver, or stopping
    std::condition_variable settled; // a delivery ended
    std::list<std::shared_ptr<Listener>> listeners;
    std::thread::id deliverer;
    bool isStopping = false;
};

class EventBus::Handle final : public api::Subscription {
public:
    Handle(std::shared_ptr<Shared> shared, std::shared_ptr<Listener> listener)
        : m_shared(std::move(shared)), m_listener(std::move(listener))
    {}
    ~Handle() override
    {
        std::unique_lock lock(m_shared->mutex);
        m_listener->isEnded = true;
        m_shared->listeners.remove(m_listener);
        // A handler may end its own subscription: it must not wait for itself.
        if (std::this_thread::get_id() == m_shared->deliverer) return;
        m_shared->settled.wait(lock, [this] { return !m_listener->isDelivering; });
    }

private:
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<Listener> m_listener;
};

EventBus::EventBus() : m_shared(std::make_shared<Shared>())
{
    m_thread = std::thread([shared = m_shared] {
        nameThread("stoa-events");
        deliver(shared);
    });
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->deliverer = m_thread.get_id();
}

EventBus::~EventBus()
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->isStopping = true;
    }
    m_shared->wake.notify_all();
    m_thread.join();
}

void EventBus::publish(std::span<const api::Event> events)
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        for (const auto& listener : m_shared->listeners) {
            for (const api::Event& event : events) {
                if (listener->only && *listener->only != event.organisation) continue;
                if (listener->queue.size() == kMaxQueued) {
                    listener->queue.clear();
                    listener->hasLost = true;
                }
                listener->queue.push_back(event);
            }
        }
    }
    m_shared->wake.notify_one();
}

void EventBus::publishLost()
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        for (const auto& listener : m_shared->listeners)
            listener->hasLost = true;
    }
    m_shared->wake.notify_one();
}

std::unique_ptr<api::Subscription>
EventBus::subscribe(std::optional<OrgId> only, std::function<void(const api::Event&)> handler,
                    std::function<void()> lost)
{
    auto listener = std::make_shared<Listener>();
    listener->only = only;
    listener->handler = std::move(handler);
    listener->lost = std::move(lost);
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->listeners.push_back(listener);
    return std::make_unique<Handle>(m_shared, std::move(listener));
}

void EventBus::deliver(const std::shared_ptr<Shared>& shared)
{
    std::unique_lock lock(shared->mutex);
    const auto isPending = [](const auto& listener) {
        return !listener->queue.empty() || listener->hasLost;
    };
    while (true) {
        shared->wake.wait(lock, [&] {
            return shared->isStopping ||
                   std::any_of(shared->listeners.begin(), shared->listeners.end(), isPending);
        });
        if (shared->isStopping) return;
        const auto pending = std::vector(shared->listeners.begin(), shared->listeners.end());
        for (const auto& listener : pending) {
            if (listener->isEnded || !isPending(listener)) continue;
            const auto events = std::exchange(listener->queue, {});
            const bool hasLost = std::exchange(listener->hasLost, false);
            listener->isDelivering = true;
            lock.unlock();
            if (hasLost && listener->lost) listener->lost();
            for (const api::Event& event : events)
                listener->handler(event);
            lock.lock();
            listener->isDelivering = false;
            shared->settled.notify_all();
        }
    }
}

} // namespace stoa::node
