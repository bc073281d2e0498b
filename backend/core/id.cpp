#include "core/id.h"

#include "core/clock.h"

#include <random>

namespace stoa {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford, lower case

int digitOf(std::string_view alphabet, char c)
{
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::uint64_t randomWord()
{
    // libstdc++'s random_device reads the kernel's generator (or RDRAND); one per thread needs no
    // lock.
    thread_local std::random_device source;
    return std::uint64_t{source()} << 32 | source();
}

tl::unexpected<Error> malformed(std::string_view expected)
{
    return fail(makeError(ErrorKind::Invalid, "id.malformed").with("expected", expected));
}

} // namespace

Uuid Uuid::makeV7()
{
    return makeV7(SystemClock().now(), randomWord(), randomWord());
}

Uuid Uuid::makeV7(Timestamp at, std::uint64_t randomHigh, std::uint64_t randomLow)
{
    Uuid uuid;
    const auto millis = static_cast<std::uint64_t>(at.millis());
    for (std::size_t i = 0; i < 6; ++i) {
        uuid.bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    }
    // The 12 bits after the version carry the microseconds (RFC 9562, 6.2, method 3), so that ids
    // made by one thread in one millisecond keep their order.
    const auto fraction = static_cast<std::uint64_t>(at.micros() % 1000) * 4096 / 1000;
    uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | (fraction >> 8));
    uuid.bytes[7] = static_cast<std::uint8_t>(fraction);
    uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (randomHigh & 0x3f));
    for (std::size_t i = 9; i < 16; ++i) {
        uuid.bytes[i] = static_cast<std::uint8_t>(randomLow >> (8 * (i - 9)));
    }
    return uuid;
}

Result<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36) return malformed("uuid");
    Uuid uuid;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isHyphenPlace = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphenPlace) {
            if (text[i] != '-') return malformed("uuid");
            continue;
        }
        const int digit = digitOf(kHex, text[i]);
        if (digit < 0) return malformed("uuid");
        uuid.bytes[nibble / 2] =
            static_cast<std::uint8_t>(uuid.bytes[nibble / 2] << 4 | static_cast<unsigned>(digit));
        ++nibble;
    }
    return uuid;
}

std::string Uuid::text() const
{
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kHex[bytes[i] >> 4];
        text += kHex[bytes[i] & 0xf];
    }
    return text;
}

std::string encodeTypeId(std::string_view prefix, const Uuid& uuid)
{
    // 128 bits in 26 digits of 5 bits: the first digit carries only three.
    std::string text(prefix);
    text += '_';
    for (int digit = 0; digit < 26; ++digit) {
        unsigned value = 0;
        for (int bit = 0; bit < 5; ++bit) {
            const int at =
                digit * 5 + bit - 2; // bit number from the top; the first two do not exist
            const unsigned one =
                at < 0 ? 0U : (uuid.bytes[static_cast<std::size_t>(at) / 8] >> (7 - at % 8)) & 1U;
            value = value << 1 | one;
        }
        text += kBase32[value];
    }
    return text;
}

Result<Uuid> decodeTypeId(std::string_view prefix, std::string_view text)
{
    if (text.size() != prefix.size() + 27 || !text.starts_with(prefix) ||
        text[prefix.size()] != '_') {
        return malformed(prefix);
    }
    text.remove_prefix(prefix.size() + 1);
    if (text.front() > '7') return malformed(prefix); // would not fit in 128 bits
    Uuid uuid;
    for (int digit = 0; digit < 26; ++digit) {
        const int value = digitOf(kBase32, text[static_cast<std::size_t>(digit)]);
        if (value < 0) return malformed(prefix);
        for (int bit = 0; bit < 5; ++bit) {
            const int at = digit * 5 + bit - 2;
            if (at < 0 || ((value >> (4 - bit)) & 1) == 0) continue;
            uuid.bytes[static_cast<std::size_t>(at) / 8] |=
                static_cast<std::uint8_t>(1U << (7 - at % 8));
        }
    }
    return uuid;
}

} // namespace stoa
