#pragma once
// JSON from outside: RFC 8259 and nothing more lenient, valid UTF-8, no member twice in an object
// (readers disagree on which one counts), and no deeper than a request can be.

#include "core/result.h"
#include "platform/json/json.h"

namespace stoa {

inline constexpr std::size_t kMaxJsonDepth = 32;

// Errors: request.malformed_json (params offset, in bytes), request.duplicate_field.
Result<json::value> parseStrictly(std::string_view text);

} // namespace stoa
