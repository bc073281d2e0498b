#pragma once
// JSON written straight into a text, for what is written often. Texts must be UTF-8 and stay as
// they are but for quotes, backslashes and control characters.

#include <concepts>
#include <string>
#include <string_view>

namespace stoa::json_text {

void append(std::string& json, std::string_view text); // in quotes
void append(std::string& json, std::int64_t number);
inline void append(std::string& json, std::same_as<bool> auto value)
{
    json += value ? "true" : "false";
}

} // namespace stoa::json_text
