#pragma once
// The rows that transactions wrote, as the event log keeps them (event_log.h), back into tables: in
// a schema of their own, with the columns, defaults and keys of the real ones. Later images of a
// row win, in the order in which they are collected.
//
// A line of an event's changes is one row: `table {"column":value,…}`, or `#shape [value,…]` where
// record_shape names the table and the columns; the values of a shape are no arrays or objects.

#include "platform/db/connection.h"

#include <map>
#include <set>

namespace stoa::db {

class Images {
public:
    using Tables = std::span<const std::string_view>;

    // Of these tables; `schema` must exist when createTables() is called. Rows of others are left
    // out. When `known` says which there are, a row of any other is refused.
    Images(std::string schema, Tables tables, Tables known = {});

    Done createTables(Connection& connection);
    // One event's changes. False when a line is no row, or a refused one; it and what follows is
    // left out.
    bool collect(std::span<const std::uint8_t> changes);
    // Writes what was collected, and forgets it. The tables have every image of a row, and no keys.
    // After an error, which a value that its column refuses is, too: roll back, and discard().
    Done apply(Connection& connection);
    // Forgets what was collected and not written.
    void discard();
    // Applies what is left. From here on the tables have the last image of each row.
    Done settle(Connection& connection);
    // Gives the settled tables their primary keys, which costs about as much again.
    Done addKeys(Connection& connection);

    std::int64_t count() const { return m_count; } // rows collected so far, but for discarded ones

private:
    struct Shape {
        std::string table;
        std::size_t width = 0; // columns
        std::string copy;      // the command
        std::string rows{};    // for it, collected
    };

    bool collectLine(std::string_view line);
    bool collectShaped(std::string_view number, std::string_view row);
    bool collectNamed(std::string_view table, std::string_view row);
    bool isRefused(std::string_view table) const;
    Done runForEach(Connection& connection, const Statement& statement);

    std::string m_schema;
    std::set<std::string_view> m_tables;
    std::set<std::string_view> m_known;
    std::map<int, Shape> m_shapes;
    std::map<std::string_view, std::string> m_objects; // by table: the beginning of a JSON array
    std::int64_t m_count = 0;
    std::int64_t m_written = 0;
};

} // namespace stoa::db
