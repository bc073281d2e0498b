#pragma once
// The rows that transactions wrote, as the event log keeps them (event_log.h), back into tables: in
// a schema of their own, with the columns, defaults and keys of the real ones. Later images of a
// row win, in the order in which they are collected.
//
// A line of an event's changes is one row: `table {"column":value,…}`, or `#shape [value,…]` where
// record_shape names the table and the columns.

#include "platform/db/connection.h"

#include <map>
#include <set>

namespace stoa::db {

class Images {
public:
    enum class Others { Refused, LeftOut }; // rows of tables that are not among them

    // Of these tables; `schema` must exist when createTables() is called.
    Images(std::string schema, std::span<const std::string_view> tables, Others others);

    Done createTables(Connection& connection);
    // One event's changes. False when a line is no row, or one of another table where these are
    // refused; it and what follows is left out.
    bool collect(std::span<const std::uint8_t> changes);
    // Writes what was collected, and forgets it.
    Done apply(Connection& connection);

    std::size_t waitingBytes() const { return m_bytes; } // collected and not yet written
    std::int64_t count() const { return m_count; }       // rows collected so far

private:
    struct Shape {
        std::string table;
        std::vector<std::string> columns;
    };

    bool collectLine(std::string_view line);

    std::string m_schema;
    Others m_others;
    std::set<std::string_view> m_tables;
    std::map<int, Shape> m_shapes;
    std::map<std::string_view, std::string> m_images; // by table: the beginning of a JSON array
    std::size_t m_bytes = 0;
    std::int64_t m_count = 0;
};

} // namespace stoa::db
