#pragma once
// A country as its two-letter code. Source: ISO 3166-1 alpha-2, the 249 assigned codes of 2024.

#include "core/result.h"

#include <array>
#include <compare>
#include <string_view>

namespace stoa {

class Country {
public:
    constexpr Country() = default; // no country: only for empty views

    // "DE"; upper case only. Errors: country.unknown.
    static Result<Country> parse(std::string_view code);

    constexpr std::string_view code() const { return {m_code.data(), m_code[0] == 0 ? 0U : 2U}; }
    friend constexpr auto operator<=>(const Country&, const Country&) = default;

private:
    constexpr explicit Country(std::string_view code) : m_code{code[0], code[1]} {}
    std::array<char, 2> m_code{};
};

} // namespace stoa
