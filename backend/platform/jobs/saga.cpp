#include "platform/jobs/saga.h"

#include "core/assert.h"
#include "core/text.h"
#include "platform/db/transaction.h"
#include "platform/jobs/jobs_sql.h"

namespace stoa::jobs {
namespace {

constexpr std::string_view kJobPrefix = "saga.";

std::string_view word(SagaState state)
{
    switch (state) {
    case SagaState::Running:
        return "running";
    case SagaState::Compensating:
        return "compensating";
    case SagaState::Completed:
        return "completed";
    case SagaState::Compensated:
        return "compensated";
    }
    return {};
}

SagaState stateOf(std::string_view text)
{
    for (const auto state : {SagaState::Running, SagaState::Compensating, SagaState::Completed}) {
        if (word(state) == text) return state;
    }
    return SagaState::Compensated;
}

bool isOver(SagaState state)
{
    return state == SagaState::Completed || state == SagaState::Compensated;
}

// Whoever sends something outside may be unable to tell whether it arrived.
bool mayHaveHappened(ErrorKind kind)
{
    return isRetryable(kind) && kind != ErrorKind::RateLimited;
}

// A job for each step, so that each has all its attempts.
NewJob jobOf(const Saga& saga, std::string_view traceParent)
{
    NewJob job;
    job.org = saga.org;
    job.queue = Sagas::kQueue;
    job.kind = std::string(kJobPrefix) + saga.kind;
    job.payload = saga.id.text();
    job.uniqueKey = saga.id.text();
    job.traceParent = traceParent;
    job.importance = Importance::Critical;
    return job;
}

db::Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

// One job of a saga: a step forward or back.
class Move {
public:
    Move(const SagaKind& kind, JobRun& job, Saga saga)
        : m_kind(kind), m_job(job), m_saga(std::move(saga))
    {}

    Outcome make();

private:
    Outcome forward();
    Outcome back();
    Outcome turnBack(const Error& error, bool alsoThisStep);
    Outcome record(SagaState state, std::size_t step, const SagaRun& run);

