#include "platform/jobs/jobs.h"

#include "core/assert.h"
#include "platform/jobs/hints.h"
#include "platform/jobs/jobs_sql.h"
#include "platform/jobs/pressure.h"

namespace stoa::jobs {
namespace {

// The columns of a set-based insert.
struct Columns {
    std::vector<Uuid> org, id;
    std::vector<std::string_view> queue, kind, traceParent;
    std::vector<db::Bytes> payload;
    std::vector<int> priority, maxAttempts;
    std::vector<Timestamp> runAt;
    std::vector<std::optional<std::string_view>> uniqueKey;

    void add(const NewJob& job, Timestamp now)
    {
        org.push_back(job.org);
        id.push_back(job.id);
        queue.push_back(job.queue);
        kind.push_back(job.kind);
        traceParent.push_back(job.traceParent);
        payload.emplace_back(job.payload.begin(), job.payload.end());
        priority.push_back(job.priority);
        maxAttempts.push_back(job.maxAttempts);
        runAt.push_back(job.runAt.value_or(now));
        uniqueKey.push_back(job.uniqueKey.empty() ? std::nullopt
                                                  : std::optional<std::string_view>(job.uniqueKey));
    }
};

// One for each queue of each organisation, in the order in which their rows are locked.
HintColumns hintsOf(std::span<const NewJob> jobs, Timestamp now)
{
    std::map<std::pair<Uuid, std::string_view>, Timestamp> earliest;
    for (const NewJob& job : jobs) {
        const Timestamp at = job.runAt.value_or(now);
        const auto [entry, isNew] = earliest.try_emplace({job.org, job.queue}, at);
        if (!isNew) entry->second = std::min(entry->second, at);
    }
    HintColumns hints;
    for (const auto& [place, at] : earliest)
        hints.add(place.first, place.second, at);
    return hints;
}

} // namespace

Result<std::size_t> enqueue(db::Connection& connection, std::span<const NewJob> jobs, Timestamp now,
                            const Pressure* pressure)
{
    STOA_ASSERT(jobs.size() <= kMaxJobsPerCall);
    if (jobs.empty()) return std::size_t{0};
    Columns columns;
    for (const NewJob& job : jobs) {
        if (pressure != nullptr) STOA_CHECK(pressure->admit(job, now));
        columns.add(job, now);
    }
    db::Pipeline batch(connection);
    const auto added = batch.add(sql::kInsertJobs, now, columns.org, columns.id, columns.queue,
                                 columns.kind, columns.payload, columns.priority, columns.runAt,
                                 columns.maxAttempts, columns.uniqueKey, columns.traceParent);
    addHints(batch, hintsOf(jobs, now));
    STOA_CHECK(batch.run());
    return batch[added].size();
}

} // namespace stoa::jobs
