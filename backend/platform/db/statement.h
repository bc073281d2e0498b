#pragma once
// A named SQL statement. Statements live in <slice>.sql files and become constants at build time
// (embed_sql.cmake); nothing else in the program spells SQL. A file is a row of blocks:
//
//     -- One row by event_log's primary key; locks nothing.
//     -- name: select_event
//     SELECT type, payload FROM event_log WHERE org_id = $1 AND seq = $2;
//
// `stoa_embed_sql(stoa_domain orders/orders.sql orders)` then makes "domain/orders/orders_sql.h"
// with `stoa::orders::sql::kSelectOrder` (name "orders.select_order") and
// `stoa::orders::sql::kAll`, which a test prepares against the migrated schema. Names are unique in
// the program: they name the prepared statement on each connection, the metric and the log line.
//
// A statement that writes business state says so: `-- records: order_line AS l` below its name. The
// rows as it leaves them then become part of the transaction's events (event_log.h), from which
// rebuild.h makes the tables again. Such a statement inserts or updates and never deletes. One that
// writes many rows at once says `-- records: order_line BY ROWS AS SHAPE 2` and takes them as a
// RowSet (row_set.h), which makes the images on our side; the shape is a row of record_shape, which
// names their columns. `-- BY ROWS` alone takes a RowSet and records nothing.

#include <string_view>

namespace stoa::db {

struct Statement {
    std::string_view name;
    std::string_view sql;
    std::string_view records{}; // the table whose rows it records; they are its last column …
    bool isRowSet = false;      // … or come from the RowSet that it is run with …
    int shape = 0;              // … which gives them this shape
};

} // namespace stoa::db
