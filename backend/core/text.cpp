#include "core/text.h"

#include <algorithm>

namespace stoa {
namespace {

constexpr std::string_view kSpace = " \t\r\n\v\f";

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// Length of the sequence that starts here, 0 when it is not well-formed.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first == 0) return 0;
    if (first < 0x80) return 1;
    std::size_t length = 0;
    unsigned least = 0;
    unsigned value = 0;
    if (first >= 0xc2 && first <= 0xdf) {
        length = 2, least = 0x80, value = first & 0x1fU;
    } else if (first >= 0xe0 && first <= 0xef) {
        length = 3, least = 0x800, value = first & 0x0fU;
    } else if (first >= 0xf0 && first <= 0xf4) {
        length = 4, least = 0x10000, value = first & 0x07U;
    } else {
        return 0;
    }
    if (text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text[i])) return 0;
        value = value << 6 | (byte(i) & 0x3fU);
    }
    const bool isSurrogate = value >= 0xd800 && value <= 0xdfff;
    return value < least || value > 0x10ffff || isSurrogate ? 0 : length;
}

} // namespace

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t codePoints(std::string_view validUtf8)
{
    return static_cast<std::size_t>(std::count_if(validUtf8.begin(), validUtf8.end(),
                                                  [](char c) { return !isContinuation(c); }));
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string_view clipped(std::string_view validUtf8, std::size_t most)
{
    std::size_t seen = 0;
    for (std::size_t i = 0; i < validUtf8.size(); ++i) {
        if (!isContinuation(validUtf8[i]) && seen++ == most) return validUtf8.substr(0, i);
    }
    return validUtf8;
}

Result<std::string> boundedText(std::string_view text, std::string_view field, std::size_t least,
                                std::size_t most)
{
    if (!isValidUtf8(text)) {
        return fail(makeError(ErrorKind::Invalid, "text.not_utf8").in(field));
    }
    const std::string_view content = trimmed(text);
    const std::size_t length = codePoints(content);
    if (length < least) {
        return fail(makeError(ErrorKind::Invalid, length == 0 ? "text.required" : "text.too_short")
                        .in(field)
                        .with("least", std::to_string(least)));
    }
    if (length > most) {
        return fail(makeError(ErrorKind::Invalid, "text.too_long")
                        .in(field)
                        .with("most", std::to_string(most))
                        .with("length", std::to_string(length)));
    }
    return std::string(content);
}

} // namespace stoa
