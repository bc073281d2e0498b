#pragma once
// One record of a journal, as bytes: a head that can be found again behind damaged bytes, and the
// sealed payload. The seal (XChaCha20-Poly1305 of libsodium) covers the head too, so that a record
// whose bytes changed, or that was moved to another number, is no record. All numbers
// little-endian:
//
//     magic u32, length of the sealed payload u32, type u32, number u64, microseconds since 1970
//     i64, id 16 bytes, nonce 24 bytes, payload and tag
//
// Call sodium_init() before (Journal does).

#include "core/id.h"
#include "core/timestamp.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace stoa::journal {

using Key = std::array<std::uint8_t, 32>;

enum class Type : std::uint32_t { Accepted = 1, Settled = 2 };

struct Record {
    Type type = Type::Accepted;
    std::uint64_t number = 0; // counts all records of a journal, from 1
    Timestamp at;
    Uuid id; // of the entry
    std::string payload;

    friend bool operator==(const Record&, const Record&) = default;
};

constexpr std::size_t kHeadBytes = 68;
constexpr std::size_t kTagBytes = 16;

std::string seal(const Record& record, const Key& key);

// The end of every segment: one that was cut off lacks it.
inline constexpr std::string_view kEndMark = "STJ1 end";

// What can be read of a segment's bytes. Never fails: bytes that are neither records nor the zeros
// that nobody has written yet are counted.
struct Contents {
    std::map<std::uint64_t, Record> records; // by number
    std::size_t damagedBytes = 0;
    bool isWhole = true; // ends with the mark

    bool isSound() const { return damagedBytes == 0 && isWhole; }
};
Contents unseal(std::string_view bytes, const Key& key);

} // namespace stoa::journal
