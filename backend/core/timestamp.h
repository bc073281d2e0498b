#pragma once
// A moment in UTC with microsecond precision, the precision of PostgreSQL's timestamptz.

#include "core/result.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace stoa {

using Duration = std::chrono::microseconds;

class Timestamp {
public:
    constexpr Timestamp() = default;
    constexpr explicit Timestamp(std::int64_t microsSinceEpoch) : m_micros(microsSinceEpoch) {}

    // RFC 3339 with a zone: "2026-11-18T14:31:07.250000Z", "2026-11-18T16:31+02:00".
    // Errors: timestamp.malformed.
    static Result<Timestamp> parse(std::string_view text);

    constexpr std::int64_t micros() const { return m_micros; }
    constexpr std::int64_t millis() const { return m_micros / 1000; }
    // Always UTC with six digits: "2026-11-18T14:31:07.250000Z".
    std::string text() const;

    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
    friend constexpr Timestamp operator+(Timestamp at, Duration span)
    {
        return Timestamp(at.m_micros + span.count());
    }
    friend constexpr Timestamp operator-(Timestamp at, Duration span)
    {
        return Timestamp(at.m_micros - span.count());
    }
    friend constexpr Duration operator-(Timestamp later, Timestamp earlier)
    {
        return Duration(later.m_micros - earlier.m_micros);
    }

private:
    std::int64_t m_micros = 0;
};

} // namespace stoa
