#include "node/marketplace/checkpoint_job.h"

#include "node/marketplace/checkpoints.h"
#include "node/marketplace/housekeeping.h"
#include "node/marketplace/json_payload.h"

namespace stoa::node {
namespace {

constexpr std::string_view kTakeCheckpoints = "node.checkpoint";

} // namespace

jobs::Schedule hourlyCheckpoints()
{
    return {.kind = std::string(kTakeCheckpoints),
            .queue = std::string(kMaintenanceQueue),
            .every = std::chrono::hours(1),
            .payload = writeJsonPayload(TakeCheckpoints{})};
}

void addCheckpointJob(jobs::Kinds& kinds, std::filesystem::path book)
{
    kinds.add<TakeCheckpoints>(
        std::string(kTakeCheckpoints), {}, readJsonPayload<TakeCheckpoints>,
        [book = std::move(book)](jobs::JobRun& run, const TakeCheckpoints&) -> jobs::Outcome {
            if (book.empty()) return jobs::Outcome::done();
            STOA_TRY(connection, run.connect());
            STOA_CHECK(addCheckpoints(*connection, book, run.now()));
            return jobs::Outcome::done();
        });
}

} // namespace stoa::node
