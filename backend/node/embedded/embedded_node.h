#pragma once
// EmbeddedNode: the marketplace in this process. A call is queued, a worker takes it through the
// Door and answers. Calls of an operation that is done in batches wait for one (batch_queue.h), so
// that batches grow by themselves as soon as calls come faster than commits. Bounded: a full queue
// answers node.overloaded at once, a call whose deadline passed while it waited is dropped before
// it starts, and imports never take more than a quarter of the workers.
//
// Threads: `workers` named stoa-work-N, and the event bus's. Destruction answers what is still
// queued with Canceled, lets running calls finish, and joins.

#include "node/embedded/batch_queue.h"
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
    using Lane = std::deque<QueuedCall>;
    using Moment = BatchQueue::Moment;
    // A worker without work.
    struct Sleeper {
        std::condition_variable wake;
        bool isCalled = false;
    };
    // What a worker does next.
    struct Job {
        enum class Kind { Single, Batch, Bulk };
        BatchQueue::Batch work;
        Kind kind = Kind::Single;
    };

    void work(std::size_t number);
    std::optional<Job> take(std::unique_lock<std::mutex>& lock, Sleeper& self);
    void sleep(std::unique_lock<std::mutex>& lock, Sleeper& self);
    // To be notified by the caller. Nobody when all are at work: they look before they sleep.
    Sleeper* callOne();
    void wakeOne();
    std::optional<Job> takeNext();
    static Job takeFirst(Lane& lane);
    void finish(const Job& job);
    bool needsWorker() const;
    void enqueue(QueuedCall call);
    std::vector<Result<api::ErasedAnswer>> answer(const std::vector<QueuedCall>& calls);
    bool hasWork() const;
    std::size_t queued() const;

    Door& m_door;
    EventBus& m_events;
    mutable std::mutex m_mutex;
    std::vector<Sleeper*> m_idle; // who fell asleep last is woken first: its caches are warm
    BatchQueue m_batches;
    Lane m_front; // sign-ins, commands
    Lane m_back;  // queries
    Lane m_bulk;
    std::size_t m_bulkRunning = 0;
    std::size_t m_bulkMost;
    unsigned m_turn = 0;     // batches, front and back take turns
    bool m_hasTimer = false; // a worker waits for the next batch's start
    bool m_isStopping = false;
    std::vector<std::thread> m_workers;
};

} // namespace stoa::node
