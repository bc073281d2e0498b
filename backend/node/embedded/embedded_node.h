#pragma once
// EmbeddedNode: the marketplace in this process. A call is queued, a worker takes it through the
// Door and answers. Bounded: a full queue answers node.overloaded at once, a call whose deadline
// passed while it waited is dropped before it starts, and imports never take more than a quarter of
// the workers.
//
// Threads: `workers` named stoa-work-N, and the event bus's. Destruction answers what is still
// queued with Canceled, lets running calls finish, and joins.

#include "node/embedded/door.h"
#include "node/embedded/event_bus.h"

namespace stoa::node {

class EmbeddedNode final : public api::Node {
public:
    static constexpr std::size_t kMaxQueued = 2000;

    EmbeddedNode(Door& door, EventBus& events, std::size_t workers);
    ~EmbeddedNode() override;

    void submit(const api::Operation& operation, api::CallOptions options,
                api::ErasedRequest request, api::ErasedCallback callback) override;
    std::unique_ptr<api::Subscription> subscribe(api::CallOptions options,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost) override;

    std::size_t queueDepth() const;

private:
    struct Call {
        const api::Operation* operation;
        api::CallOptions options;
        api::ErasedRequest request;
        api::ErasedCallback callback;
        db::Deadline deadline;
    };
    using Lane = std::deque<Call>;

    void work(std::size_t number);
    std::optional<Call> take(std::unique_lock<std::mutex>& lock);
    Result<api::ErasedAnswer> answer(const Call& call);
    bool hasWork() const;

    Door& m_door;
    EventBus& m_events;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Lane m_front; // checkouts, sign-ins, commands
    Lane m_back;  // queries
    Lane m_bulk;
    std::size_t m_bulkRunning = 0;
    std::size_t m_bulkMost;
    bool m_tookFront = false;
    bool m_isStopping = false;
    std::vector<std::thread> m_workers;
};

} // namespace stoa::node
