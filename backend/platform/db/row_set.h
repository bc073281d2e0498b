#pragma once
// Many rows for one set-based statement marked `-- records: <table> BY ROWS AS SHAPE <n>` or
// `-- BY ROWS`, and for the former the image that the event log keeps of each row (images.h). The
// statement takes
// one array per column and nothing else, and says which in `FROM unnest($1::uuid[], …) AS r
// (org_id, …)`; what it does not say, it leaves NULL or, in an UPDATE of all columns, does not
// exist. The first column is never NULL.
//
// Opening an array costs the server ten times what an element does, so a few rows go out as values:
// the same statement with `(VALUES ($1::uuid, …), …)` in place of unnest, in one of kForms.
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
    // For how many rows there is a statement with values; what is left over is NULL.
    static constexpr std::size_t kForms[] = {1, 2, 4, 8};

    explicit RowSet(const Statement& statement);
    // The statement's text in one of kForms, or for 0 as it is.
    static std::string textOf(const Statement& statement, std::size_t form);

    // The image of the row, which belongs into the changes of the event that tells of it.
    template <class... Values>
    [[nodiscard]] std::string add(const Values&... values)
    {
        put(values...);
        return image(values...);
    }
    // A row that the log keeps no image of.
    template <class... Values>
    void put(const Values&... values)
    {
        std::size_t column = 0;
        (m_columns.at(column++).add(values), ...);
        ++m_size;
    }
    // The image alone, of a row that is written later, as a further change leaves it.
    template <class... Values>
    std::string image(const Values&... values) const;

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    const Statement& statement() const { return m_statement; }
    // How it is sent: in one of kForms, or 0 as arrays.
    std::size_t form() const;
    Params params() const;

private:
    static void write(std::string& json, std::int64_t value);
    static void write(std::string& json, bool value) { json += value ? "true" : "false"; }
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
    std::vector<Array> m_columns;
    std::size_t m_size = 0;
};

template <class... Values>
std::string RowSet::image(const Values&... values) const
{
    STOA_ASSERT(m_statement.shape > 0 && sizeof...(values) == m_columns.size());
    std::string line;
    line.reserve(24 * sizeof...(values));
    line += '#';
    line += std::to_string(m_statement.shape);
    char before = '[';
    const auto element = [&](const auto& value) {
        if (before == '[') line += ' ';
        line += std::exchange(before, ',');
        write(line, value);
    };
    (element(values), ...);
    line += "]\n";
    return line;
}

} // namespace stoa::db
