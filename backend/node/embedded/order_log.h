#pragma once
// Takes commands over while the database is away: those whose row in the table says so, which is
// placing an order. What is taken over is in the journal, safe from crashes, and is run through the
// same Commands under the same idempotency key as soon as the database answers, oldest first. So it
// happens once, however often it is asked for meanwhile, and whoever asks again with the key gets
// the order, or the refusal that says why there is none (order.waited_too_long after kPatience).
//
// A database that was restored from before may have lost what had been placed: what the journal
// still has is offered to it again, and the keys that it remembers take care of the rest.
//
// An entry that fails for a reason of our own is logged and tried again every minute. One thread,
// `stoa-order-log`; call take() from any.

#include "core/clock.h"
#include "node/embedded/commands.h"
#include "platform/journal/journal.h"

#include <condition_variable>
#include <set>
#include <thread>

namespace stoa::node {

class OrderLog {
public:
    static constexpr std::chrono::hours kPatience{24};
    static constexpr std::chrono::seconds kAskAgain{2}; // advice to callers

    struct Parts {
        journal::Journal& journal;
        const Commands& commands;
        db::Pool& pool;
        const Clock& clock;
    };

    explicit OrderLog(Parts parts);
    ~OrderLog();
    OrderLog(const OrderLog&) = delete;
    OrderLog& operator=(const OrderLog&) = delete;

    // Of these calls, those that failed because the database is away and that may wait: on disk
    // when this returns, with order.queued as their reply. When the journal refuses them, or has
    // another call under their key, they keep the failure they had.
    void take(std::span<Pass* const> passes);

private:
    class Replay;

    void run();
    // False when it is over.
    bool rest(std::chrono::milliseconds pause, bool endsWithWork);
    bool isStopping();
    // Runs what waits. False when the database is still away, or away again.
    bool drain();
    bool replay(const std::vector<journal::Entry>& entries, const std::string& epoch,
                std::set<Uuid>& stuck);
    bool settle(const std::vector<std::unique_ptr<Replay>>& replays, const std::string& epoch,
                std::set<Uuid>& stuck);
    Result<std::string> currentEpoch() const;

    const Parts m_parts;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    bool m_hasTaken = false;
    std::string m_offeredTo; // the epoch that has been offered what another one had settled
    std::thread m_thread;
};

} // namespace stoa::node
