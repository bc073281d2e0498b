#pragma once
// Bytes as text that goes unquoted into a URL, a header or a cookie: base64url without padding.
// Source: RFC 4648, section 5.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoa {

std::string encodeBase64Url(std::span<const std::uint8_t> bytes);
std::string encodeBase64Url(std::string_view bytes);
// Nothing for other characters, padding, an impossible length, or bits set beyond the last byte:
// each sequence of bytes has exactly one text.
std::optional<std::vector<std::uint8_t>> decodeBase64Url(std::string_view text);

} // namespace stoa
