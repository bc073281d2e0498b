#pragma once
// Brings a database to the schema of this program. migrations/NNNN_slug.sql are compiled in and
// applied in order, each in its own transaction, under an advisory lock so that two starting nodes
// do not collide. Append-only and forward-only: a released file is never edited, its SHA-256 is
// stored and compared. Big changes are expand, backfill as a job, contract.
//
// The epoch names this history of the database. A restore or a fail-over may take committed rows
// back while ids and counters are handed out again, so whatever remembers a position in this
// database (cursor, transaction id, sync base) remembers the epoch with it and starts over when it
// differs.

#include "platform/db/connection.h"

#include <span>

namespace stoa::db {

struct Migration {
    int version;
    std::string_view slug;
    std::string_view sql;
};

std::span<const Migration> compiledMigrations();

struct Migrated {
    std::vector<int> applied; // versions applied by this call, in order
    int version = 0;          // the version that the database has now
    Uuid epoch;
    bool isNewEpoch = false; // first start, restore or fail-over: cursors from before are void
};

// Opens a connection of its own, on which any statement may take until `deadline`.
// Errors: db.schema_too_new (params ours, theirs), db.migration_changed (param version), db.*.
Result<Migrated> migrate(const ConnectInfo& info, Timestamp now, Deadline deadline,
                         std::span<const Migration> migrations = compiledMigrations());

// The epoch that the database is in now.
Result<Uuid> readEpoch(Connection& connection);

// 32 random bytes made when the database was created, from which tokens' keys are derived.
Result<Bytes> readTokenSecret(Connection& connection);

} // namespace stoa::db
