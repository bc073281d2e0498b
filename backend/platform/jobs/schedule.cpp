#include "platform/jobs/schedule.h"

#include "core/assert.h"

namespace stoa::jobs {
namespace {

Timestamp slotOf(Timestamp now, Duration every)
{
    return Timestamp(now.micros() - now.micros() % every.count());
}

NewJob jobOf(const Schedule& schedule, const Uuid& org, Timestamp slot)
{
    NewJob job;
    job.org = org;
    job.queue = schedule.queue;
    job.kind = schedule.kind;
    job.payload = schedule.payload;
    job.runAt = slot;
    job.uniqueKey = slot.text();
    return job;
}

} // namespace

Scheduler::Scheduler(std::vector<Schedule> schedules, Owner owner) : m_owner(std::move(owner))
{
    for (Schedule& schedule : schedules) {
        STOA_ASSERT(schedule.every.count() > 0);
        m_entries.push_back({std::move(schedule), {}});
    }
}

Done Scheduler::keep(db::Connection& connection, Timestamp now)
{
    const bool isUpToDate = std::all_of(m_entries.begin(), m_entries.end(),
                                        [now](const Entry& entry) { return entry.until > now; });
    if (isUpToDate) return {};
    STOA_TRY(org, m_owner(connection));
    if (!org) return {};
    for (Entry& entry : m_entries) {
        if (entry.until > now) continue;
        const Timestamp slot = slotOf(now, entry.schedule.every);
        const Timestamp next = slot + entry.schedule.every;
        std::vector<NewJob> jobs{jobOf(entry.schedule, *org, next)};
        if (entry.until == Timestamp()) jobs.push_back(jobOf(entry.schedule, *org, slot));
        STOA_CHECK(enqueue(connection, jobs, now));
        entry.until = next;
    }
    return {};
}

} // namespace stoa::jobs
