#include "platform/db/row_set.h"

#include "platform/json/json_text.h"

namespace stoa::db {
namespace {

constexpr std::string_view kColumns = " AS r (";
constexpr std::string_view kArrays = "unnest(";
constexpr std::string_view kCast = "::";

// "$1::uuid[], $2::text[]" → uuid, text.
std::vector<std::string_view> typesOf(std::string_view arrays)
{
    std::vector<std::string_view> types;
    for (auto at = arrays.find(kCast); at != std::string_view::npos; at = arrays.find(kCast, at)) {
        at += kCast.size();
        types.push_back(arrays.substr(at, arrays.find("[]", at) - at));
    }
    return types;
}

} // namespace

RowSet::RowSet(const Statement& statement) : m_statement(statement)
{
    STOA_ASSERT(statement.isRowSet);
    const auto start = statement.sql.rfind(kColumns);
    STOA_ASSERT(start != std::string_view::npos);
    const std::string_view names =
        statement.sql.substr(start, statement.sql.find(')', start) - start);
    m_columns.resize(1 + static_cast<std::size_t>(std::ranges::count(names, ',')));
}

std::string RowSet::textOf(const Statement& statement, std::size_t form)
{
    const std::string_view sql = statement.sql;
    if (form == 0) return std::string(sql);
    const auto from = sql.find(kArrays);
    const auto to = sql.rfind(kColumns);
    STOA_ASSERT(statement.isRowSet && from < to && to != std::string_view::npos);
    const auto types = typesOf(sql.substr(from, to - from));
    std::string values;
    for (std::size_t i = 0; i < form * types.size(); ++i) {
        if (i % types.size() == 0) values += i == 0 ? "(" : "), (";
        if (i % types.size() > 0) values += ", ";
        values += '$' + std::to_string(i + 1) + "::";
        values += types[i % types.size()];
    }
    values = "(VALUES " + values + "))";
    if (form > 1) values = "(SELECT * FROM " + values + " v WHERE v.column1 IS NOT NULL)";
    return std::string(sql.substr(0, from)) + values + std::string(sql.substr(to));
}

std::size_t RowSet::form() const
{
    const auto fits = [this](std::size_t form) { return m_size <= form; };
    const auto* const at = std::ranges::find_if(kForms, fits);
    return at == std::end(kForms) ? 0 : *at;
}

Params RowSet::params() const
{
    Params params;
    if (form() == 0) {
        for (const Array& column : m_columns)
            params.add(column);
        return params;
    }
    std::vector<std::size_t> places(m_columns.size(), 0);
    for (std::size_t row = 0; row < form(); ++row) {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto value = row < m_size ? m_columns[i].next(places[i]) : std::nullopt;
            params.addWire(value);
        }
    }
    for (const Array& column : m_columns)
        params.mustBeSendable(column);
    return params;
}

void RowSet::write(std::string& json, std::int64_t value)
{
    json_text::append(json, value);
}

void RowSet::write(std::string& json, std::string_view value)
{
    json_text::append(json, value);
}

void RowSet::write(std::string& json, const Uuid& value)
{
    json += '"';
    json += value.text();
    json += '"';
}

} // namespace stoa::db
