#include "core/timestamp.h"

#include <charconv>
#include <cstdio>
#include <optional>

namespace stoa {
namespace {

// Reads exactly `digits` decimal digits and moves `text` past them; -1 when they are not there.
int takeNumber(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits) return -1;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    if (error != std::errc{} || end != text.data() + digits || value < 0) return -1;
    text.remove_prefix(digits);
    return value;
}

bool takeChar(std::string_view& text, std::string_view anyOf)
{
    if (text.empty() || anyOf.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

// Fraction of a second in microseconds; digits beyond the sixth are dropped. -1 when malformed.
int takeFraction(std::string_view& text)
{
    if (!takeChar(text, ".")) return 0;
    int micros = 0;
    int digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
        if (digits++ < 6) micros = micros * 10 + (text.front() - '0');
    }
    if (digits == 0) return -1;
    for (; digits < 6; ++digits)
        micros *= 10;
    return micros;
}

// Offset from UTC in minutes; nullopt when malformed.
std::optional<int> takeZone(std::string_view& text)
{
    if (takeChar(text, "Zz")) return 0;
    const bool west = !text.empty() && text.front() == '-';
    if (!takeChar(text, "+-")) return std::nullopt;
    const int hours = takeNumber(text, 2);
    takeChar(text, ":");
    const int minutes = text.empty() ? 0 : takeNumber(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return (west ? -1 : 1) * (hours * 60 + minutes);
}

} // namespace

Result<Timestamp> Timestamp::parse(std::string_view text)
{
    const auto malformed = [] {
        return fail(ErrorKind::Invalid, "timestamp.malformed",
                    "expected RFC 3339 with a zone, like 2026-11-18T14:31:07Z");
    };
    std::string_view rest = text;
    const int year = takeNumber(rest, 4);
    if (year < 0 || !takeChar(rest, "-")) return malformed();
    const int month = takeNumber(rest, 2);
    if (month < 0 || !takeChar(rest, "-")) return malformed();
    const int day = takeNumber(rest, 2);
    if (day < 0 || !takeChar(rest, "Tt ")) return malformed();
    const int hour = takeNumber(rest, 2);
    if (hour < 0 || hour > 23 || !takeChar(rest, ":")) return malformed();
    const int minute = takeNumber(rest, 2);
    if (minute < 0 || minute > 59) return malformed();
    const int second = takeChar(rest, ":") ? takeNumber(rest, 2) : 0;
    const int fraction = takeFraction(rest);
    const std::optional<int> zone = takeZone(rest);
    if (second < 0 || second > 59 || fraction < 0 || !zone || !rest.empty()) return malformed();

    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return malformed();
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t seconds = days * 86400 + hour * 3600 + (minute - *zone) * 60 + second;
    return Timestamp(seconds * 1'000'000 + fraction);
}

std::string Timestamp::text() const
{
    std::int64_t days = m_micros / 86'400'000'000;
    std::int64_t micros = m_micros % 86'400'000'000;
    if (micros < 0) {
        micros += 86'400'000'000;
        --days;
    }
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    const std::int64_t seconds = micros / 1'000'000;
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60),
                  static_cast<int>(micros % 1'000'000));
    return buffer;
}

} // namespace stoa
