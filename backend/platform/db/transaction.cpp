#include "platform/db/transaction.h"

#include "core/assert.h"
#include "platform/db/db_sql.h"
#include "platform/db/errors.h"

#include <libpq-fe.h>

#include <thread>

namespace stoa::db {
namespace {

constexpr std::chrono::milliseconds kRollbackPatience{2000};
constexpr std::chrono::milliseconds kBetweenAttempts{20};

Error inDoubt(std::string_view why)
{
    return makeError(ErrorKind::InDoubt, "db.commit_in_doubt", why);
}

} // namespace

Transaction::Transaction(Connection& connection, Mode mode) : m_connection(connection), m_mode(mode)
{
    const auto& begin = mode == Mode::ReadOnly   ? sql::kBeginReadOnly
                        : mode == Mode::Snapshot ? sql::kBeginSnapshot
                                                 : sql::kBegin;
    connection.begin(begin, mode != Mode::ReadOnly);
}

Transaction::Transaction(Connection& connection, const Shared& shared)
    : m_connection(connection), m_mode(Mode::Snapshot)
{
    connection.begin(sql::kBeginSnapshot, true, shared.snapshot);
}

Transaction::~Transaction()
{
    if (m_open) rollback();
}

Done Transaction::commit()
{
    STOA_ASSERT(m_open);
    Connection& link = m_connection;
    if (!link.m_opening.empty() && link.m_deferred.empty()) {
        rollback(); // nothing was ever sent
        return {};
    }
    if (link.hasRecorded()) {
        rollback();
        return fail(ErrorKind::Internal, "db.changes_not_logged",
                    "recorded rows belong to no event");
    }
    const auto rows = link.runAll({Call{sql::kCommit, {}}});
    if (rows) {
        const bool isCommitted = rows->front().commandTag() == "COMMIT";
        m_open = false;
        link.endTransaction();
        if (isCommitted) return {};
        return fail(ErrorKind::Internal, "db.transaction_failed", "a statement had failed before");
    }
    if (!link.isUsable() && m_mode != Mode::ReadOnly) return resolve(rows.error());
    rollback();
    return fail(rows);
}

void Transaction::rollback()
{
    STOA_ASSERT(m_open);
    m_open = false;
    Connection& link = m_connection;
    const bool isIdle =
        !link.isUsable() || PQtransactionStatus(link.m_handle.get()) == PQTRANS_IDLE;
    link.endTransaction();
    if (isIdle) return;
    link.m_serverTimeout = {};
    const Deadline deadline = std::exchange(link.m_deadline, within(kRollbackPatience));
    // After a statement that was sent ahead and failed the server skips all up to the answers.
    if (!link.m_sent.empty()) (void)link.exchange({Call{sql::kPing, {}}});
    // What cannot be rolled back is not used again; the server rolls back when the link closes.
    if (!link.exchange({Call{sql::kRollback, {}}})) link.lost("rollback");
    link.m_deadline = deadline;
}

Result<Transaction::Shared> Transaction::share()
{
    STOA_ASSERT(m_mode != Mode::ReadWrite);
    return m_connection.run(sql::kExportSnapshot).map([](const Rows& rows) {
        return Shared{rows.single().get<std::string>("snapshot")};
    });
}

// COMMIT was sent and no answer came. Asks a new session what became of the transaction.
Done Transaction::resolve(const Error& cause)
{
    m_open = false;
    Connection& link = m_connection;
    const std::string xid = link.m_transactionId;
    const std::string history = link.m_history;
    const std::string life = link.m_life;
    const int pid = link.m_pid;
    const Deadline callers = link.m_deadline;
    link.endTransaction();
    if (xid.empty()) return fail(inDoubt("the transaction's id is not known: " + cause.detail));

    const Deadline until = std::max(callers, std::chrono::steady_clock::now()) + kDoubtWindow;
    std::string fate = "unreachable";
    while (std::chrono::steady_clock::now() < until) {
        const auto connected = link.isUsable() ? Done{} : link.reconnect(until);
        if (connected && link.m_history != history) {
            fate = "asked of another history";
            break;
        }
        if (connected && link.runCall({sql::kEndSession, Params::of(pid, xid)})) {
            const bool hasCrashed = link.m_life != life;
            const auto& ask = hasCrashed ? sql::kTransactionFateAfterCrash : sql::kTransactionFate;
            const auto rows = link.runCall({ask, Params::of(xid)});
            if (rows)
                fate = rows->single().get<std::optional<std::string>>("fate").value_or("forgotten");
            if (fate == "committed" || fate == "aborted" || fate == "forgotten") break;
        }
        // A server that restarts refuses at once; without a pause this loop would spin until it is
        // up.
        std::this_thread::sleep_for(kBetweenAttempts);
    }
    link.m_deadline = callers;
    if (fate == "committed") return {};
    if (fate == "aborted") {
        return fail(ErrorKind::Unavailable, "db.connection_lost", "rolled back: " + cause.detail);
    }
    return fail(inDoubt("fate of transaction " + xid + ": " + fate));
}

} // namespace stoa::db
