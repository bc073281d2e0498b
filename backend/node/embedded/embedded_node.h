#pragma once
// EmbeddedNode: the marketplace in this process. A call is queued, a worker takes it through the
// Door and answers. Calls of an operation that is done in batches wait in intakes: a worker takes
// everything that waits in one, or the few that wait in all, so that batches grow by themselves as
// soon as calls come faster than commits. Callers who have just been answered are likely to call
// again: for kGather after a batch the next one waits until as many have come as were there then.
// Who comes alone never waits. A seller always has the same intake, and an intake one batch at a
// time, so batches do not wait for each other's locks. Bounded: a full queue answers
// node.overloaded at once, a call whose deadline passed while it waited is dropped before it
// starts, and imports never take more than a quarter of the workers.
//
// Threads: `workers` named stoa-work-N, and the event bus's. Destruction answers what is still
// queued with Canceled, lets running calls finish, and joins.

#include "node/embedded/door.h"
#include "node/embedded/event_bus.h"

namespace stoa::node {

class EmbeddedNode final : public api::Node {
public:
    static constexpr std::size_t kMaxQueued = 2000;
    static constexpr std::size_t kMaxBatch = 128;
    static constexpr std::size_t kIntakes = 2;
    static constexpr std::size_t kFew = 8; // calls that are not worth two transactions
    static constexpr std::chrono::microseconds kGather{500};

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
    using Moment = std::chrono::steady_clock::time_point;
    // A worker without work.
    struct Sleeper {
        std::condition_variable wake;
        bool isCalled = false;
    };
    struct Intake {
        Lane waiting;
        bool isBusy = false;
        std::size_t taken = 0;   // calls of the batch that runs, or ran last
        std::size_t company = 0; // calls that were there when it ended, its own included
        Moment gathersUntil{};   // the next batch starts then, with whoever is there
    };
    // What a worker does next, and what to free afterwards.
    struct Job {
        std::vector<Call> calls;
        std::vector<Intake*> intakes;
        bool isBulk = false;
    };

    void work(std::size_t number);
    std::optional<Job> take(std::unique_lock<std::mutex>& lock, Sleeper& self);
    void sleep(std::unique_lock<std::mutex>& lock, Sleeper& self);
    // To be notified by the caller. Nobody when all are at work: they look before they sleep.
    Sleeper* callOne();
    void wakeOne();
    std::optional<Job> takeNext();
    std::optional<Job> takeBatch();
    void finish(const Job& job);
    static bool isReady(const Intake& intake, Moment now);
    // When the first intake that gathers is done with it.
    std::optional<Moment> nextStart() const;
    bool needsWorker() const;
    Lane& laneOf(const api::Operation& operation, const void* request);
    std::vector<Result<api::ErasedAnswer>> answer(const std::vector<Call>& calls);
    bool hasWork() const;
    std::size_t queued() const;

    Door& m_door;
    EventBus& m_events;
    mutable std::mutex m_mutex;
    std::vector<Sleeper*> m_idle; // who fell asleep last is woken first: its caches are warm
    std::array<Intake, kIntakes> m_intakes;
    Lane m_front; // sign-ins, commands
    Lane m_back;  // queries
    Lane m_bulk;
    std::size_t m_bulkRunning = 0;
    std::size_t m_bulkMost;
    unsigned m_turn = 0;     // intakes, front and back take turns
    bool m_hasTimer = false; // a worker waits for nextStart()
    bool m_isStopping = false;
    std::vector<std::thread> m_workers;
};

} // namespace stoa::node
