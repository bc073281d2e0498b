#pragma once
// Identity of a record: a UUIDv7 that the caller makes, offline too, typed by what it names.
// Shown and sent as its prefix and 26 base32 digits, `ord_01jd8yqcbf5mcq4m2s7y5k8w3e`; stored as
// uuid. Source: RFC 9562 (UUIDv7), TypeID specification 0.3 (text form).

#include "core/result.h"
#include "core/timestamp.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace stoa {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    // In the order of time, those of one thread strictly, with 62 random bits from the system's
    // source. Thread-safe.
    static Uuid makeV7();
    // The same from given parts, for deterministic demo data and tests.
    static Uuid makeV7(Timestamp at, std::uint64_t randomHigh, std::uint64_t randomLow);
    // "018f…-…" with hyphens, as PostgreSQL writes it. Errors: id.malformed.
    static Result<Uuid> parse(std::string_view text);

    std::string text() const;
    bool isNil() const { return bytes == std::array<std::uint8_t, 16>{}; }
    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

std::string encodeTypeId(std::string_view prefix, const Uuid& uuid);
// Errors: id.malformed, with `expected` naming the prefix.
Result<Uuid> decodeTypeId(std::string_view prefix, std::string_view text);

// Tag is a struct with `static constexpr std::string_view kPrefix`.
template <class Tag>
class Id {
public:
    constexpr Id() = default; // nil: "not yet known"
    constexpr explicit Id(const Uuid& uuid) : m_uuid(uuid) {}

    static Id make() { return Id(Uuid::makeV7()); }
    static Result<Id> parse(std::string_view text)
    {
        return decodeTypeId(Tag::kPrefix, text).map([](const Uuid& uuid) { return Id(uuid); });
    }
    static constexpr std::string_view prefix() { return Tag::kPrefix; }

    const Uuid& uuid() const { return m_uuid; }
    bool isNil() const { return m_uuid.isNil(); }
    std::string text() const { return encodeTypeId(Tag::kPrefix, m_uuid); }
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    Uuid m_uuid;
};

} // namespace stoa

template <>
struct std::hash<stoa::Uuid> {
    std::size_t operator()(const stoa::Uuid& uuid) const noexcept
    {
        std::size_t value = 0;
        for (std::size_t i = 8; i < 16; ++i)
            value = value << 8 | uuid.bytes[i]; // the random half
        return value;
    }
};

template <class Tag>
struct std::hash<stoa::Id<Tag>> {
    std::size_t operator()(const stoa::Id<Tag>& id) const noexcept
    {
        return std::hash<stoa::Uuid>{}(id.uuid());
    }
};
