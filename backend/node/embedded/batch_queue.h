#pragma once
// Calls of operations that are done in batches, until a worker takes them. A batch costs the
// database server about as much as three of its calls do, so it is worth a wait; how long, is
// decided here:
//
// - Nothing runs: who comes alone starts at once. After a batch, its callers are likely to call
//   again: the next one gathers for kGather at most, until its fair share has come.
// - A batch runs: the next one starts when a fair share waits, or after kPatience.
// - A fair share is what every one of the batches that may run at a time gets when the calls under
//   way are dealt out evenly; but no batch is made of fewer than kFew calls while others could
//   join it.
//
// A seller's calls are in one running batch at a time, so batches do not wait for each other's
// locks. Not thread-safe: the node's mutex guards it.

#include "api/node.h"
#include "platform/db/connect_info.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace stoa::node {

struct QueuedCall {
    const api::Operation* operation;
    api::CallOptions options;
    api::ErasedRequest request;
    api::ErasedCallback callback;
    db::Deadline deadline;
};

class BatchQueue {
public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::size_t kMaxBatch = 128;
    static constexpr std::size_t kFew = 8;
    static constexpr std::chrono::microseconds kGather{500};
    static constexpr std::chrono::milliseconds kPatience{3};

    // Calls of one operation, in the order they came in.
    struct Batch {
        std::vector<QueuedCall> calls;
        std::vector<OrgId> sellers; // each once
    };

    explicit BatchQueue(std::size_t mostRunning) : m_mostRunning(mostRunning) {}

    void add(OrgId seller, QueuedCall call, Moment now);
    bool isReady(Moment now) const;
    // When it will be ready if nothing comes or ends until then.
    std::optional<Moment> nextStart() const;
    std::optional<Batch> take(Moment now); // none unless it is ready
    void finish(const Batch& batch, Moment now);
    std::vector<QueuedCall> abandon(); // all that waits
    std::size_t size() const { return m_waiting.size(); }

private:
    struct Waiting {
        OrgId seller;
        QueuedCall call;
    };
    struct Seller {
        std::size_t waiting = 0;
        bool joins = false;  // the batch that is being made
        bool isBusy = false; // has calls in one that runs
    };

    bool mayStart() const { return m_free > 0 && m_running.size() < m_mostRunning; }
    std::size_t underWay() const;
    std::size_t fairShare() const;
    void countFree(std::size_t more, Moment now);

    std::size_t m_mostRunning;
    std::deque<Waiting> m_waiting;
    std::unordered_map<OrgId, Seller> m_sellers; // that wait or run
    std::size_t m_free = 0;                      // waiting calls of sellers who are not busy
    std::vector<std::size_t> m_running;          // sizes of the batches
    std::size_t m_company = 0; // calls that were under way when the last batch ended, its own too
    Moment m_freeSince{};      // since when calls could have been started
    Moment m_gathersUntil{};
};

} // namespace stoa::node
