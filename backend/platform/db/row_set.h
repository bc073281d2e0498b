#pragma once
// Many rows for one set-based statement marked `-- records: <table> BY ROWS`, and for each row the
// image that the event log keeps of it (event_log.h). The statement takes one array per column and
// says which in `FROM unnest($1::uuid[], …) AS r (org_id, …)`; what it does not say, it leaves NULL
// or, in an UPDATE of all columns, does not exist.
//
//     RowSet rows(sql::kInsertOrders);
//     unit.write(rows, seller, order.id, order.number, …);   // in the order of the columns
//     connection.defer(rows);

#include "core/assert.h"
#include "platform/db/params.h"
#include "platform/db/statement.h"

namespace stoa::db {

class RowSet {
public:
    explicit RowSet(const Statement& statement);

    // The image of the row, which belongs into the changes of the event that tells of it.
    template <class... Values>
    [[nodiscard]] std::string add(const Values&... values)
    {
        std::size_t column = 0;
        (m_columns.at(column++).values.add(values), ...);
        ++m_size;
        return image(values...);
    }
    // The image alone, of a row that is written later, as a further change leaves it.
    template <class... Values>
    std::string image(const Values&... values) const;

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    const Statement& statement() const { return m_statement; }
    Params params() const;

private:
    struct Column {
        std::string name;
        Array values;
    };

    static void write(std::string& json, std::int64_t value);
    static void write(std::string& json, int value) { write(json, std::int64_t{value}); }
    static void write(std::string& json, Version value) { write(json, value.value); }
    static void write(std::string& json, std::string_view value);
    static void write(std::string& json, const std::string& value)
    {
        write(json, std::string_view(value));
    }
    static void write(std::string& json, const char* value)
    {
        write(json, std::string_view(value));
    }
    static void write(std::string& json, const Uuid& value);
    static void write(std::string& json, Timestamp value) { write(json, value.text()); }
    static void write(std::string& json, Currency value)
    {
        write(json, std::string_view(value.code()));
    }
    template <class Tag>
    static void write(std::string& json, const Id<Tag>& value)
    {
        write(json, value.uuid());
    }

    const Statement& m_statement;
    std::vector<Column> m_columns;
    std::size_t m_size = 0;
};

template <class... Values>
std::string RowSet::image(const Values&... values) const
{
    STOA_ASSERT(sizeof...(values) == m_columns.size());
    std::string line(m_statement.records);
    line.reserve(64 * sizeof...(values));
    char before = '{';
    std::size_t column = 0;
    const auto member = [&](const auto& value) {
        if (column == 0) line += ' ';
        line += std::exchange(before, ',');
        line += '"';
        line += m_columns[column++].name;
        line += "\":";
        write(line, value);
    };
    (member(values), ...);
    line += "}\n";
    return line;
}

} // namespace stoa::db
