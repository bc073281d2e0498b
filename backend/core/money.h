#pragma once
// An amount of one currency in whole minor units. No doubles, no implicit conversion, no silent
// overflow: mixing currencies or leaving the range is our bug and aborts; parse() is where outside
// data is judged.

#include "core/currency.h"
#include "core/result.h"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoa {

enum class Rounding { HalfEven, HalfUp, Down };

class Money {
public:
    // ± one quadrillion minor units: sums of a year of a large marketplace still fit in 63 bits.
    static constexpr std::int64_t kMaxMinor = 1'000'000'000'000'000;

    constexpr Money() = default;
    Money(std::int64_t minor, Currency currency); // outside ± kMaxMinor aborts

    // Outside data in minor units. Errors: money.out_of_range.
    static Result<Money> make(std::int64_t minor, Currency currency);
    // "1234.5", "-0.07", "1000"; at most the currency's decimals, '.' only, no grouping.
    // Errors: money.malformed, money.too_many_decimals, money.out_of_range.
    static Result<Money> parse(std::string_view text, Currency currency);

    constexpr std::int64_t minor() const { return m_minor; }
    constexpr Currency currency() const { return m_currency; }
    bool isZero() const { return m_minor == 0; }
    bool isNegative() const { return m_minor < 0; }
    bool isPositive() const { return m_minor > 0; }
    std::string amountText() const; // "12.34", always the currency's decimals
    std::string text() const;       // "12.34 EUR"

    Money operator-() const { return Money(-m_minor, m_currency); }
    Money& operator+=(const Money& other);
    Money& operator-=(const Money& other);
    friend Money operator+(Money left, const Money& right) { return left += right; }
    friend Money operator-(Money left, const Money& right) { return left -= right; }
    friend Money operator*(const Money& unit, std::int64_t quantity)
    {
        return unit.times(quantity);
    }

    // The product when it is in range. Errors: money.out_of_range.
    Result<Money> checkedTimes(std::int64_t quantity) const;
    // numerator/denominator of the amount, e.g. 825 basis points: portion(825, 10'000).
    Money portion(std::int64_t numerator, std::int64_t denominator,
                  Rounding rounding = Rounding::HalfEven) const;
    // Shares in the ratio of the weights that add up to exactly this amount (largest remainder;
    // ties go to the earlier share). Weights are not negative; when all are zero the first share
    // takes all.
    std::vector<Money> allocate(std::span<const std::int64_t> weights) const;

    friend bool operator==(const Money&, const Money&) = default;
    // Comparing two currencies is a bug and aborts.
    friend std::strong_ordering operator<=>(const Money& left, const Money& right)
    {
        left.requireSameCurrency(right);
        return left.m_minor <=> right.m_minor;
    }

private:
    Money times(std::int64_t quantity) const;
    void requireSameCurrency(const Money& other) const;

    std::int64_t m_minor = 0;
    Currency m_currency;
};

} // namespace stoa
