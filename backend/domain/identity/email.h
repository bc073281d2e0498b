#pragma once
// An e-mail address as a person's name at sign-in: one form for every spelling, so that nobody has
// two accounts by accident. Judges the shape only; whether mail arrives, only mail can tell.
// Source: RFC 5321, section 4.5.3.1 (lengths); RFC 6531 (other scripts are allowed).

#include "core/result.h"

#include <compare>

namespace stoa::identity {

class Email {
public:
    // "Ada@Example.com" becomes "ada@example.com". Quoted local parts, comments and addresses
    // without a domain of at least two labels are refused, except "…@localhost".
    // Errors: email.malformed (Invalid, field `email`).
    static Result<Email> parse(std::string_view text);

    const std::string& text() const { return m_text; }
    std::string_view localPart() const;
    friend auto operator<=>(const Email&, const Email&) = default;

private:
    explicit Email(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

} // namespace stoa::identity
