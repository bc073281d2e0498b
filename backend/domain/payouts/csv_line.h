#pragma once
// A line of a CSV file: RFC 4180, and a cell that a spreadsheet would take for a formula is text.

#include <string>
#include <vector>

namespace stoa::payouts {

std::string csvLine(const std::vector<std::string>& cells); // with its end

} // namespace stoa::payouts
