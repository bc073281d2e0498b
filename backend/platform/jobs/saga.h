#pragma once
// Sagas: work in several steps that no single transaction can hold, because steps talk to the
// outside. Each step is a job, and names what undoes it. When a step fails for good, or the saga's
// deadline passes, what has been done is undone in reverse order, each compensation tried again
// until it succeeds. The state is in the database: after a crash the step that was under way runs
// again.
//
//     sagas.add({"payout", hours(24), {{"reserve", reserve, release}, {"pay", pay, recall}}});
//     sagas.addTo(kinds);
//     STOA_CHECK(sagas.start(unit.db(), {.org = seller, .kind = "payout", .data = …}, unit.now()));
//
// A step may run more than once: it uses run.key() as its idempotency key outside, and hands its
// writes to run.commitWith(), which happen exactly once, together with the saga's progress. A step
// whose outcome is not known when it is given up (InDoubt, Timeout, Unavailable) is compensated
// too: a compensation must accept that there is nothing to undo.
//
// A compensation that fails 25 times is a dead letter; replaying it goes on where it stopped.

#include "platform/jobs/kinds.h"

namespace stoa::jobs {

struct NewSaga {
    Uuid org;
    std::string kind;
    std::string data; // what the steps read and write; at most 256 KiB
    std::string traceParent;
    Uuid id = Uuid::makeV7();
};

enum class SagaState { Running, Compensating, Completed, Compensated };

struct Saga {
    Uuid org;
    Uuid id;
    std::string kind;
    SagaState state = SagaState::Running;
    std::size_t step = 0; // Running: the next to run; Compensating: one more than the next to undo
    std::string data;
    Timestamp deadline;
    std::string lastError; // why it is compensating
    std::int64_t version = 1;
};

// One run of one step, or of its compensation.
class SagaRun {
public:
    using Write = std::function<Done(db::Connection&)>;

    SagaRun(JobRun& job, const Saga& saga) : data(saga.data), m_job(job), m_saga(saga) {}

    const Uuid& org() const { return m_saga.org; }
    Timestamp now() const { return m_job.now(); }
    // Why the saga turned back; empty while it goes forward.
    const std::string& why() const { return m_saga.lastError; }
    db::Deadline deadline() const { return m_job.deadline(); }
    Result<db::Lease> connect() const { return m_job.connect(); }
    // The same for every run of this step: "<saga>:<step>", with ":undo" for its compensation.
    std::string key() const;
    // Done in the transaction that records the step, in the order of the calls.
    void commitWith(Write write) { m_writes.push_back(std::move(write)); }
    const std::vector<Write>& writes() const { return m_writes; }

    std::string data; // kept for the following steps when this one succeeds

private:
    JobRun& m_job;
    const Saga& m_saga;
    std::vector<Write> m_writes;
};

struct SagaStep {
    using Action = std::function<Done(SagaRun&)>;

    std::string name;
    Action run;
    Action compensate; // of a step that needs no undoing: one that returns Done
};

struct SagaKind {
    std::string kind;
    Duration patience{0}; // from the start to the deadline
    std::vector<SagaStep> steps;
    KindOptions options{}; // of the jobs that run the steps
};

class Sagas {
public:
    static constexpr std::string_view kQueue = "sagas";

    void add(SagaKind kind); // each once
    // Registers the jobs of the sagas. `kinds` must not outlive this.
    void addTo(Kinds& kinds) const;

    // In the caller's transaction.
    Result<Uuid> start(db::Connection& connection, const NewSaga& saga, Timestamp now) const;
    // Errors: saga.not_found.
    static Result<Saga> read(db::Connection& connection, const Uuid& org, const Uuid& id);

private:
    std::map<std::string, SagaKind, std::less<>> m_kinds;
};

} // namespace stoa::jobs
