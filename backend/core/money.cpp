#include "core/money.h"

#include "core/assert.h"

#include <algorithm>
#include <numeric>

namespace stoa {
namespace {

__extension__ using Wide = __int128; // products of two 63-bit numbers

Error outOfRange()
{
    return makeError(ErrorKind::Invalid, "money.out_of_range")
        .because("amounts lie within one quadrillion minor units");
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

Money::Money(std::int64_t minor, Currency currency) : m_minor(minor), m_currency(currency)
{
    STOA_ASSERT(minor >= -kMaxMinor && minor <= kMaxMinor);
}

Result<Money> Money::make(std::int64_t minor, Currency currency)
{
    if (minor < -kMaxMinor || minor > kMaxMinor) return fail(outOfRange());
    return Money(minor, currency);
}

Result<Money> Money::parse(std::string_view text, Currency currency)
{
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    std::int64_t minor = 0;
    int decimals = 0;
    bool sawPoint = false;
    bool sawDigit = false;
    for (const char c : rest) {
        if (c == '.' && !sawPoint && sawDigit) {
            sawPoint = true;
            continue;
        }
        if (!isDigit(c)) return fail(ErrorKind::Invalid, "money.malformed", "expected 1234.56");
        sawDigit = true;
        if (sawPoint && ++decimals > currency.decimals()) {
            if (c == '0') continue; // "5.00" is a whole yen amount
            return fail(makeError(ErrorKind::Invalid, "money.too_many_decimals")
                            .with("currency", currency.code())
                            .with("decimals", std::to_string(currency.decimals())));
        }
        minor = minor * 10 + (c - '0');
        if (minor > kMaxMinor) return fail(outOfRange());
    }
    if (!sawDigit || rest.back() == '.') {
        return fail(ErrorKind::Invalid, "money.malformed", "expected 1234.56");
    }
    for (; decimals < currency.decimals(); ++decimals) {
        minor *= 10;
        if (minor > kMaxMinor) return fail(outOfRange());
    }
    return Money(negative ? -minor : minor, currency);
}

std::string Money::amountText() const
{
    std::string digits = std::to_string(m_minor < 0 ? -m_minor : m_minor);
    const auto decimals = static_cast<std::size_t>(m_currency.decimals());
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return m_minor < 0 ? "-" + digits : digits;
}

std::string Money::text() const
{
    return amountText() + ' ' + std::string(m_currency.code());
}

Money& Money::operator+=(const Money& other)
{
    requireSameCurrency(other);
    *this = Money(m_minor + other.m_minor, m_currency);
    return *this;
}

Money& Money::operator-=(const Money& other)
{
    requireSameCurrency(other);
    *this = Money(m_minor - other.m_minor, m_currency);
    return *this;
}

Result<Money> Money::checkedTimes(std::int64_t quantity) const
{
    const Wide product = Wide{m_minor} * quantity;
    if (product > kMaxMinor || product < -kMaxMinor) return fail(outOfRange());
    return Money(static_cast<std::int64_t>(product), m_currency);
}

Money Money::times(std::int64_t quantity) const
{
    const auto product = checkedTimes(quantity);
    STOA_ASSERT(product.has_value());
    return *product;
}

Money Money::portion(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const
{
    STOA_ASSERT(denominator > 0);
    const Wide product = Wide{m_minor} * numerator;
    const Wide magnitude = product < 0 ? -product : product;
    Wide quotient = magnitude / denominator;
    const Wide twice = magnitude % denominator * 2;
    const bool isHalf = twice == denominator;
    const bool isAbove = twice > denominator;
    switch (rounding) {
    case Rounding::HalfEven:
        quotient += (isAbove || (isHalf && quotient % 2 == 1)) ? 1 : 0;
        break;
    case Rounding::HalfUp:
        quotient += (isAbove || isHalf) ? 1 : 0;
        break;
    case Rounding::Down:
        break;
    }
    return Money(static_cast<std::int64_t>(product < 0 ? -quotient : quotient), m_currency);
}

std::vector<Money> Money::allocate(std::span<const std::int64_t> weights) const
{
    STOA_ASSERT(!weights.empty());
    Wide total = 0;
    for (const auto weight : weights) {
        STOA_ASSERT(weight >= 0);
        total += weight;
    }
    std::vector<Money> shares(weights.size(), Money(0, m_currency));
    if (total == 0) {
        shares.front() = *this;
        return shares;
    }
    const Wide magnitude = m_minor < 0 ? -Wide{m_minor} : Wide{m_minor};
    std::vector<Wide> remainders(weights.size());
    std::vector<std::int64_t> amounts(weights.size());
    std::int64_t left = static_cast<std::int64_t>(magnitude);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        amounts[i] = static_cast<std::int64_t>(magnitude * weights[i] / total);
        remainders[i] = magnitude * weights[i] % total;
        left -= amounts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left)
        ++amounts[order[i]];
    for (std::size_t i = 0; i < weights.size(); ++i) {
        shares[i] = Money(m_minor < 0 ? -amounts[i] : amounts[i], m_currency);
    }
    return shares;
}

void Money::requireSameCurrency(const Money& other) const
{
    STOA_ASSERT(m_currency == other.m_currency);
}

} // namespace stoa
