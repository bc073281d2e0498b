#include "platform/db/row_set.h"

namespace stoa::db {
namespace {

constexpr std::string_view kColumns = " AS r (";
constexpr std::string_view kBetween = ", \n";

} // namespace

RowSet::RowSet(const Statement& statement) : m_statement(statement)
{
    STOA_ASSERT(statement.isRowSet);
    const auto start = statement.sql.rfind(kColumns);
    STOA_ASSERT(start != std::string_view::npos);
    std::string_view left = statement.sql.substr(start + kColumns.size());
    left = left.substr(0, left.find(')'));
    while (!left.empty()) {
        const auto end = std::min(left.find_first_of(kBetween), left.size());
        m_columns.push_back({std::string(left.substr(0, end)), {}});
        left.remove_prefix(std::min(left.find_first_not_of(kBetween, end), left.size()));
    }
}

Params RowSet::params() const
{
    Params params;
    for (const Column& column : m_columns)
        params.add(column.values);
    return params;
}

void RowSet::write(std::string& json, std::int64_t value)
{
    json += std::to_string(value);
}

void RowSet::write(std::string& json, std::string_view value)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    json += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            json += "\\u00";
            json += kDigits[byte >> 4];
            json += kDigits[byte & 15];
            continue;
        }
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    json += '"';
}

void RowSet::write(std::string& json, const Uuid& value)
{
    json += '"';
    json += value.text();
    json += '"';
}

} // namespace stoa::db
