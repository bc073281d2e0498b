#pragma once
// Makes the tables again from the event log, in a schema of their own, and compares them row by row
// with the real ones: the proof that the log alone would bring the marketplace back. What the log
// holds is in event_log.h (changes) and statement.h (`-- records:`).
//
// Everything sees one snapshot, so a live marketplace can go on beside it. The tables are shared
// out among lanes (parallel.h), each with a connection and a transaction of its own that reads the
// whole log: a chunk of events at a time, with the connection's deadline extended for each chunk.
// Memory is bounded by the chunk, kChunkBytes and the largest transaction, for each lane.

#include "platform/db/connection.h"

namespace stoa::db {

struct RebuildFinding {
    enum class Kind {
        Unexplained, // a row that no event wrote
        Lost,        // a row that the events wrote and the table does not have
        Different,   // columns that are not as the last event left them
        Erased,      // events whose changes were erased: their rows cannot be made again
        Unreadable,  // changes that are no rows of a known table, or do not fit its columns
    };
    Kind kind;
    std::string table;
    std::string subject;    // the row's key as a JSON object, or the event
    std::string columns;    // that differ
    std::int64_t total = 1; // of this kind and table; a finding is reported for the first few

    bool operator==(const RebuildFinding&) const = default;
};

struct RebuildReport {
    std::int64_t events = 0;
    std::int64_t images = 0; // rows applied
    std::vector<RebuildFinding> findings;
    bool isEqual() const { return findings.empty(); }
};

enum class RebuiltTables {
    Discard,
    Keep, // in the schema stoa_rebuilt, in place of those kept before
};

// `tables`: all that the program's statements record. Not inside a transaction, and one at a time
// in a database: another one is db.lock_timeout. Other errors: those of reading and writing.
Result<RebuildReport> rebuild(Connection& connection, std::span<const std::string_view> tables,
                              RebuiltTables afterwards);

} // namespace stoa::db
