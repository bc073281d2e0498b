#include "platform/jobs/kinds.h"

#include "core/assert.h"

#include <cmath>

namespace stoa::jobs {
namespace {

// A Conflict is another transaction that was faster: deadlocks and serialization failures pass.
bool mayPass(const Error& error)
{
    return isRetryable(error.kind) || error.kind == ErrorKind::Conflict;
}

} // namespace

Outcome::Outcome(Done result)
{
    if (result) return;
    error = std::move(result.error());
    kind = mayPass(error) ? Kind::Retry : Kind::Permanent;
    pause = error.retryAfter;
}

Done JobRun::complete(db::Connection& connection)
{
    STOA_ASSERT(connection.isInTransaction());
    STOA_CHECK(jobs::complete(connection, Held::of(m_job), now()));
    m_isCompleted = true;
    return {};
}

Duration BackOff::after(int attempt, double random) const
{
    const double longest = std::ldexp(static_cast<double>(base.count()), std::min(attempt, 60) - 1);
    const double most = std::min(longest, static_cast<double>(cap.count()));
    return Duration(static_cast<Duration::rep>(most * random));
}

void Kinds::add(std::string kind, Kind handler)
{
    const bool isNew = m_kinds.emplace(std::move(kind), std::move(handler)).second;
    STOA_ASSERT(isNew);
}

const Kinds::Kind* Kinds::find(std::string_view kind) const
{
    const auto at = m_kinds.find(kind);
    return at == m_kinds.end() ? nullptr : &at->second;
}

} // namespace stoa::jobs