    const SagaKind& m_kind;
    JobRun& m_job;
    Saga m_saga;
};

Outcome Move::make()
{
    if (isOver(m_saga.state)) return Outcome::done();
    STOA_ASSERT(m_saga.step <= m_kind.steps.size());
    return m_saga.state == SagaState::Running ? forward() : back();
}

Outcome Move::forward()
{
    SagaRun run(m_job, m_saga);
    const bool isRepeated = m_job.job().attempt > 1;
    if (m_job.now() >= m_saga.deadline) {
        return turnBack(makeError(ErrorKind::Timeout, "saga.deadline_passed"), isRepeated);
    }
    const Done done = m_kind.steps[m_saga.step].run(run);
    if (!done) {
        const Outcome outcome(done);
        if (outcome.kind == Outcome::Kind::Retry && !m_job.isLastAttempt()) return outcome;
        return turnBack(done.error(), mayHaveHappened(done.error().kind));
    }
    const std::size_t next = m_saga.step + 1;
    return record(next == m_kind.steps.size() ? SagaState::Completed : SagaState::Running, next,
                  run);
}

Outcome Move::back()
{
    SagaRun run(m_job, m_saga);
    const std::size_t undone = m_saga.step - 1;
    const Done done = m_kind.steps[undone].compensate(run);
    // Whatever went wrong: what was done must be undone.
    if (!done) return Outcome::retry(done.error());
    return record(undone == 0 ? SagaState::Compensated : SagaState::Compensating, undone, run);
}

Outcome Move::turnBack(const Error& error, bool alsoThisStep)
{
    const std::size_t step = m_saga.step + (alsoThisStep ? 1 : 0);
    m_saga.lastError = clipped(describe(error), kMaxErrorText);
    const SagaRun nothing(m_job, m_saga);
    return record(step == 0 ? SagaState::Compensated : SagaState::Compensating, step, nothing);
}

// What the step wrote, where the saga is now, the end of this job and the next one: all or nothing.
Outcome Move::record(SagaState state, std::size_t step, const SagaRun& run)
{
    STOA_TRY(connection, m_job.connect());
    db::Transaction transaction(*connection);
    for (const SagaRun::Write& write : run.writes())
        STOA_CHECK(write(*connection));
    STOA_TRY(moved,
             connection->run(sql::kMoveSaga, m_saga.org, m_saga.id, m_saga.version, word(state),
                             step, bytesOf(run.data), m_saga.lastError, m_job.now()));
    if (moved.affected() == 0) return fail(ErrorKind::Conflict, "job.lease_lost");
    STOA_CHECK(m_job.complete(*connection));
    if (!isOver(state)) {
        const NewJob next = jobOf(m_saga, m_job.job().traceParent);
        STOA_CHECK(enqueue(*connection, {&next, 1}, m_job.now()));
    }
    return transaction.commit();
}

struct Named {
    Uuid saga;
};

Result<Named> readPayload(std::string_view payload)
{
    STOA_TRY(id, Uuid::parse(payload));
    return Named{id};
}

// The connection is back before the step talks to anybody.
Result<Saga> load(const JobRun& job, const Named& named)
{
    STOA_TRY(connection, job.connect());
    return Sagas::read(*connection, job.job().org, named.saga);
}

} // namespace

std::string SagaRun::key() const
{
    const bool isUndoing = m_saga.state == SagaState::Compensating;
    const std::size_t step = m_saga.step - (isUndoing ? 1 : 0);
    return m_saga.id.text() + ':' + std::to_string(step) + (isUndoing ? ":undo" : "");
}

void Sagas::add(SagaKind kind)
{
    STOA_ASSERT(!kind.steps.empty() && kind.patience.count() > 0);
    const std::string name = kind.kind;
    const bool isNew = m_kinds.emplace(name, std::move(kind)).second;
    STOA_ASSERT(isNew);
}

void Sagas::addTo(Kinds& kinds) const
{
    for (const auto& [name, kind] : m_kinds) {
        kinds.add<Named>(std::string(kJobPrefix) + name, kind.options, readPayload,
                         [each = &kind](JobRun& job, const Named& named) -> Outcome {
                             STOA_TRY(saga, load(job, named));
                             return Move(*each, job, std::move(saga)).make();
                         });
    }
}

Result<Uuid> Sagas::start(db::Connection& connection, const NewSaga& saga, Timestamp now) const
{
    const auto kind = m_kinds.find(saga.kind);
    STOA_ASSERT(kind != m_kinds.end());
    STOA_CHECK(connection.run(sql::kInsertSaga, saga.org, saga.id, saga.kind, bytesOf(saga.data),
                              now + kind->second.patience, now));
    const NewJob first =
        jobOf({.org = saga.org, .id = saga.id, .kind = saga.kind}, saga.traceParent);
    STOA_CHECK(enqueue(connection, {&first, 1}, now));
    return saga.id;
}

Result<Saga> Sagas::read(db::Connection& connection, const Uuid& org, const Uuid& id)
{
    STOA_TRY(rows, connection.run(sql::kSelectSaga, org, id));
    const auto row = rows.optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "saga.not_found").with("saga", id.text()));
    }
    const auto data = row->get<std::span<const std::uint8_t>>("data");
    Saga saga;
    saga.org = org;
    saga.id = id;
    saga.kind = row->get<std::string>("kind");
    saga.state = stateOf(row->get<std::string_view>("state"));
    saga.step = static_cast<std::size_t>(row->get<int>("step"));
    saga.data.assign(data.begin(), data.end());
    saga.deadline = row->get<Timestamp>("deadline");
    saga.lastError = row->get<std::string>("last_error");
    saga.version = row->get<std::int64_t>("version");
    return saga;
}

} // namespace stoa::jobs
