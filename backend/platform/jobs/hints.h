#pragma once
// Hints: which queues of which organisations may have something due. One small row for each, so a
// worker finds the organisations that wait without reading the jobs of all others.

#include "platform/db/pipeline.h"

namespace stoa::jobs {

struct Hint {
    Uuid org;
    std::string queue;
    Timestamp nextRunAt;
    int looks = 0; // that have found nothing, one after the other
};

// The columns of a set-based write of hints.
struct HintColumns {
    std::vector<Uuid> orgs;
    std::vector<std::string> queues;
    std::vector<Timestamp> runAt;

    void add(const Uuid& org, std::string_view queue, Timestamp at = {});
    bool empty() const { return orgs.empty(); }
};

// Travels with `batch`: from these moments on there is something to do. A hint that says so already
// is neither changed nor locked, or all who enqueue for one organisation would wait for each other.
void addHints(db::Pipeline& batch, const HintColumns& hints);

// Those due until `horizon`, in the order of the organisations, beginning after `served`.
Result<std::vector<Hint>> readHints(db::Connection& connection,
                                    const std::vector<std::string>& queues, Timestamp horizon,
                                    const Uuid& served);
// What a look at these has taught: nothing there (`empty`), or something after all (`found`).
Done settleHints(db::Connection& connection, const HintColumns& empty, const HintColumns& found,
                 Timestamp now);
// Adds what the jobs say and no hint does, and drops hints that have led to nothing for minutes.
Done rebuildHints(db::Connection& connection, Timestamp now);

} // namespace stoa::jobs
