#pragma once
// Reads comma-separated text row by row: RFC 4180 with what files really contain. Cells in quotes
// may hold separators, line ends and "" for a quote; lines end with CRLF, LF or CR; a byte-order
// mark is skipped; blank lines are skipped; a quote inside an unquoted cell is a character. Holds
// one row at a time and is bounded in rows, columns and bytes of a cell.
// Source: RFC 4180.

#include "core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::catalogue {

struct CsvRow {
    std::int64_t line = 0; // where the row begins, 1 is the first
    std::vector<std::string> cells;
};

class CsvReader {
public:
    struct Limits {
        std::int64_t rows = 100'000;
        std::size_t columns = 300;
        std::size_t cellBytes = 256 * 1024;
    };

    explicit CsvReader(std::string_view text, char separator = ',');
    CsvReader(std::string_view text, char separator, Limits limits);

    // The separator that the first line uses most: a comma, a semicolon or a tab.
    static char detectSeparator(std::string_view text);

    // The next row; nothing at the end. After csv.too_many_columns and csv.cell_too_large reading
    // goes on behind the bad row; the other two end the file.
    // Errors: csv.unclosed_quote, csv.too_many_columns, csv.cell_too_large, csv.too_many_rows; each
    // with param line.
    Result<std::optional<CsvRow>> next();

private:
    Error problem(std::string_view code, std::int64_t line) const;
    Done readCell(std::string& cell);
    Done readQuoted(std::string& cell);
    bool takeLineEnd();
    void append(std::string& cell, char c);

    std::string_view m_rest;
    char m_separator;
    Limits m_limits;
    std::int64_t m_line = 1;
    std::int64_t m_rows = 0;
    bool m_isCellTooLarge = false;
};

} // namespace stoa::catalogue
