#include "domain/payouts/csv_line.h"

namespace stoa::payouts {
namespace {

std::string cellOf(const std::string& text)
{
    const bool isAmount = text.find_first_not_of("-.0123456789") == std::string::npos;
    const bool isFormula = !isAmount && text.find_first_of("=+-@\t\r") == 0;
    const std::string safe = isFormula ? '\'' + text : text;
    if (safe.find_first_of("\",\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : ",") + cellOf(cells[i]);
    return line + "\r\n";
}

} // namespace stoa::payouts
