#include "platform/jobs/pressure.h"

#include "platform/db/pipeline.h"
#include "platform/jobs/jobs_sql.h"

namespace stoa::jobs {
namespace {

constexpr std::chrono::seconds kRetryAfter{5};

bool isOverflowing(const QueueLoad& load, Importance importance, Timestamp now)
{
    switch (importance) {
    case Importance::Sheddable:
        return load.ready > Pressure::kMaxForSheddable ||
               (load.oldestReady && now - *load.oldestReady > Pressure::kMaxAgeForSheddable);
    case Importance::Default:
        return load.ready > Pressure::kMaxForDefault;
    case Importance::Critical:
        return false;
    }
    return false;
}

} // namespace

Done Pressure::admit(const NewJob& job, Timestamp now) const
{
    if (job.importance == Importance::Critical) return {};
    if (!isOverflowing(load(job.queue), job.importance, now)) return {};
    return fail(makeError(ErrorKind::Unavailable, "job.queue_full")
                    .with("queue", job.queue)
                    .after(kRetryAfter));
}

void Pressure::measured(Loads loads)
{
    const std::lock_guard lock(m_mutex);
    m_loads = std::move(loads);
}

QueueLoad Pressure::load(std::string_view queue) const
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_loads.find(queue);
    return at == m_loads.end() ? QueueLoad{} : at->second;
}

Result<Loads> measure(db::Connection& connection, Timestamp now)
{
    db::Pipeline batch(connection);
    const auto ready = batch.add(sql::kMeasureReady, now, kMaxCounted);
    const auto running = batch.add(sql::kMeasureRunning);
    const auto dead = batch.add(sql::kMeasureDead, kMaxCounted);
    STOA_CHECK(batch.run());
    Loads loads;
    for (const db::Row row : batch[ready]) {
        QueueLoad& load = loads[row.get<std::string>("queue")];
        load.ready = row.get<std::int64_t>("ready");
        load.scheduled = row.get<std::int64_t>("scheduled");
        load.oldestReady = row.get<std::optional<Timestamp>>("oldest");
    }
    for (const db::Row row : batch[running])
        loads[row.get<std::string>("queue")].running = row.get<std::int64_t>("running");
    for (const db::Row row : batch[dead])
        loads[row.get<std::string>("queue")].dead = row.get<std::int64_t>("dead");
    return loads;
}

} // namespace stoa::jobs
