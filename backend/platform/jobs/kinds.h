#pragma once
// Which function handles which kind of job, with its payload decoded. Filled once at start-up by
// the assembly and constant afterwards: the queue itself knows no kind.
//
//     kinds.add<MailRequest>("mail.send", {}, readMail, [](JobRun& run, const MailRequest& mail) {
//         …                       // talk to the outside, with the job's id as idempotency key
//         return Outcome::done();
//     });
//
// A handler runs on a worker's thread, blocks there, and may run again for the same job: at least
// once. For effects in the database exactly once, write them in a transaction that also completes:
//
//     STOA_TRY(connection, run.connect());
//     db::Transaction transaction(*connection);
//     …writes…
//     STOA_CHECK(run.complete(*connection));   // refuses when somebody else holds the job by now
//     return transaction.commit();             // a Done is an Outcome
//
// A payload that cannot be read is a dead letter at once. A kind that nobody here knows is tried
// again later, because another version of the program may know it.

#include "core/clock.h"
#include "platform/db/pool.h"
#include "platform/jobs/leases.h"

#include <functional>

namespace stoa::jobs {

struct Outcome {
    enum class Kind {
        Done,
        Retry,     // later, with back-off, until the attempts are used up
        Permanent, // never: to the dead letters
        Snooze,    // later, and this attempt does not count
    };

    Kind kind = Kind::Done;
    Error error{};
    Duration pause{0}; // of Snooze; of Retry when longer than its back-off

    // An error that may pass is Retry, any other Permanent.
    Outcome(Done result);
    Outcome(tl::unexpected<Error> failed) : Outcome(Done(std::move(failed))) {}

    static Outcome done() { return Outcome(Done{}); }
    static Outcome retry(Error error) { return {Kind::Retry, std::move(error), Duration{0}}; }
    static Outcome permanent(Error error)
    {
        return {Kind::Permanent, std::move(error), Duration{0}};
    }
    static Outcome snooze(Duration pause) { return {Kind::Snooze, {}, pause}; }

private:
    Outcome(Kind which, Error why, Duration how) : kind(which), error(std::move(why)), pause(how) {}
};

// One run of one job, as its handler sees it. Used by that handler's thread only.
class JobRun {
public:
    struct Context {
        db::Pool& pool;
        const Clock& clock;
        db::Deadline deadline;
        std::function<bool()> isEnding; // the worker stops, or has lost the job
    };
    JobRun(const Job& job, Context context) : m_job(job), m_context(std::move(context)) {}

    const Job& job() const { return m_job; }
    Timestamp now() const { return m_context.clock.now(); }
    db::Deadline deadline() const { return m_context.deadline; }
    // Long work asks between its steps, and returns Outcome::snooze when it is so.
    bool isEnding() const { return m_context.isEnding(); }
    bool isLastAttempt() const { return m_job.attempt >= m_job.maxAttempts; }

    // A connection until the run's deadline.
    Result<db::Lease> connect() const { return m_context.pool.acquire(m_context.deadline); }
    // Inside the transaction of the job's effects. Errors: job.lease_lost.
    Done complete(db::Connection& connection);
    bool isCompleted() const { return m_isCompleted; }

private:
    const Job& m_job;
    Context m_context;
    bool m_isCompleted = false;
};

struct BackOff {
    Duration base = std::chrono::seconds(2);
    Duration cap = std::chrono::minutes(10);

    // After the attempt of this number, with full jitter: `random`, from 0 to below 1, of
    // min(cap, base · 2^(attempt − 1)).
    // Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    Duration after(int attempt, double random) const;
};

struct KindOptions {
    BackOff backOff{};
    // Completions of many jobs are written together, within 5 ms or 200 jobs. Only for kinds that
    // may run twice without harm, since a crash in between repeats them.
    bool isBatched = false;
    std::chrono::milliseconds deadline{20'000}; // of one run
};

class Kinds {
public:
    template <class Payload>
    using Decode = std::function<Result<Payload>(std::string_view payload)>;
    template <class Payload>
    using Handle = std::function<Outcome(JobRun&, const Payload&)>;

    struct Kind {
        KindOptions options;
        // The error is that of the decoder; otherwise what the handler said.
        std::function<Result<Outcome>(JobRun&)> run;
    };

    template <class Payload>
    void add(std::string kind, KindOptions options, Decode<Payload> decode, Handle<Payload> handle)
    {
        add(std::move(kind), {options,
                              [decode = std::move(decode),
                               handle = std::move(handle)](JobRun& run) -> Result<Outcome> {
                                  auto payload = decode(run.job().payload);
                                  if (!payload) return fail(payload);
                                  return handle(run, *payload);
                              }});
    }
    void add(std::string kind, Kind handler); // each kind once

    // nullptr when nobody handles it.
    const Kind* find(std::string_view kind) const;

private:
    std::map<std::string, Kind, std::less<>> m_kinds;
};

} // namespace stoa::jobs
