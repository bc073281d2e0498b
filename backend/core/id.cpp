#include "core/id.h"

#include "core/clock.h"

#include <array>
#include <random>

#if __has_include(<sys/random.h>)
#include <sys/random.h>
#endif

namespace stoa {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford, lower case

int digitOf(std::string_view alphabet, char c)
{
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// The kernel's generator, asked for many words at a time: std::random_device may ask the processor
// for a seed each time, which takes a microsecond. One per thread needs no lock.
class RandomWords {
public:
    std::uint64_t next()
    {
        if (m_left == 0) fill();
        return m_words[--m_left];
    }

private:
    void fill()
    {
        m_left = m_words.size();
#if __has_include(<sys/random.h>)
        if (::getentropy(m_words.data(), sizeof m_words) == 0) return;
#endif
        std::random_device source;
        for (std::uint64_t& word : m_words)
            word = std::uint64_t{source()} << 32 | source();
    }

    std::array<std::uint64_t, 32> m_words{}; // as much as getentropy() gives
    std::size_t m_left = 0;
};

std::uint64_t randomWord()
{
    thread_local RandomWords words;
    return words.next();
}

// The milliseconds, then the 12 bits after the version, which carry their parts (RFC 9562, 6.2,
// method 3).
constexpr std::uint64_t kTicksOfAMilli = 4096;

std::uint64_t ticksAt(Timestamp at)
{
    const auto parts = static_cast<std::uint64_t>(at.micros() % 1000) * kTicksOfAMilli / 1000;
    return static_cast<std::uint64_t>(at.millis()) * kTicksOfAMilli + parts;
}

Uuid ofTicks(std::uint64_t ticks, std::uint64_t randomHigh, std::uint64_t randomLow)
{
    Uuid uuid;
    const std::uint64_t millis = ticks / kTicksOfAMilli;
    const std::uint64_t fraction = ticks % kTicksOfAMilli;
    for (std::size_t i = 0; i < 6; ++i) {
        uuid.bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    }
    uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | (fraction >> 8));
    uuid.bytes[7] = static_cast<std::uint8_t>(fraction);
    uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (randomHigh & 0x3f));
    for (std::size_t i = 9; i < 16; ++i) {
        uuid.bytes[i] = static_cast<std::uint8_t>(randomLow >> (8 * (i - 9)));
    }
    return uuid;
}

tl::unexpected<Error> malformed(std::string_view expected)
{
    return fail(makeError(ErrorKind::Invalid, "id.malformed").with("expected", expected));
}

} // namespace

// Ids that one thread makes are in order, also within a tick; a clock that was set back by more
// than a second is believed.
Uuid Uuid::makeV7()
{
    thread_local std::uint64_t last = 0;
    std::uint64_t ticks = ticksAt(SystemClock().now());
    if (ticks <= last && last - ticks < kTicksOfAMilli * 1000) ticks = last + 1;
    last = ticks;
    return ofTicks(ticks, randomWord(), randomWord());
}

Uuid Uuid::makeV7(Timestamp at, std::uint64_t randomHigh, std::uint64_t randomLow)
{
    return ofTicks(ticksAt(at), randomHigh, randomLow);
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
    std::string text(36, '-');
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) ++at;
        text[at++] = kHex[bytes[i] >> 4];
        text[at++] = kHex[bytes[i] & 0xf];
    }
    return text;
}

std::string encodeTypeId(std::string_view prefix, const Uuid& uuid)
{
    // 128 bits in 26 digits of 5 bits, from the last: the first digit carries only three.
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        high = high << 8 | uuid.bytes[i];
        low = low << 8 | uuid.bytes[8 + i];
    }
    std::string text(prefix.size() + 27, '_');
    prefix.copy(text.data(), prefix.size());
    for (std::size_t at = text.size() - 1; at > prefix.size(); --at) {
        text[at] = kBase32[low & 31];
        low = low >> 5 | high << 59;
        high >>= 5;
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
