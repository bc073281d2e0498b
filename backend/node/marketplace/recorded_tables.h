#pragma once
// The tables whose every row is in the event log: those that a statement of some slice records
// (platform/db/statement.h). The others hold what is no business state: credentials, sessions,
// idempotency keys, the log itself and the audit trail.

#include <string_view>
#include <vector>

namespace stoa::node {

std::vector<std::string_view> recordedTables(); // by name, each once
// Those that an order's own events write, and nothing else does to its rows.
std::vector<std::string_view> recordedTablesOfOrders();

} // namespace stoa::node
