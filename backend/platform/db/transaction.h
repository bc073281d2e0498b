#pragma once
// One READ COMMITTED transaction on a Connection. Leaving the scope without commit() rolls back.
// BEGIN travels with the first statement and costs no round trip of its own; so do deferred writes
// with COMMIT. A transaction that never sent a statement never touches the server.
//
// Ambiguous commit: the transaction's id is learned with the first statement. When the link is lost
// after COMMIT was sent, commit() reconnects, ends what is left of the old session, and asks
// pg_xact_status for the truth. After a crash of the server that is the truth only for ids that
// recovery has seen: those that never reached the disk are given out again. Only when nobody can
// tell is the answer InDoubt; the caller then asks by its idempotency key, and never repeats the
// work under another one.
//
// Needs a migrated database. Transactions do not nest.

#include "platform/db/connection.h"

namespace stoa::db {

class Transaction {
public:
    enum class Mode {
        ReadWrite,
        ReadOnly, // one snapshot for all its statements
        Snapshot, // the same, and may write what nobody else does
    };
    // What a ReadOnly or Snapshot transaction sees, for others to see, too, as long as it is open.
    struct Shared {
        std::string snapshot;
    };

    // How long commit() looks for the truth after a lost link, beyond the connection's deadline.
    static constexpr std::chrono::milliseconds kDoubtWindow{3000};

    explicit Transaction(Connection& connection, Mode mode = Mode::ReadWrite);
    // A Snapshot that another transaction shares.
    Transaction(Connection& connection, const Shared& shared);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Errors: db.commit_in_doubt (InDoubt), db.connection_lost (known not to have happened),
    // db.transaction_failed (a statement had failed before), db.changes_not_logged (rows that a
    // statement recorded belong to no event: a bug), and those of deferred statements.
    Done commit();
    void rollback();
    Result<Shared> share();

private:
    Done resolve(const Error& cause);

    Connection& m_connection;
    Mode m_mode;
    bool m_open = true;
};

} // namespace stoa::db
