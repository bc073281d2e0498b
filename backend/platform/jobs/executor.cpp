#include "core/clock.h"
#include "core/thread_name.h"
#include "platform/jobs/worker_state.h"
#include "platform/observability/metrics.h"

#include <spdlog/spdlog.h>

namespace stoa::jobs {
namespace {

constexpr std::chrono::milliseconds kPatience{5000}; // to write down an outcome
constexpr std::chrono::milliseconds kBetweenAttempts{200};
constexpr std::size_t kMaxReason = 100;

constexpr const char* kUnreadable = "job.payload_unreadable";
constexpr const char* kExhausted = "job.attempts_exhausted";

// What a run came to, ready to be written down.
struct Verdict {
    std::string_view word;                      // for the metrics
    std::function<Done(db::Connection&)> write; // empty: nothing to write
    bool isBatched = false;
};

class Executor {
public:
    explicit Executor(WorkerState& state) : m_state(state) {}

    void run();

private:
    HoldPtr next(std::unique_lock<std::mutex>& lock);
    void runJob(const HoldPtr& hold);
    Result<Outcome> handle(JobRun& run, const Kinds::Kind* kind) const;
    Verdict judge(const JobRun& run, const Kinds::Kind* kind, const Result<Outcome>& result) const;
    Verdict retry(const Job& job, const KindOptions& options, const Outcome& outcome) const;
    Verdict dead(const Job& job, std::string_view reason, const Error& error) const;
    void write(const Hold& hold, const Verdict& verdict);
    bool mayStillWrite(const Hold& hold);

    WorkerState& m_state;
};

void Executor::run()
{
    std::unique_lock lock(m_state.mutex);
    while (const HoldPtr hold = next(lock)) {
        lock.unlock();
        runJob(hold);
        lock.lock();
        Lanes& lanes = m_state.lanesOf(hold->job.queue);
        lanes.finished(hold->job.org);
        const bool isHungry = lanes.isHungry() && !std::exchange(m_state.isRung, true);
        if (isHungry) m_state.wakeDispatcher.notify_one();
    }
}

HoldPtr Executor::next(std::unique_lock<std::mutex>& lock)
{
    HoldPtr hold;
    m_state.wakeExecutors.wait(lock, [&] {
        if (m_state.isStopping) return true;
        for (Lanes& lanes : m_state.lanes) {
            hold = lanes.take();
            if (hold) return true;
        }
        return false;
    });
    return hold;
}

void Executor::runJob(const HoldPtr& hold)
{
    const Job& job = hold->job;
    if (!hold->isOurs(m_state.now())) return m_state.forget(*hold);
    m_state.parts.metrics.jobPickedUp(job.queue, m_state.now() - job.runAt);
    const Kinds::Kind* kind = m_state.parts.kinds.find(job.kind);
    const auto patience = (kind != nullptr ? kind->options : KindOptions{}).deadline;
    JobRun run(job, {m_state.parts.pool, m_state.parts.clock, db::within(patience), [this, hold] {
                         const std::lock_guard lock(m_state.mutex);
                         return m_state.isStopping || !hold->isOurs(m_state.now());
                     }});
    const auto started = std::chrono::steady_clock::now();
    const auto result = handle(run, kind);
    const auto took = std::chrono::steady_clock::now() - started;
    const Verdict verdict = judge(run, kind, result);
    m_state.parts.metrics.jobFinished(job.kind, verdict.word,
                                      std::chrono::duration_cast<Duration>(took));
    if (run.isCompleted()) m_state.ring(); // its transaction may have enqueued what comes next
    if (verdict.isBatched) return m_state.finisher.add(hold);
    if (verdict.write) write(*hold, verdict);
    m_state.forget(*hold);
}

Result<Outcome> Executor::handle(JobRun& run, const Kinds::Kind* kind) const
{
    if (kind == nullptr) {
        return Outcome::retry(makeError(ErrorKind::Unavailable, "job.kind_unknown")
                                  .with("kind", run.job().kind)
                                  .because("no worker of this version handles it"));
    }
    // Exceptions are bugs or exhausted memory; they must not take the process down with them.
    try {
        return kind->run(run);
    } catch (const std::exception& exception) {
        return Outcome::retry(
            makeError(ErrorKind::Internal, "job.handler_failed", exception.what()));
    }
}

Verdict Executor::judge(const JobRun& run, const Kinds::Kind* kind,
                        const Result<Outcome>& result) const
{
    const Job& job = run.job();
    if (!result) return dead(job, kUnreadable, result.error());
    const KindOptions options = kind != nullptr ? kind->options : KindOptions{};
    switch (result->kind) {
    case Outcome::Kind::Done:
        if (run.isCompleted()) return {"done", {}, false};
        return {"done",
                [held = Held::of(job), this](db::Connection& connection) {
                    return complete(connection, held, m_state.now());
                },
                options.isBatched};
    case Outcome::Kind::Retry:
        if (run.isLastAttempt()) return dead(job, kExhausted, result->error);
        return retry(job, options, *result);
    case Outcome::Kind::Permanent:
        return dead(job, result->error.code, result->error);
    case Outcome::Kind::Snooze:
        return {"snoozed", [&job, at = m_state.now() + result->pause](db::Connection& connection) {
                    return putBack(connection, job, at, false, {});
                }};
    }
    return {};
}

Verdict Executor::retry(const Job& job, const KindOptions& options, const Outcome& outcome) const
{
    const Duration pause = options.backOff.after(job.attempt, m_state.parts.random());
    const Timestamp at = m_state.now() + std::max(pause, outcome.pause);
    spdlog::info("job {} {} is tried again: {}", job.id.text(), job.kind, describe(outcome.error));
    return {"retried", [&job, at, why = describe(outcome.error)](db::Connection& connection) {
                return putBack(connection, job, at, true, why);
            }};
}

Verdict Executor::dead(const Job& job, std::string_view reason, const Error& error) const
{
    std::string code(reason.empty() ? "job.handler_failed" : reason.substr(0, kMaxReason));
    spdlog::error("job {} {} is given up ({}): {}", job.id.text(), job.kind, code, describe(error));
    return {"dead", [held = Held::of(job), code = std::move(code), why = describe(error),
                     this](db::Connection& connection) {
                return bury(connection, held, m_state.now(), code, why);
            }};
}

// Tries until the lease ends; after that the job belongs to whoever sweeps.
void Executor::write(const Hold& hold, const Verdict& verdict)
{
    while (mayStillWrite(hold)) {
        auto lease = m_state.parts.pool.acquire(db::within(kPatience));
        const Done written = lease ? verdict.write(**lease) : Done(fail(lease));
        if (written) return;
        spdlog::warn("job {} was {}, which could not be written down: {}", hold.job.id.text(),
                     verdict.word, describe(written.error()));
        if (!isRetryable(written.error().kind)) return;
        std::unique_lock lock(m_state.mutex);
        m_state.wakeWriters.wait_for(lock, kBetweenAttempts);
    }
}

bool Executor::mayStillWrite(const Hold& hold)
{
    const std::lock_guard lock(m_state.mutex);
    return hold.isOurs(m_state.now()) && std::chrono::steady_clock::now() < m_state.drainedBy;
}

} // namespace

void execute(WorkerState& state, std::size_t number)
{
    nameThread("stoa-job-" + std::to_string(number));
    Executor(state).run();
}

} // namespace stoa::jobs
