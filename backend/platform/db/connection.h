#pragma once
// One session with PostgreSQL over libpq: synchronous, used by one thread at a time, usually
// borrowed from a Pool. Statements are prepared on first use and stay prepared. Every call goes out
// in pipeline mode and costs one round trip, however many statements it carries (see Pipeline).
//
// Deadlines: setDeadline() bounds everything that follows. The server is told the time that is left
// as its statement_timeout, so that a late statement ends there and the connection stays usable;
// when even the server is silent, the connection is dropped kDropGrace after the deadline. A
// dropped connection stays broken: the Pool replaces it.
//
// Outside a Transaction each call commits by itself, and a connection lost in the middle does not
// tell whether it did: use that for reads only.
//
// Errors of every call: see platform/db/errors.h. Details name the statement, never a value.

#include "core/assert.h"
#include "platform/db/connect_info.h"
#include "platform/db/row_set.h"
#include "platform/db/rows.h"
#include "platform/db/statement.h"

#include <unordered_map>
#include <unordered_set>

struct pg_conn;

namespace stoa::db {

struct Call {
    Statement statement;
    Params params;
    std::size_t form = 0; // of a RowSet
};

// One row as a statement marked `-- records:` left it (statement.h).
struct RecordedRow {
    std::string_view table;
    std::string json; // an object by column names, without line breaks

    std::optional<Uuid> organisation() const; // nothing for a reference table
};

class Connection {
public:
    static constexpr std::chrono::milliseconds kDropGrace{500};
    static constexpr std::size_t kMaxCalls = 1000; // of one round trip

    // Errors: db.connection_lost (away, or refuses us), db.out_of_resources (too many connections).
    static Result<std::unique_ptr<Connection>> open(const ConnectInfo& info, Deadline deadline);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void setDeadline(Deadline deadline) { m_deadline = deadline; }
    Deadline deadline() const { return m_deadline; }

    template <class... Args>
    Result<Rows> run(const Statement& statement, const Args&... args)
    {
        return runCall({statement, Params::of(args...)});
    }

    // Sends this statement with the next round trip, before what that one carries. Its rows are
    // thrown away; its error is the next call's error. For writes whose result nobody needs to look
    // at; inside a Transaction only.
    template <class... Args>
    void defer(const Statement& statement, const Args&... args)
    {
        STOA_ASSERT(m_inTransaction && !statement.isRowSet);
        m_deferred.push_back({statement, Params::of(args...)});
    }
    // The same for a set of rows; none are nothing to do.
    void defer(const RowSet& rows)
    {
        STOA_ASSERT(m_inTransaction);
        if (!rows.empty()) m_deferred.push_back({rows.statement(), rows.params(), rows.form()});
    }

    // Sends what is deferred so far and waits for nothing, so that the server works on it while the
    // caller makes more; the answers come with the next round trip. Before the transaction's first
    // round trip it does nothing.
    void sendAhead();

    // The calls in order, in one round trip. The first failure is the answer for all of them.
    Result<std::vector<Rows>> runAll(std::vector<Call> calls);
    // Prepares the statement in all its forms without running it: the test of all statements
    // against the schema.
    Done prepare(const Statement& statement);
    // A script of several statements without parameters: migrations and session commands.
    Done runScript(std::string_view sql);
    // `COPY … FROM STDIN` with rows in its text format: the fastest way in for many rows.
    Done copyIn(const std::string& command, std::string_view rows);

    // What the statements of the open transaction recorded for this organisation, or for none, in
    // the order of writing; each row is handed out once. Deferred statements count after their
    // round trip. Whoever opened the transaction must have taken everything before it commits.
    std::vector<RecordedRow> takeRecorded(const Uuid& organisation);
    // Rows that nobody has taken yet, those of deferred statements and of those sent ahead
    // included.
    bool hasRecorded() const;

    // After `LISTEN`: the payloads of notifications that came, waiting until `until` for the first
    // one. Empty when none came in time. Errors: db.connection_lost.
    Result<std::vector<std::string>> awaitNotices(Deadline until);

    // False once the link is lost or was dropped: nothing works on it any more.
    bool isUsable() const;
    bool isInTransaction() const { return m_inTransaction; }
    // True when the server has not closed the link while it lay idle. Costs no round trip.
    bool isAlive() const;
    int backendPid() const { return m_pid; }
    const ConnectInfo& info() const { return m_info; }
    // How often this connection has waited for the server: tests prove round trips with it.
    std::int64_t roundTrips() const { return m_roundTrips; }

private:
    friend class Transaction;
    struct Finish {
        void operator()(pg_conn* conn) const;
    };
    using Handle = std::unique_ptr<pg_conn, Finish>;
    // One answer that the server owes us: to preparing a call's statement, or to executing it.
    struct Step {
        std::size_t call;
        bool isPrepare;
    };

    Connection(ConnectInfo info, Handle handle, Deadline deadline);
    static Result<Handle> connect(const ConnectInfo& info, Deadline deadline);
    Done reconnect(Deadline deadline);
    Done configure();
    void begin(const Statement& begin, bool takesId, std::string_view snapshot = {});
    void endTransaction();

    Result<Rows> runCall(Call call);
    void addServerTimeout(std::vector<Call>& calls);
    Result<std::vector<Rows>> exchange(std::vector<Call> calls);
    bool send(Call call);
    bool sendPrepare(const Call& call);
    Done prepare(const Call& call);
    Result<std::vector<Rows>> receive();
    void record(const Call& call, const Rows& rows);
    Done sendSimple(const std::string& text, std::string_view during);
    Done finishSimple(std::string_view during);
    Done flush(std::string_view during);
    Result<pg_result*> nextResult(std::string_view during);
    Done wait(bool alsoWrite, std::string_view during);
    Error lost(std::string_view during);

    ConnectInfo m_info;
    Handle m_handle;
    Deadline m_deadline;
    int m_pid = 0;
    std::string m_history; // which cluster this session talks to, since which restore
    std::unordered_set<std::string> m_prepared; // by nameOf(call)
    std::vector<Call> m_deferred;
    std::vector<Call> m_sent;                     // since the last round trip
    std::vector<Step> m_owed;                     // for m_sent
    std::chrono::milliseconds m_serverTimeout{0}; // statement_timeout of the session; 0: not known
    std::int64_t m_roundTrips = 0;

    bool m_inTransaction = false;
    std::vector<RecordedRow> m_recorded;
    std::vector<Call> m_opening; // BEGIN, until the first statement takes it along
    std::string m_adopted;       // the statement that adopts another transaction's snapshot
    std::string m_transactionId; // of the open transaction, once the server has told it
    std::string m_life;          // of the server: another one after a crash or a restart
};

} // namespace stoa::db
