#pragma once
// Percent-encoding of path segments and query strings. Source: RFC 3986, section 2.

#include <optional>
#include <string>
#include <string_view>

namespace stoa::wire {

enum class Plus { IsPlus, IsSpace }; // a path keeps it; a form or query means a space

// Everything but letters, digits and `-._~` is escaped.
std::string percentEncoded(std::string_view text);

// nullopt for a broken escape and for what is not valid UTF-8 afterwards (NUL included).
std::optional<std::string> percentDecoded(std::string_view text, Plus plus);

} // namespace stoa::wire
