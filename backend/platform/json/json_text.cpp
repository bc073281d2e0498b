#include "platform/json/json_text.h"

#include <algorithm>
#include <charconv>

namespace stoa::json_text {
namespace {

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void appendEscaped(std::string& json, char c)
{
    constexpr std::string_view kLetters = "\"\"\\\\\bb\ff\nn\rr\tt"; // each with what stands for it
    constexpr std::string_view kDigits = "0123456789abcdef";
    json += '\\';
    for (std::size_t at = 0; at < kLetters.size(); at += 2) {
        if (kLetters[at] == c) return json.push_back(kLetters[at + 1]);
    }
    json += "u00";
    json += kDigits[static_cast<unsigned char>(c) >> 4];
    json += kDigits[static_cast<unsigned char>(c) & 15];
}

} // namespace

void append(std::string& json, std::string_view text)
{
    json += '"';
    while (true) {
        const auto* const odd = std::ranges::find_if_not(text, isPlain);
        json.append(text.begin(), odd);
        if (odd == text.end()) break;
        appendEscaped(json, *odd);
        text = std::string_view(odd + 1, text.end());
    }
    json += '"';
}

void append(std::string& json, std::int64_t number)
{
    char digits[20];
    json.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
}

} // namespace stoa::json_text
