#pragma once
// Text that came from outside: what is valid UTF-8, how long it is for a reader, and the small
// cleanings that every slice needs. Lengths are in code points, because that is what a limit on a
// form means.

#include "core/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace stoa {

// Well-formed UTF-8 without overlong forms, surrogates or NUL (PostgreSQL's text takes no NUL).
bool isValidUtf8(std::string_view text);
std::size_t codePoints(std::string_view validUtf8);
// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);
// ASCII letters in lower case; other characters stay.
std::string lowered(std::string_view text);
// At most `most` code points, never half a character.
std::string_view clipped(std::string_view validUtf8, std::size_t most);

// A piece of text from a person, trimmed, with its limits checked.
// Errors: text.required, text.too_long (params most, length), text.not_utf8; with `field`.
Result<std::string> boundedText(std::string_view text, std::string_view field, std::size_t least,
                                std::size_t most);

} // namespace stoa
