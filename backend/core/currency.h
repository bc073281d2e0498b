#pragma once
// A currency of ISO 4217: its three-letter code and how many decimals its minor unit has.
// Source: ISO 4217 list one (amendment 176); funds, metals and test codes are left out.

#include "core/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

namespace stoa {

class Currency {
public:
    constexpr Currency() = default; // no currency: only for empty views

    // "EUR"; upper case only. Errors: currency.unknown.
    static Result<Currency> parse(std::string_view code);
    // For codes written in our own source; an unknown one is a bug and aborts.
    static Currency of(std::string_view code);
    static std::span<const Currency> all();

    constexpr std::string_view code() const { return {m_code.data(), m_code[0] == 0 ? 0U : 3U}; }
    constexpr int decimals() const { return m_decimals; } // 0, 2, 3 or 4
    std::int64_t minorPerMajor() const;                   // 1, 100, 1000, 10000

    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

private:
    friend struct CurrencyTable;
    constexpr Currency(std::string_view code, int decimals)
        : m_code{code[0], code[1], code[2]}, m_decimals(static_cast<std::int8_t>(decimals))
    {}
    std::array<char, 3> m_code{};
    std::int8_t m_decimals = 0;
};

} // namespace stoa
