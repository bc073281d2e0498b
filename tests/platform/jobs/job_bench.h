#pragma once
// A database with organisations to queue jobs on, and workers on a clock that the test moves. Jobs
// of the kind "test.effect" write one row to test_effect in the transaction that completes them, so
// a test counts effects and not calls.

#include "platform/db/transaction.h"
#include "platform/jobs/dead_letters.h"
#include "platform/jobs/leases.h"
#include "platform/jobs/worker.h"
#include "platform/observability/metrics.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_cluster.h"
#include "support/wait_until.h"

namespace stoa::test {

inline constexpr db::Statement kInsertEffect{
    "test.insert_effect", "INSERT INTO test_effect (job_id, made_by) VALUES ($1, $2)"};

class JobBench {
public:
    JobBench() : JobBench(TestCluster::ofProcess().createDatabase()) {}
    explicit JobBench(db::ConnectInfo database)
        : info(std::move(database)), pool(info, 16), m_connection(open())
    {
        must(m_connection->runScript("CREATE TABLE test_effect (job_id uuid, made_by text)"));
        org = addOrg();
        addEffect(kinds, "worker");
    }

    std::unique_ptr<db::Connection> open() const
    {
        return must(db::Connection::open(info, db::within(std::chrono::minutes(4))));
    }
    db::Connection& db() { return *m_connection; }
    void reconnect() { m_connection = open(); }

    Uuid addOrg()
    {
        const Uuid added = Uuid::makeV7();
        must(m_connection->run(db::Statement{"test.insert_org",
                                             "INSERT INTO organisation (org_id, kind, slug,"
                                             " display_name, status, created_at, version)"
                                             " VALUES ($1, 'seller', $2, 'Test', 'open', $3, 1)"},
                               added, added.text(), clock.now()));
        return added;
    }
    jobs::NewJob job(std::string kind = "test.effect") const
    {
        jobs::NewJob made;
        made.org = org;
        made.queue = "default";
        made.kind = std::move(kind);
        return made;
    }
    std::size_t enqueue(const std::vector<jobs::NewJob>& list)
    {
        return must(jobs::enqueue(*m_connection, list, clock.now()));
    }
    Uuid enqueue(const jobs::NewJob& one)
    {
        if (enqueue(std::vector{one}) != 1) qFatal("a job was not new");
        return one.id;
    }
    // What a worker that dies right afterwards does.
    std::vector<jobs::Job> claim(std::size_t most)
    {
        const std::array claims{jobs::Claim{org, "default", most}};
        return must(jobs::claim(*m_connection, claims, "somebody else", clock.now(),
                                clock.now() + std::chrono::seconds(30)))[0];
    }

    // A statement whose text lives as long as the bench.
    db::Statement statement(const std::string& sql)
    {
        const auto [at, isNew] = m_statements.try_emplace(sql);
        if (isNew) at->second = "test.ask_" + std::to_string(m_statements.size());
        return {at->second, at->first};
    }
    std::int64_t number(const std::string& sql)
    {
        return must(m_connection->run(statement(sql))).single().get<std::int64_t>("n");
    }
    std::int64_t countOf(const std::string& table)
    {
        return number("SELECT count(*) AS n FROM " + table);
    }
    std::string text(const std::string& sql)
    {
        return must(m_connection->run(statement(sql))).single().get<std::string>("text");
    }
    std::vector<jobs::DeadLetter> dead()
    {
        Uuid last;
        last.bytes.fill(0xff);
        return must(jobs::listDead(*m_connection,
                                   {{}, {}, {clock.now() + std::chrono::hours(1), last}}, 100));
    }

    // Writes `text` and completes, in one transaction.
    static Done effect(jobs::JobRun& run, const std::string& by)
    {
        STOA_TRY(connection, run.connect());
        db::Transaction transaction(*connection);
        STOA_CHECK(connection->run(kInsertEffect, run.job().id, by));
        STOA_CHECK(run.complete(*connection));
        return transaction.commit();
    }
    static void addEffect(jobs::Kinds& to, const std::string& by)
    {
        to.add<std::string>("test.effect", {}, readText,
                            [by](jobs::JobRun& run, const std::string&) -> jobs::Outcome {
                                return effect(run, by);
                            });
    }
    static Result<std::string> readText(std::string_view payload) { return std::string(payload); }
    // A kind whose payload is a text.
    void handle(const std::string& kind,
                std::function<jobs::Outcome(jobs::JobRun&, const std::string&)> handler,
                jobs::KindOptions options = {})
    {
        kinds.add<std::string>(kind, options, readText, std::move(handler));
    }

    static jobs::Worker::Options options(std::size_t threads = 4)
    {
        jobs::Worker::Options chosen;
        chosen.threads = threads;
        chosen.queues = {{.name = "default", .concurrency = threads}};
        return chosen;
    }
    std::unique_ptr<jobs::Worker> work(jobs::Worker::Options chosen = options())
    {
        auto worker = std::make_unique<jobs::Worker>(
            jobs::Worker::Parts{pool, clock, kinds, pressure, metrics, [this] { return random; }},
            std::move(chosen));
        worker->start();
        return worker;
    }
    // Moves the clock until the condition holds, as time would, a second at a time.
    bool passTimeUntil(jobs::Worker& worker, const std::function<bool()>& condition)
    {
        return waitUntil(
            [&] {
                if (condition()) return true;
                clock.advance(std::chrono::seconds(1));
                worker.ring();
                return false;
            },
            std::chrono::seconds(60));
    }

    db::ConnectInfo info;
    FakeClock clock;
    db::Pool pool;
    jobs::Kinds kinds;
    jobs::Pressure pressure;
    observability::Metrics metrics;
    double random = 0.5;
    Uuid org;

private:
    std::map<std::string, std::string> m_statements; // the names, by their text
    std::unique_ptr<db::Connection> m_connection;
};

} // namespace stoa::test
