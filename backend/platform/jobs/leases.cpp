#include "platform/jobs/leases.h"

#include "core/text.h"
#include "platform/jobs/hints.h"
#include "platform/jobs/jobs_sql.h"

#include <set>

namespace stoa::jobs {
namespace {

constexpr int kMaxRescuedOrganisations = 200; // of one sweep
constexpr int kMaxRescued = 1000;             // jobs of one organisation

Job jobOf(const db::Row& row)
{
    const auto payload = row.get<std::span<const std::uint8_t>>("payload");
    return {.org = row.get<Uuid>("org_id"),
            .id = row.get<Uuid>("job_id"),
            .queue = row.get<std::string>("queue"),
            .kind = row.get<std::string>("kind"),
            .payload = std::string(payload.begin(), payload.end()),
            .priority = row.get<int>("priority"),
            .runAt = row.get<Timestamp>("run_at"),
            .attempt = row.get<int>("attempt"),
            .maxAttempts = row.get<int>("max_attempts"),
            .fence = row.get<std::int64_t>("fence"),
            .uniqueKey = row.get<std::string>("unique_key"),
            .traceParent = row.get<std::string>("trace_parent"),
            .enqueuedAt = row.get<Timestamp>("enqueued_at")};
}

Error leaseLost(const Uuid& job)
{
    return makeError(ErrorKind::Conflict, "job.lease_lost").with("job", job.text());
}

Done ours(const db::Rows& rows, const Uuid& job)
{
    if (rows.affected() == 1) return {};
    return fail(leaseLost(job));
}

struct Ids {
    std::vector<Uuid> job;
    std::vector<std::int64_t> fence;
};

// Statements name one organisation each, so that they stay on one shard.
std::map<Uuid, Ids> byOrganisation(std::span<const Held> jobs)
{
    std::map<Uuid, Ids> result;
    for (const Held& job : jobs) {
        Ids& ids = result[job.org];
        ids.job.push_back(job.id);
        ids.fence.push_back(job.fence);
    }
    return result;
}

// What the database takes as text, whatever the error was made of.
std::string storable(std::string_view text)
{
    std::string result(text.substr(0, 4 * kMaxErrorText));
    if (!isValidUtf8(result)) {
        for (char& c : result) {
            if (c < ' ' || c > '~') c = '?';
        }
    }
    return std::string(clipped(result, kMaxErrorText));
}

} // namespace

Result<std::vector<std::vector<Job>>> claim(db::Connection& connection,
                                            std::span<const Claim> claims, std::string_view worker,
                                            Timestamp now, Timestamp until)
{
    std::vector<std::vector<Job>> lists;
    if (claims.empty()) return lists;
    db::Pipeline batch(connection);
    // A claim that a crash of the server forgets is a job that is ready again; whatever completes it
    // commits later, and takes the claim to the disk with it.
    batch.add(sql::kRelaxCommit);
    std::vector<db::Pipeline::Slot> slots;
    for (const Claim& each : claims)
        slots.push_back(
            batch.add(sql::kClaimJobs, each.org, each.queue, now, each.most, worker, until));
    STOA_CHECK(batch.run());
    for (const auto slot : slots) {
        std::vector<Job>& list = lists.emplace_back();
        for (const db::Row row : batch[slot])
            list.push_back(jobOf(row));
        std::sort(list.begin(), list.end(), [](const Job& a, const Job& b) {
            return std::tie(a.priority, a.runAt, a.id) < std::tie(b.priority, b.runAt, b.id);
        });
    }
    return lists;
}

Done complete(db::Connection& connection, const Held& job, Timestamp now)
{
    STOA_TRY(rows, connection.run(sql::kCompleteJob, job.org, job.id, job.fence, now));
    return ours(rows, job.id);
}

Result<std::size_t> completeMany(db::Connection& connection, std::span<const Held> jobs,
                                 Timestamp now)
{
    db::Pipeline batch(connection);
    std::vector<db::Pipeline::Slot> slots;
    for (const auto& [org, ids] : byOrganisation(jobs))
        slots.push_back(batch.add(sql::kCompleteJobs, org, ids.job, ids.fence, now));
    if (slots.empty()) return std::size_t{0};
    STOA_CHECK(batch.run());
    std::size_t completed = 0;
    for (const auto slot : slots)
        completed += static_cast<std::size_t>(batch[slot].affected());
    return completed;
}

Done putBack(db::Connection& connection, const Job& job, Timestamp runAt, bool countsAsAttempt,
             std::string_view error)
{
    HintColumns hints;
    hints.add(job.org, job.queue, runAt);
    db::Pipeline batch(connection);
    const auto put = batch.add(sql::kPutBackJob, job.org, job.id, job.fence, runAt,
                               countsAsAttempt ? 1 : 0, storable(error));
    addHints(batch, hints);
    STOA_CHECK(batch.run());
    return ours(batch[put], job.id);
}

Done bury(db::Connection& connection, const Held& job, Timestamp now, std::string_view reason,
          std::string_view detail)
{
    STOA_TRY(rows, connection.run(sql::kBuryJob, job.org, job.id, job.fence, now, reason,
                                  storable(detail)));
    return ours(rows, job.id);
}

Result<std::vector<Uuid>> extend(db::Connection& connection, std::span<const Held> jobs,
                                 Timestamp until)
{
    std::vector<Uuid> still;
    if (jobs.empty()) return still;
    db::Pipeline batch(connection);
    std::vector<db::Pipeline::Slot> slots;
    for (const auto& [org, ids] : byOrganisation(jobs))
        slots.push_back(batch.add(sql::kExtendLeases, org, ids.job, ids.fence, until));
    STOA_CHECK(batch.run());
    for (const auto slot : slots) {
        for (const db::Row row : batch[slot])
            still.push_back(row.get<Uuid>("job_id"));
    }
    return still;
}

Result<Rescued> rescue(db::Connection& connection, Timestamp now)
{
    Rescued rescued;
    STOA_TRY(expired, connection.run(sql::kSelectExpired, now, kMaxRescuedOrganisations));
    for (const db::Row row : expired) {
        const Uuid org = row.get<Uuid>("org_id");
        STOA_TRY(buried, connection.run(sql::kBuryExpired, org, now, kMaxRescued));
        rescued.buried += static_cast<std::size_t>(buried.affected());
        STOA_TRY(ready, connection.run(sql::kRescueJobs, org, now, kMaxRescued));
        rescued.readyAgain += ready.size();
        std::set<std::string> queues;
        for (const db::Row job : ready)
            queues.insert(job.get<std::string>("queue"));
        if (queues.empty()) continue;
        HintColumns hints;
        for (const auto& queue : queues)
            hints.add(org, queue, now);
        db::Pipeline batch(connection);
        addHints(batch, hints);
        STOA_CHECK(batch.run());
    }
    return rescued;
}

} // namespace stoa::jobs
