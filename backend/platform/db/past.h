#pragma once
// The past, for reading: inside a transaction that is not committed, tables appear as an
// aggregate's own events had left them at a moment. Statements need not know: for the rest of the
// transaction, a table's name means its past.
//
// Costs the creation of the tables, some milliseconds each, and reads the aggregate's events alone:
// rows that they did not write are not there.

#include "platform/db/connection.h"

namespace stoa::db {

// `tables`: those that appear as they were; all others stay as they are now. The log itself ends at
// the moment. Inside a Transaction that will be rolled back; the names are the transaction's own,
// so any number of connections may look back at the same time. Errors: db.changes_unreadable (the
// log has rows of a table that is not given), db.*.
Done showPast(Connection& connection, std::span<const std::string_view> tables, const Uuid& org,
              const Uuid& aggregate, Timestamp at);

} // namespace stoa::db
