#pragma once
// Which passwords a person may choose: long enough, not among the most used ones, and not made from
// what everybody knows about the account. No rules of composition: they make passwords worse.
// Source: OWASP ASVS 5.0, 6.1.2 and 6.2.1 to 6.2.12; NIST SP 800-63B, 3.1.1.2.

#include "core/result.h"

#include <span>

namespace stoa::identity {

inline constexpr std::size_t kMinPassword = 8; // code points
inline constexpr std::size_t kMaxPassword = 200;

// `contextWords` are the e-mail's local part, the person's name and the marketplace's name; a word
// of fewer than kMinContextWord characters is not held against a password.
// Errors, all Invalid with field `password`: password.too_short (param least), password.too_long
// (param most), password.too_common, password.contains_context.
Done checkPassword(std::string_view password, std::span<const std::string> contextWords);

inline constexpr std::size_t kMinContextWord = 4;

} // namespace stoa::identity
