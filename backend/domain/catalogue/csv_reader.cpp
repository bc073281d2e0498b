#include "domain/catalogue/csv_reader.h"

#include <algorithm>

namespace stoa::catalogue {

CsvReader::CsvReader(std::string_view text, char separator) : CsvReader(text, separator, Limits())
{}

CsvReader::CsvReader(std::string_view text, char separator, Limits limits)
    : m_rest(text), m_separator(separator), m_limits(limits)
{
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (m_rest.starts_with(kByteOrderMark)) m_rest.remove_prefix(kByteOrderMark.size());
}

char CsvReader::detectSeparator(std::string_view text)
{
    const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    for (const char each : {';', '\t'}) {
        if (std::ranges::count(first, each) > std::ranges::count(first, best)) best = each;
    }
    return best;
}

Result<std::optional<CsvRow>> CsvReader::next()
{
    while (!m_rest.empty()) {
        if (takeLineEnd()) continue;
        CsvRow row{m_line, {}};
        if (m_rows == m_limits.rows) {
            m_rest = {};
            return fail(problem("csv.too_many_rows", row.line));
        }
        ++m_rows;
        m_isCellTooLarge = false;
        bool isRowOver = false;
        bool hasTooMany = false;
        while (!isRowOver) {
            std::string cell;
            STOA_CHECK(readCell(cell));
            hasTooMany = hasTooMany || row.cells.size() == m_limits.columns;
            if (!hasTooMany) row.cells.push_back(std::move(cell));
            isRowOver = m_rest.empty() || m_rest.front() != m_separator;
            if (!isRowOver) m_rest.remove_prefix(1);
        }
        takeLineEnd();
        if (hasTooMany) return fail(problem("csv.too_many_columns", row.line));
        if (m_isCellTooLarge) return fail(problem("csv.cell_too_large", row.line));
        return std::optional(std::move(row));
    }
    return std::optional<CsvRow>();
}

Error CsvReader::problem(std::string_view code, std::int64_t line) const
{
    return makeError(ErrorKind::Invalid, code).with("line", std::to_string(line));
}

// Ends in front of the separator, the line end or nothing.
Done CsvReader::readCell(std::string& cell)
{
    if (!m_rest.empty() && m_rest.front() == '"') STOA_CHECK(readQuoted(cell));
    while (!m_rest.empty() && m_rest.front() != m_separator && m_rest.front() != '\n' &&
           m_rest.front() != '\r') {
        append(cell, m_rest.front());
        m_rest.remove_prefix(1);
    }
    return {};
}

Done CsvReader::readQuoted(std::string& cell)
{
    const std::int64_t opened = m_line;
    m_rest.remove_prefix(1);
    while (!m_rest.empty()) {
        const char c = m_rest.front();
        if (c == '"') {
            m_rest.remove_prefix(1);
            if (m_rest.empty() || m_rest.front() != '"') return {};
        } else if (takeLineEnd()) {
            append(cell, '\n');
            continue;
        }
        append(cell, c);
        m_rest.remove_prefix(1);
    }
    return fail(problem("csv.unclosed_quote", opened));
}

bool CsvReader::takeLineEnd()
{
    const std::size_t length = m_rest.starts_with("\r\n")                             ? 2
                               : m_rest.starts_with('\n') || m_rest.starts_with('\r') ? 1
                                                                                      : 0;
    m_rest.remove_prefix(length);
    if (length > 0) ++m_line;
    return length > 0;
}

void CsvReader::append(std::string& cell, char c)
{
    if (cell.size() < m_limits.cellBytes)
        cell += c;
    else
        m_isCellTooLarge = true;
}

} // namespace stoa::catalogue
